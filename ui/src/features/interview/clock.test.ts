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
  const clock = new Clock(sheet, () => now);
  const later = (seconds: number): void => {
    now += seconds * 1000;
    clock.tick();
  };
  const again = async (): Promise<Clock> => {
    const opened = new Sheet(backend, new Saving(), "s", "i");
    await opened.load();
    return new Clock(opened, () => now);
  };
  return { behind, clock, later, again };
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
    expect([clock.running, Math.floor((clock.spent ?? 0) / 1000)]).toEqual([true, 660]);
    await clock.pause();
    expect(behind.interview.record.ended).toBe("2026-11-21T04:16:00Z");
  });

  it("knows its breaks when the window was closed or killed meanwhile", async () => {
    const { behind, clock, later, again } = await at();
    await clock.toggle();
    later(600);
    await clock.toggle();
    later(300);
    await clock.toggle();
    later(60);
    expect(behind.interview.record.breaks).toEqual([{ from: "2026-11-21T04:10:00Z", to: "2026-11-21T04:15:00Z" }]);
    const next = await again();
    expect([next.running, Math.floor((next.spent ?? 0) / 1000)], "the break does not count").toEqual([true, 660]);
  });

  it("goes on after a night on which nobody stopped it, without the night", async () => {
    const { behind, clock, later } = await at({ started: "2026-11-20T04:00:00Z" });
    await clock.toggle();
    later(120);
    expect([clock.running, Math.floor((clock.spent ?? 0) / 1000)]).toEqual([true, 120]);
    expect(behind.interview.record.started, "it began when it began").toBe("2026-11-20T04:00:00Z");
  });

  it("stores no time that is before another, should the machine's clock be set back", async () => {
    const { behind, clock, later } = await at();
    await clock.toggle();
    later(-3600);
    await clock.pause();
    expect(behind.interview.record.ended).toBe(behind.interview.record.started);
  });

  it("does not call an interview running that nobody stopped the day before", async () => {
    const { clock } = await at({ started: "2026-11-20T04:00:00Z" });
    expect([clock.running, clock.started, clock.spent]).toEqual([false, true, null]);
  });

  it("is read as minutes and seconds", () => {
    expect([0, 61_000, 3_725_000].map(minutesAndSeconds)).toEqual(["0:00", "1:01", "62:05"]);
  });
});
