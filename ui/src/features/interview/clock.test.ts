import { describe, expect, it } from "vitest";
import type { Interview } from "../../lib/ipc/generated";
import { Saving } from "../../lib/saving.svelte";
import { Clock, minutesAndSeconds } from "./clock.svelte";
import { table } from "./fixture";
import { Sheet } from "./sheet.svelte";

async function at(record: Partial<Interview> = {}) {
  const { table: behind, backend } = table();
  Object.assign(behind.interview.record, record);
  const sheet = new Sheet(backend, new Saving(), "s", "i");
  await sheet.load();
  let now = Date.parse("2026-11-21T04:00:00.500Z");
  const clock = new Clock(sheet, {}, () => now);
  const later = (seconds: number): void => {
    now += seconds * 1000;
    clock.tick();
  };
  return { behind, clock, later };
}

describe("clock", () => {
  it("stores beginning and end, and does not count pauses", async () => {
    const { behind, clock, later } = await at();
    expect([clock.running, clock.spent]).toEqual([false, 0]);
    await clock.toggle();
    later(600);
    await clock.toggle();
    expect(behind.interview.record).toMatchObject({ started: "2026-11-21T04:00:00Z", ended: "2026-11-21T04:10:00Z" });
    later(300);
    expect(clock.spent, "it stands still").toBe(600_000);
    await clock.toggle();
    later(60);
    expect([clock.running, Math.round((clock.spent ?? 0) / 1000)]).toEqual([true, 660]);
    await clock.pause();
    expect(behind.interview.record.ended).toBe("2026-11-21T04:16:00Z");
  });

  it("does not call an interview running that nobody stopped the day before", async () => {
    const { clock } = await at({ started: "2026-11-20T04:00:00Z" });
    expect([clock.running, clock.started, clock.spent]).toEqual([false, true, null]);
  });

  it("is read as minutes and seconds", () => {
    expect([0, 61_000, 3_725_000].map(minutesAndSeconds)).toEqual(["0:00", "1:01", "62:05"]);
  });
});
