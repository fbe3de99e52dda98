import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { catalogue } from "../../lib/i18n";
import { CommandError } from "../../lib/ipc/client";
import { fakeBackend, fakeShell, freshStatus, type Answers } from "../../lib/ipc/fake";
import type { Effort, EffortOverview, EffortTiming, Kept } from "../../lib/ipc/generated";
import { click, closeStage, has, openStage, press, rows, settled, test, write } from "../../lib/ledger/page";
import { Behind } from "../../lib/records/behind";
import EffortStage from "./EffortStage.svelte";
import { stepped, typedHours } from "./sheet.svelte";
import { clockText, Timer } from "./timer.svelte";

const entry = (id: string, more: Partial<Effort> = {}): Kept<Effort> => ({
  id,
  rev: 1,
  record: { on: "2026-11-20", surveyor: "A", row: 1, hours: 1.5, ...more },
});

/** The sums as the table makes them of what is kept, with a cap of 300 hours. */
function sums(entries: readonly Kept<unknown>[]): EffortOverview {
  const records = entries.map(({ record }) => record as Effort);
  const all = records.reduce((sum, { hours }) => sum + hours * 100, 0);
  const row = (number: number): number =>
    records.filter((one) => one.row === number).reduce((sum, { hours }) => sum + hours * 100, 0);
  return {
    rows: Array.from({ length: 17 }, (_, at) => ({
      number: at + 1,
      work: at >= 14 ? "none" : at % 2 === 0 ? "survey" : "drawing_up",
      ...(at === 14 || at === 15 ? {} : { planned: 1600 }),
      actual: row(at + 1),
    })),
    weeks: all > 0 ? [{ from: "2026-11-16", to: "2026-11-22", hours: all, so_far: all }] : [],
    people: [...new Set(records.map(({ surveyor }) => surveyor))].map((surveyor) => ({
      ...{ surveyor, days: 1, entries: 1, hours: all },
    })),
    planned: 20000,
    actual: all,
    plan_in_sight: all >= 16000,
    cap: 300000,
    cost: { price: 1000, cost: all * 10, cap_in_sight: all >= 24000, hours_left: Math.max(0, 30000 - all) },
  };
}

/** Who opened the vault; nobody said so where it is empty. */
let surveyor = "";
/** What the vault keeps of a timer. */
let vault: EffortTiming = {};
const timing: Answers = {
  effort_timer_get: () => vault,
  effort_timer_set: ({ timer }) => (vault = timer ? { timer } : {}),
};

async function open(...entries: Kept<Effort>[]) {
  const behind = new Behind({ effort: entries });
  const backend = fakeBackend({ ...behind.answers, ...timing, effort_overview: () => sums(behind.of("effort")) });
  const shell = fakeShell({ status: () => ({ ...freshStatus, surveyor }) });
  await openStage(EffortStage, backend, null, shell);
  return { behind, last: () => behind.written.at(-1)?.record as Effort };
}

beforeEach(() => {
  surveyor = "";
  vault = {};
});
afterEach(closeStage);

describe("the effort sheet", () => {
  it("has the 17 rows of the form, planned beside actual", async () => {
    await open(entry("a"), entry("b", { row: 2, hours: 17 }));
    const lines = [...document.querySelectorAll("[data-testid=effort-row]")].map((line) => line.textContent);
    expect(lines).toHaveLength(17);
    expect(lines[0]).toContain("16.00");
    expect(lines[0]).toContain("1.50");
    expect(lines[1], "not by colour alone").toContain("超過 1.00");
    expect(test("effort-form").textContent).toContain("18.50");
  });

  it.each([
    [239.99, ""],
    [240, "上限まで残り 60,000 円、あと 60.00 時間です。"],
    [301, "上限に達しました。超過は 1,000 円です。"],
  ])("after %s hours it says of the cap: %s", async (hours, words) => {
    await open(entry("a", { hours }));
    if (words) expect(test("meter-cost").textContent).toContain(words);
    else expect(test("meter-cost").querySelector("[role=status]")).toBeNull();
  });

  it("shows weeks and people, each with a sum", async () => {
    await open(entry("a"), entry("b", { surveyor: "看護部担当" }));
    await click("tab-weeks");
    expect(test("effort-weeks").textContent).toContain("2026年11月16日 ～ 2026年11月22日");
    await click("tab-people");
    expect(test("effort-people").textContent).toContain("看護部担当");
  });
});

describe("booking hours", () => {
  it("takes one line, and asks for what is missing", async () => {
    const { behind, last } = await open();
    expect(document.body.textContent).toContain(catalogue.ja.effort.noEntries);
    await click("quick-book");
    expect(document.body.textContent).toContain(catalogue.ja.effort.missingSurveyor);
    expect(behind.written).toEqual([]);
    await write(test("quick-who"), "調査員A");
    await click("hours-more");
    await write(test("quick-note"), "院長への聞き取り");
    await click("quick-book");
    expect(last()).toEqual({ on: "2026-11-21", surveyor: "調査員A", row: 1, hours: 1.25, note: "院長への聞き取り" });
    expect(test("meter-hours").textContent, "the sums follow").toContain("1.25 / 200.00");
  });

  it("books for whoever opened the vault, unless somebody else is named", async () => {
    surveyor = "K";
    const { last } = await open(entry("a"));
    await click("quick-book");
    expect(last()).toMatchObject({ surveyor: "K" });
    await write(test("quick-who"), "A");
    await click("quick-book");
    expect(last()).toMatchObject({ surveyor: "A" });
  });

  it("books on the row that was pressed in the form", async () => {
    const { last } = await open(entry("a"));
    document.querySelector<HTMLElement>("[data-row='15'] button")?.click();
    await settled();
    expect((document.activeElement as HTMLElement).dataset.testid).toBe("quick-hours");
    await press("ArrowUp");
    await press("Enter");
    expect(last()).toMatchObject({ row: 15, surveyor: "A", hours: 1.25 });
  });

  it("changes and removes an entry", async () => {
    const { behind, last } = await open(entry("old", { on: "2026-11-01" }), entry("new"));
    await click("tab-entries");
    expect(rows(), "the newest first").toEqual(["new", "old"]);
    document.querySelector<HTMLElement>("[data-testid=table-row]")?.click();
    await settled();
    const hours = test("entry-hours");
    await write(hours, "");
    hours.dispatchEvent(new FocusEvent("blur"));
    await settled();
    expect(behind.written, "hours cannot be blank").toEqual([]);
    await write(hours, "２.75");
    hours.dispatchEvent(new FocusEvent("blur"));
    await settled();
    expect(last().hours).toBe(2.75);
    await click("entry-remove");
    expect(rows()).toEqual(["old"]);
  });

  it.each([
    ["1", 1, "1.25"],
    ["1.1", 1, "1.25"],
    ["1.1", -1, "1"],
    ["0.25", -1, "0.25"],
    ["24", 1, "24"],
    ["", 1, "0.25"],
  ] as const)("goes from %s by %s quarter to %s", (from, by, to) => {
    expect(stepped(from, by)).toBe(to);
  });

  it.each([["0", null], ["24.01", null], ["1.005", null], ["1.10", 1.1], ["半日", null]])("takes %s as %s", (typed, hours) => {
    expect(typedHours(typed)).toBe(hours);
  });
});

describe("the timer", () => {
  it("counts without its pauses, and books whole quarters", async () => {
    let time = 0;
    const timer = new Timer(fakeBackend(timing), "s", () => time);
    await timer.start(3, "A", "2026-11-21");
    time = 60 * 60_000;
    await timer.pause();
    time = 90 * 60_000;
    await timer.resume();
    time = 110 * 60_000;
    timer.tick();
    expect(clockText(timer.spent)).toBe("1:20:00");
    expect(timer.hours).toBe(1.25);
    await timer.discard();
    expect(vault, "nothing is timed").toEqual({});
    await timer.restore();
    expect(timer.spent, "a slip costs nothing").toBe(80 * 60_000);
    await timer.resume();
    time += 25 * 60 * 60_000;
    timer.tick();
    expect(timer.hours, "somebody forgot it").toBeNull();
  });

  it("goes on after the program was killed, and stands still while it is paused", async () => {
    let time = Date.parse("2026-11-21T01:00:00Z");
    const begun = async (): Promise<Timer> => {
      const timer = new Timer(fakeBackend(timing), "s", () => time);
      await timer.load();
      return timer;
    };
    await (await begun()).start(5, "A", "2026-11-21");
    time += 40 * 60_000;
    const second = await begun();
    expect([second.running, clockText(second.spent), second.run?.row]).toEqual([true, "0:40:00", 5]);
    await second.pause();
    time += 40 * 60_000;
    const third = await begun();
    expect([third.running, clockText(third.spent)]).toEqual([false, "0:40:00"]);
  });

  it("says so where it cannot be kept", async () => {
    const full = (): never => {
      throw new CommandError("disk_full");
    };
    const timer = new Timer(fakeBackend({ effort_timer_set: full }), "s", () => 0);
    await timer.start(1, "A", "2026-11-21");
    expect([timer.running, timer.refused?.code]).toEqual([true, "disk_full"]);
  });

  it("goes on while another stage is open, and books on its row", async () => {
    await open(entry("a"));
    await press("t");
    expect(test("timer-time").textContent).toContain("計測中");
    await closeStage();
    const { behind } = await open(entry("a"));
    expect(has("timer-stop"), "it still runs").toBe(true);
    await click("timer-stop");
    expect(behind.written.at(-1)?.record).toEqual({ on: "2026-11-21", surveyor: "A", row: 1, hours: 0.25 });
    expect(has("timer-stop")).toBe(false);
  });
});
