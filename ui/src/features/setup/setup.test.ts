import { flushSync, mount, unmount } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import { CommandError } from "../../lib/ipc/client";
import { fakeBackend, type Answers } from "../../lib/ipc/fake";
import type { Hospital, Survey, Visit } from "../../lib/ipc/generated";
import { Behind, overview, type Given } from "../../lib/records/behind";
import Provided from "../../lib/ui/Provided.fixture.svelte";
import { momentOf, parseTime, timeOf } from "./clockTime";
import { visitDay, visitTime } from "./setup.svelte";
import SetupStage from "./SetupStage.svelte";

let shown: ReturnType<typeof mount> | undefined;

async function settled(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) {
    flushSync();
    await new Promise((done) => setTimeout(done, 0));
  }
}

async function open(given: Given = {}, answers: Answers = {}) {
  const behind = new Behind({ hospital: [], visit: [], ...given });
  const surveys: { rev: number | undefined; record: Survey }[] = [];
  const backend = fakeBackend({
    ...behind.answers,
    survey_overview: () => ({ ...overview, survey: { id: "s", rev: 7, record: { firm: "よその会社" } } }),
    survey_list: () => [
      { survey: "s", label: "今回", created: "2026-11-01T00:00:00Z", erased: false },
      { survey: "old", label: "前回の調査", created: "2025-11-01T00:00:00Z", erased: false },
      { survey: "gone", label: "消した調査", created: "2024-11-01T00:00:00Z", erased: true },
    ],
    survey_set: ({ rev, record }) => {
      surveys.push({ rev, record });
      return { id: "s", rev: (rev ?? 0) + 1, saved_at: "2026-11-21T04:00:00Z" };
    },
    ...answers,
  });
  const props = { survey: "s", overview, reloadOverview: async () => {}, target: null };
  shown = mount(Provided, { target: document.body, props: { part: SetupStage, props, backend } });
  await settled();
  return { behind, surveys, last: () => behind.written.at(-1)?.record };
}

function find(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`nothing on the page is ${selector}`);
  return found;
}

async function click(id: string): Promise<void> {
  find(`[data-testid="${id}"]`).click();
  await settled();
}

async function write(id: string, text: string): Promise<void> {
  const field = find(`[data-testid="${id}"]`) as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  field.dispatchEvent(new FocusEvent("blur"));
  await settled();
}

afterEach(async () => {
  if (shown) await unmount(shown);
  shown = undefined;
});

describe("the survey", () => {
  it("saves its parties one by one, each on top of the last", async () => {
    const { surveys } = await open();
    await write("setup-firm", "調査会社");
    await write("setup-price", "１２，０００");
    expect(surveys.map(({ rev }) => rev)).toEqual([7, 8]);
    expect(surveys.at(-1)?.record).toEqual({ firm: "調査会社", unit_price_yen: 12_000 });
  });

  it("does not end before it begins", async () => {
    const { surveys } = await open();
    await write("setup-start", "2026-11-10");
    await write("setup-end", "2026-11-01");
    expect(document.body.textContent).toContain("終了日が開始日より前です。");
    expect(surveys).toHaveLength(1);
    await write("setup-end", "2026-12-20");
    expect(surveys.at(-1)?.record).toMatchObject({ period_start: "2026-11-10", period_end: "2026-12-20" });
  });

  it("offers earlier surveys of the vault, neither itself nor what was erased", async () => {
    await open();
    find("[data-testid=setup-earlier]").focus();
    await settled();
    expect([...document.querySelectorAll("[role=option]")].map((one) => one.textContent?.trim())).toEqual(["前回の調査"]);
  });

  it("keeps what was typed where somebody else was faster", async () => {
    let theirs = "委託元";
    const { surveys } = await open(
      {},
      {
        survey_overview: () => ({ ...overview, survey: { id: "s", rev: 9, record: { firm: "調査会社", client: theirs } } }),
        survey_set: () => {
          theirs = "ほかの委託元";
          throw new CommandError("conflict");
        },
      },
    );
    await write("setup-client", "新しい委託元");
    expect(surveys).toEqual([]);
    expect(find("[role=alert]").textContent).toContain("ほかの委託元");
    expect((find("[data-testid=setup-client]") as HTMLInputElement).value).toBe("新しい委託元");
  });
});

describe("the hospital", () => {
  it("begins with its name, then counts its beds", async () => {
    const { last } = await open();
    await click("tab-hospital");
    await write("hospital-begin", "架空病院");
    await click("hospital-make");
    expect(last()).toEqual({ name: "架空病院", beds: {}, staff: {} });
    await write("beds-general", "180");
    await write("beds-psychiatric", "20");
    expect((last() as Hospital).beds).toEqual({ general: 180, psychiatric: 20 });
    expect(find("[data-testid=beds-total]").textContent).toContain("200");
  });

  it("has contacts by position, each of which a press takes away", async () => {
    const { last } = await open({ hospital: [{ id: "h", rev: 1, record: { name: "架空病院", beds: {}, staff: {} } }] });
    await click("tab-hospital");
    await write("contact-role", "全体");
    await click("contact-add");
    expect(document.body.textContent).toContain("何の窓口かと、役職を入力してください。");
    await write("contact-position", "事務部長");
    await click("contact-add");
    expect((last() as Hospital).contacts).toEqual([{ role: "全体", position: "事務部長" }]);
    find("[aria-label='全体 事務部長 を外す']").click();
    await settled();
    expect((last() as Hospital).contacts).toEqual([]);
  });
});

describe("visits", () => {
  it("are added by day and purpose and opened at once", async () => {
    const { last } = await open();
    await click("tab-visits");
    await click("visit-add");
    expect(document.body.textContent).toContain("訪問日を入力してください。");
    await write("visit-on", "2026-11-25");
    await click("visit-add");
    expect(last()).toEqual({ on: "2026-11-25", kind: "interview" });
    await write("participant", "院長");
    await click("participant-add");
    expect((last() as Visit).participants).toEqual([{ side: "hospital", position: "院長" }]);
    await write("visit-started", "9:30");
    expect((last() as Visit).started).toBe("2026-11-25T00:30:00.000Z");
    await write("visit-ended", "8:00");
    expect(document.body.textContent).toContain("終了時刻が開始時刻より前です。");
    expect((last() as Visit).ended ?? null, "an end before the beginning is not saved").toBeNull();
  });

  it("take their times along when their day changes", () => {
    const visit: Visit = { on: "2026-11-25", kind: "both", started: "2026-11-24T23:00:00Z", ended: null };
    expect(visitDay.set(visit, "2026/12/1")).toEqual({ ...visit, on: "2026-12-01", started: "2026-11-30T23:00:00.000Z" });
    expect(visitDay.set(visit, ""), "a visit has a day").toBeNull();
    expect(visitTime("started").get(visit), "shown as the clock in Japan says").toBe("08:00");
  });

  it.each([
    ["１３：３０", "13:30"],
    ["0905", "09:05"],
    ["9時05分", "09:05"],
    ["24:00", null],
    ["13:60", null],
    ["noon", null],
  ])("take %s as %s", (typed, time) => {
    expect(parseTime(typed)).toBe(time);
    if (time) expect(timeOf(momentOf("2026-11-25", time))).toBe(time);
  });
});
