import { afterEach, describe, expect, it } from "vitest";
import { table } from "../features/interview/fixture";
import { catalogue } from "../lib/i18n";
import { fakeBackend, fakeShell, freshStatus, type Answers } from "../lib/ipc/fake";
import type { Answer } from "../lib/ipc/generated";
import type { Backend } from "../lib/ipc/client";
import { overview } from "../lib/records/behind";
import { click, closeStage, has, openStage, paste, press, settled, test, write } from "../lib/ledger/page";
import InterviewsStage from "./InterviewsStage.svelte";



/** The stage, at an interview on the small list. */
async function open(given: Record<string, Partial<Answer>> = {}, target: object = { kind: "interview", id: "i", item: "1" }) {
  const { table: behind, backend: sheet } = table(given);
  const others: Answers = {
    survey_overview: () => overview,
    interview_list: () => [behind.interview],
    checklist_list: () => [],
    visit_list: () => [],
    answer_list: () => [...behind.answers.values()],
  };
  const rest = fakeBackend(others);
  const backend: Backend = {
    call: (name, args) => (Object.hasOwn(others, name) ? rest.call(name, args) : sheet.call(name, args)),
  };
  const shell = fakeShell({ status: () => ({ ...freshStatus, surveyor: "K" }) });
  await openStage(InterviewsStage, backend, target, shell);
  await settled();
  return { behind, record: (no: string) => behind.answers.get(no)?.record };
}

afterEach(closeStage);

const picture = () => new File([new Uint8Array([1, 2, 3])], "image.png", { type: "image/png" });
const shownNo = () => test("item").dataset.no;

describe("interviews", () => {
  it("opens the item of an answer that a reminder names", async () => {
    await open({ "4": { note: "x" } }, { kind: "answer", id: "4" });
    expect(shownNo()).toBe("4");
  });

  it("stays at the list when the answer is gone", async () => {
    await open({}, { kind: "answer", id: "gone" });
    expect([has("item"), has("interview")]).toEqual([false, true]);
  });

  it("asks why an item does not apply, unless the person has begun to write something else", async () => {
    await open({}, { kind: "interview", id: "i", item: "6" });
    await press("4");
    expect(document.activeElement).toBe(test("why"));
    test("item").querySelector<HTMLElement>("[data-focus=item]")?.focus();
    await press("0");
    // One key right after the other, as fast as somebody types.
    for (const key of ["4", "n"]) {
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    }
    await settled();
    expect(has("why"), "it does not apply").toBe(true);
    expect(document.activeElement, "and the note is being written").toBe(test("note"));
  });

  it("books the time with one press and says so", async () => {
    const { behind } = await open();
    await click("clock-book");
    expect(test("clock-notice").textContent, "nothing ran yet").toBe(catalogue.ja.clock.nothing);
    await press("t");
    await press("b");
    expect(behind.effort.map(({ record }) => record)).toMatchObject([
      { surveyor: "K", row: 3, hours: 0.25, interview: "i", note: "managerへの聞き取り" },
    ]);
    expect(test("clock-booked").textContent).toContain("0.25 時間（K）");
    expect(test("clock-booked").textContent, "with the time of the commit").toContain("保存済み");
    await click("clock-book");
    expect(behind.effort, "nothing was added since").toHaveLength(1);
    expect(test("clock-notice").textContent).toContain("0.25");
  });
});

describe("the hospital's own answer", () => {
  it("is written down beside the confirmed one, and a difference is marked and found", async () => {
    const { record } = await open({ "1": { confirmed: { kind: "yes_no", value: true } } });
    await click("own-write");
    await click("own-no");
    await write(test("own-note-text"), "書面では未実施");
    await click("own-write");
    expect(record("1")).toMatchObject({
      own: { kind: "yes_no", value: false },
      own_note: "書面では未実施",
      confirmed: { kind: "yes_no", value: true },
    });
    expect([test("own-words").textContent, has("differs")]).toEqual([catalogue.ja.answer.no, true]);
    expect(test("filter").textContent).toContain(catalogue.ja.filter.count(catalogue.ja.filter.differs, "1"));
    await click("accept-own");
    expect([record("1")?.confirmed, has("differs")]).toEqual([{ kind: "yes_no", value: false }, false]);
  });

  it("is typed where the item wants words, and Escape is done with it", async () => {
    const { record } = await open({}, { kind: "interview", id: "i", item: "4" });
    await click("own-write");
    expect(document.activeElement, "one can type at once").toBe(test("own-text"));
    await write(test("own-text"), "年に一度");
    await press("Escape");
    expect(record("4")).toMatchObject({ own: { kind: "text", text: "年に一度" } });
    expect([record("4")?.confirmed, has("own-text")]).toEqual([undefined, false]);
  });

  it("is emptied by the press that gave it", async () => {
    const { record } = await open({ "1": { own: { kind: "yes_no", value: true } } });
    await click("own-write");
    await click("own-yes");
    expect(record("1")?.own).toBeUndefined();
  });
});

describe("photos and papers of an item", () => {
  it("are pasted, named, and taken away with their record", async () => {
    const { behind, record } = await open({ "1": { confirmed: { kind: "yes_no", value: true } } });
    await paste(window, "", [picture()]);
    expect([record("1")?.evidence, behind.evidence[0]?.record.name]).toEqual([["p1"], "項目 1（manager）"]);
    await write(test("evidence-name"), "入退室の記録");
    await press("j");
    await settled();
    expect(behind.evidence[0]?.record.name, "leaving the item is leaving its fields").toBe("入退室の記録");
    await press("k");
    await click("evidence-away");
    expect([record("1")?.evidence, behind.evidence]).toEqual([[], []]);
    expect(record("1")?.confirmed, "nothing else changed").toEqual({ kind: "yes_no", value: true });
    await press("2");
    expect(record("1")?.confirmed, "and the next change is made from the newest").toEqual({ kind: "yes_no", value: false });
  });

  it("are dropped on their place", async () => {
    const { record } = await open();
    const drop = new Event("drop", { bubbles: true, cancelable: true });
    Object.defineProperty(drop, "dataTransfer", { value: { types: ["Files"], files: [picture()] } });
    test("evidence").dispatchEvent(drop);
    await settled();
    await new Promise((done) => setTimeout(done, 20));
    await settled();
    expect([drop.defaultPrevented, record("1")?.evidence]).toEqual([true, ["p1"]]);
  });
});
