import { describe, expect, it } from "vitest";
import { CommandError } from "../../lib/ipc/client";
import type { Interview } from "../../lib/ipc/generated";
import { Saving } from "../../lib/saving.svelte";
import { Booking, rowOf } from "./booking.svelte";
import { Clock } from "./clock.svelte";
import { table } from "./fixture";
import { Sheet } from "./sheet.svelte";

const START = "2026-11-21T04:00:00Z";

/** An interview whose clock has run for so many minutes. */
async function at(minutes: number, record: Partial<Interview> = {}, sign = "K") {
  const { table: behind, backend } = table();
  Object.assign(behind.interview.record, { started: START, ...record });
  const saving = new Saving();
  const sheet = new Sheet(backend, saving, "s", "i");
  await sheet.load();
  let now = Date.parse(START) + minutes * 60_000;
  const booking = new Booking(backend, saving, sheet, new Clock(sheet, () => now), async () => sign);
  await booking.load();
  const later = (more: number): number => (now += more * 60_000);
  return { behind, saving, booking, later };
}

describe("booking an interview", () => {
  it("makes one entry of person, day and row, in quarters of an hour", async () => {
    const { behind, saving, booking } = await at(34);
    expect(booking.due, "said before it is pressed").toBe(50);
    expect(await booking.book("note")).toBe("booked");
    expect(behind.effort.map(({ record }) => record)).toEqual([
      { on: "2026-11-21", surveyor: "K", row: 3, hours: 0.5, note: "note", interview: "i" },
    ]);
    expect([booking.booked, booking.due, booking.lastHours, booking.last?.savedAt]).toEqual([50, 0, 50, saving.at]);
  });

  it("books a second time only what was added since", async () => {
    const { behind, booking, later } = await at(5);
    await booking.book("");
    expect(await booking.book(""), "a quarter at least was booked").toBe("already");
    later(40);
    expect(await booking.book("")).toBe("booked");
    expect(behind.effort.map(({ record }) => record.hours)).toEqual([0.25, 0.5]);
    expect(booking.booked).toBe(75);
  });

  it("books once when it is pressed twice at once", async () => {
    const { behind, booking } = await at(30);
    expect(await Promise.all([booking.book(""), booking.book("")])).toEqual(["booked", "already"]);
    expect(behind.effort).toHaveLength(1);
  });

  it("counts neither what was taken back nor what somebody else booked for the same hour", async () => {
    const { behind, booking } = await at(30);
    await booking.book("");
    behind.effort = [{ id: "x", rev: 1, record: { on: "2026-11-21", surveyor: "B", row: 3, hours: 0.5, interview: "i" } }];
    await booking.load();
    expect([booking.booked, booking.last, booking.due]).toEqual([0, null, 50]);
  });

  it("takes the day in Japan on which it began, and for later hours the day on which it ended", async () => {
    const { behind, booking, later } = await at(60, { started: "2026-11-20T15:30:00Z", ended: "2026-11-20T16:30:00Z" });
    await booking.book("");
    expect(behind.effort.at(-1)?.record.on).toBe("2026-11-21");
    behind.interview.record.ended = "2026-11-21T16:30:00Z";
    later(60);
    const next = await at(0, { ...behind.interview.record, breaks: [{ from: "2026-11-20T16:30:00Z", to: "2026-11-21T15:30:00Z" }] });
    next.behind.effort = behind.effort;
    await next.booking.book("");
    expect(next.behind.effort.at(-1)?.record).toMatchObject({ on: "2026-11-22", hours: 1 });
  });

  it("has nothing to book of a clock that never ran or that nobody stopped", async () => {
    const never = await at(0, { started: null });
    expect(await never.booking.book("")).toBe("nothing");
    const forgotten = await at(13 * 60);
    expect(await forgotten.booking.book("")).toBe("nothing");
    expect([...never.behind.effort, ...forgotten.behind.effort]).toEqual([]);
  });

  it("says why an entry was refused, and can be pressed again", async () => {
    const { behind, booking } = await at(30);
    behind.refuse = new CommandError("disk_full");
    expect([await booking.book(""), booking.refused?.code]).toEqual(["refused", "disk_full"]);
    behind.refuse = null;
    expect([await booking.book(""), booking.refused]).toEqual(["booked", null]);
  });

  it("books for whoever booked most where nobody said who works here", async () => {
    const { behind, booking } = await at(30, {}, "");
    const entry = (surveyor: string) => ({ on: "2026-11-21", surveyor, row: 1, hours: 1 });
    behind.effort = ["A", "B", "B"].map((sign, at) => ({ id: `${at}`, rev: 1, record: entry(sign) }));
    await booking.book("");
    expect(behind.effort.at(-1)?.record.surveyor).toBe("B");
  });

  it("knows the row of every audience", () => {
    expect((["executive", "admin", "user", "vendor", "device"] as const).map(rowOf)).toEqual([1, 3, 5, 3, 3]);
  });
});
