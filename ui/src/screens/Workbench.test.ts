import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import App from "../App.svelte";
import { table } from "../features/interview/fixture";
import { CommandError, type Backend } from "../lib/ipc/client";
import { fakeBackend } from "../lib/ipc/fake";
import type { Answer, ChangeStep, ChangeSteps, Interview, Kept } from "../lib/ipc/generated";
import { readWorkbench } from "./later";

// As it is once the first screen was looked at.
beforeAll(async () => void (await readWorkbench()));

let shown: ReturnType<typeof mount> | undefined;

/** The whole page on a vault with one survey and one interview on the small list. */
async function open() {
  const { table: behind, backend: sheet } = table({ "1": { own: { kind: "yes_no", value: true } } });
  const made: Interview[] = [];
  // The answer to item 1 is the only change that there is to take back.
  const taken: Kept<Answer>[] = [];
  const step: ChangeStep = {
    ...{ seq: 1, at: "2026-11-21T04:00:00Z", action: "update", about: { kind: "answer", id: "1" }, name: "1" },
    ...{ fields: ["confirmed"], entries: 1, kinds: ["answer"] },
  };
  const steps = (): ChangeSteps => ({
    ...(behind.answers.get("1")?.record.confirmed ? { undo: step } : {}),
    ...(taken.length > 0 ? { redo: step } : {}),
  });
  const frame = fakeBackend({
    vault_status: () => ({ open: true, version: "0.1.0" }),
    survey_list: () => [{ survey: "s", label: "Hospital S", created: "2026-11-01T00:00:00Z", erased: false }],
    survey_overview: () => ({
      survey: { id: "s", rev: 1, record: { firm: "f" } },
      hospital: null,
      today: "2026-11-21",
      interviews: [
        { interview: "i", checklist: "test", interviewee: "manager", progress: { applicable: 7, confirmed: 0, own: 1, dont_know: 0 } },
      ],
      requests_open: 0,
      requests_overdue: 0,
      counts: {},
      effort_hundredths: 0,
      revision: 0,
    }),
    interview_list: () => [behind.interview],
    visit_list: () => [],
    checklist_list: () => [
      { id: "test", version: "1", title: { ja: "確認表", en: "List" }, audience: "admin", items: 7, official: false, state: "embedded" },
      { id: "own", version: "1", title: { ja: "下書き", en: "Draft" }, audience: "admin", items: 1, official: false, state: "draft" },
    ],
    request_set: () => ({ id: "r", rev: 1, saved_at: "2026-11-21T04:00:00Z" }),
    search_list: () => [
      { kind: "answer", id: "x", title: "6 item 6", detail: "", where: "manager", interview: "i", item: "6" },
    ],
    change_status: () => steps(),
    change_undo: () => {
      const kept = behind.answers.get("1");
      if (kept) taken.push(kept);
      behind.answers.delete("1");
      return { change: step, next: steps(), saved_at: "2026-11-21T04:10:00Z" };
    },
    change_redo: () => {
      const kept = taken.pop();
      if (kept) behind.answers.set("1", kept);
      return { change: step, next: steps(), saved_at: "2026-11-21T04:11:00Z" };
    },
  });
  const backend: Backend = {
    call: (name, args) => {
      if (name === "interview_set" && !("id" in args)) made.push((args as unknown as { record: Interview }).record);
      const known = [
        ...["interview_sheet", "checklist_get", "request_list", "interview_set", "answer_set"],
        ...["effort_list", "effort_set", "evidence_list", "evidence_add", "evidence_detach", "evidence_get"],
      ];
      return known.includes(name) ? sheet.call(name, args) : frame.call(name, args);
    },
  };
  shown = mount(App, { target: document.body, props: { backend } });
  await settled();
  return { behind, made, asked: frame.asked };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    flushSync();
    await new Promise((done) => setTimeout(done, 0));
  }
  flushSync();
}

function find(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`nothing on the page is ${selector}`);
  return found;
}

const test = (id: string): HTMLElement => find(`[data-testid=${id}]`);

async function click(id: string): Promise<void> {
  test(id).click();
  await settled();
}

async function key(name: string, more: KeyboardEventInit = {}): Promise<void> {
  const event = new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...more });
  (document.activeElement ?? document.body).dispatchEvent(event);
  await settled();
}

describe("workbench", () => {
  afterEach(async () => {
    if (shown) await unmount(shown);
    shown = undefined;
  });

  async function openInterview() {
    const opened = await open();
    await click("survey");
    await click("interview");
    return opened;
  }

  it("goes from the surveys of the vault to an interview, with the focus on its first item", async () => {
    await openInterview();
    expect(test("item").dataset.no).toBe("1");
    expect(document.activeElement?.id, "keys work at once").toBe("item-heading");
  });

  it("answers by key and says when it was saved", async () => {
    const { behind } = await openInterview();
    await key("2");
    expect(behind.answers.get("1")?.record.confirmed).toEqual({ kind: "yes_no", value: false });
    expect(test("saved").dataset.state).toBe("saved");
    expect(test("own").textContent, "the hospital had said yes").toContain("異なります");
    expect(test("live").textContent).toContain("いいえ");
    await key("o");
    expect(behind.answers.get("1")?.record.confirmed, "one press takes the hospital's answer").toEqual({ kind: "yes_no", value: true });
    await key("j");
    expect(test("item").dataset.no, "the item behind the gate has appeared").toBe("1-1");
  });

  it("types a note behind N and saves it when the field is left", async () => {
    const { behind } = await openInterview();
    await key("n");
    const field = document.activeElement as HTMLTextAreaElement;
    expect(field.dataset.testid).toBe("note");
    field.value = "12";
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await settled();
    expect(test("saved").dataset.state, "not saved is said").toBe("typing");
    await key("Escape");
    expect(behind.answers.get("1")?.record.note).toBe("12");
    expect(document.activeElement?.id, "the focus comes back").toBe("item-heading");
  });

  it("takes the last change back and makes it again, from wherever the person has got to", async () => {
    const { behind } = await openInterview();
    expect(test("history-undo").getAttribute("aria-disabled")).toBe("true");
    await key("2");
    await new Promise((done) => setTimeout(done, 200));
    await settled();
    expect(test("history-undo").title, "it says what it would take back").toBe("元に戻す：回答「1」の変更");
    await key("j");
    await key("j");
    expect(test("item").dataset.no).not.toBe("1");
    await key("z", { ctrlKey: true });
    expect(behind.answers.get("1")).toBeUndefined();
    expect(test("item").dataset.no, "at the item that changed").toBe("1");
    expect(test("live").textContent).toBe("回答「1」の変更を元に戻しました。");
    await key("Z", { ctrlKey: true, shiftKey: true });
    expect(behind.answers.get("1")?.record.confirmed).toEqual({ kind: "yes_no", value: false });
    await key("z", { ctrlKey: true });
    await key("z", { ctrlKey: true });
    expect(test("live").textContent).toBe("元に戻す変更はありません");
  });

  it("finds an item of an interview behind Ctrl+K, and goes there with Enter", async () => {
    await open();
    await click("survey");
    await key("k", { ctrlKey: true });
    const field = document.activeElement as HTMLInputElement;
    expect(field.dataset.testid).toBe("search-field");
    field.value = "item";
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await settled();
    await key("Enter");
    await settled();
    expect(document.querySelector("[data-testid=search]")).toBeNull();
    expect(test("item").dataset.no).toBe("6");
    expect(document.activeElement?.id, "keys work at once").toBe("item-heading");
  });

  it("leaves Ctrl+Z to the text while somebody writes", async () => {
    const { behind } = await openInterview();
    await key("2");
    await key("n");
    await key("z", { ctrlKey: true });
    expect(behind.answers.get("1")?.record.confirmed).toEqual({ kind: "yes_no", value: false });
  });

  it("asks for a paper behind R, filled in from the item", async () => {
    const { asked } = await openInterview();
    await key("r");
    expect((test("request-from") as HTMLInputElement).value).toBe("manager");
    await click("request-save");
    expect(asked).toContain("request_set");
    expect(test("requests").textContent).toContain("2026年11月28日");
  });

  it("shows the whole list, where a row answers with one press", async () => {
    const { behind } = await openInterview();
    await key("v");
    find("[data-testid=row][data-no='6'] [data-testid=answer-no]").click();
    await settled();
    expect(behind.answers.get("6")?.record.confirmed).toEqual({ kind: "yes_no_date", value: false });
    expect(test("item").dataset.no, "the item being talked about stays").toBe("1");
  });

  it("does not let go of an answer that could not be saved", async () => {
    const { behind } = await openInterview();
    behind.refuse = new CommandError("disk_full");
    await key("2");
    await key("j");
    await click("stage-interviews");
    expect(test("saved").dataset.state).toBe("failed");
    expect(test("item").dataset.no, "back at the item that is not saved").toBe("1");
    behind.refuse = null;
    await click("stage-interviews");
    expect(document.querySelector("[data-testid=item]"), "now nothing is lost by leaving").toBeNull();
    expect(behind.answers.get("1")?.record.confirmed).toEqual({ kind: "yes_no", value: false });
  });

  it("says what is missing before it begins an interview", async () => {
    const { made } = await open();
    await click("survey");
    await click("new-interview");
    await click("begin-interview");
    expect(document.body.textContent).toContain("確認表を選んでください。");
    expect(made).toEqual([]);
    expect(document.querySelector("input[value='own/1']"), "a draft may still change, so nobody is asked by it").toBeNull();
    find("input[type=radio][value='test/1']").click();
    const who = test("interviewee") as HTMLInputElement;
    who.value = "director";
    who.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await settled();
    await click("begin-interview");
    expect(made).toEqual([{ checklist: "test", checklist_version: "1", audience: "admin", interviewee: "director" }]);
    expect(test("item").dataset.no).toBe("1");
  });

  it("is wholly English after one press", async () => {
    await openInterview();
    find("input[value=en]").click();
    await settled();
    const words = test("workbench").textContent?.replaceAll("日本語", "") ?? "";
    expect(words).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
  });
});
