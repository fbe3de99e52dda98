import { mount, unmount } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import { fakeBackend } from "../../lib/ipc/fake";
import type { Checklist, ComparisonView as View, Interview, Item, Kept } from "../../lib/ipc/generated";
import { click, settled, test } from "../../lib/ledger/page";
import Provided from "../../lib/ui/Provided.fixture.svelte";
import ComparisonView from "./ComparisonView.svelte";

const word = (text: string) => ({ ja: text, en: text });

const item = (no: string, text: string): Item => ({
  ...{ no, section: "s", text: word(text), kind: "mark", may_not_apply: false, derived: false },
});

const list = (id: string, items: Item[]): Checklist => ({
  ...{ format: 1, id, version: "1", audience: "admin", official: true, title: word(id), source: word(""), sections: [] },
  items,
});

const interview = (id: string, checklist: string, interviewee: string): Kept<Interview> => ({
  id,
  rev: 1,
  record: { checklist, checklist_version: "1", audience: "admin", interviewee },
});

const side = (id: string, who: string, of: string) => ({ interview: id, interviewee: who, list: word(of), version: "1" });

const views: View[] = [
  {
    left: side("i1", "病院長", "経営層"),
    right: side("i2", "室長", "管理者"),
    lines: [
      { left: "3", right: "30", left_answer: { kind: "mark", value: true }, right_answer: { kind: "mark", value: false }, agreement: "to_no" },
      { left: "4", right: "40", left_answer: { kind: "mark", value: true }, right_answer: { kind: "mark", value: true }, agreement: "same" },
      { left: "5", right: "50", right_answer: { kind: "dont_know" }, agreement: "one_sided" },
    ],
    counts: { same: 1, to_yes: 0, to_no: 1, differs: 0, one_sided: 1, unanswered: 0 },
  },
];

let shown: ReturnType<typeof mount> | undefined;

async function open(earlier: string | null, since: View[] = []) {
  const opened: string[] = [];
  const backend = fakeBackend({
    comparison_list: (args) => (args.earlier ? since : views),
    interview_list: ({ survey }) =>
      survey === "before"
        ? [interview("old", "executive", "前の病院長")]
        : [interview("i1", "executive", "病院長"), interview("i2", "admin", "室長")],
    checklist_get: ({ id }) =>
      id === "executive"
        ? list(id, [item("3", "体制を整えている"), item("4", "予算がある"), item("5", "訓練をした")])
        : list(id, [item("30", "体制がある"), item("40", "予算"), item("50", "訓練")]),
  });
  const props = {
    ...{ survey: "s", earlier, words: (value: { kind: string; value?: boolean }) => (value.value ? "○" : value.kind === "mark" ? "×" : "分からない") },
    opened: (id: string, no: string) => opened.push(`${id} ${no}`),
    closed: () => opened.push("closed"),
  };
  shown = mount(Provided, { target: document.body, props: { part: ComparisonView, props, backend } });
  await settled();
  return opened;
}

const lines = (): string[] =>
  [...document.querySelectorAll<HTMLElement>("[data-testid=compared-line]")].map((one) => one.dataset.agreement ?? "");

afterEach(async () => {
  if (shown) await unmount(shown);
  shown = undefined;
});

describe("answers side by side", () => {
  it("shows only what differs, with both questions and both answers, until all is asked for", async () => {
    await open(null);
    expect(lines()).toEqual(["to_no", "one_sided"]);
    const first = test("compared-line").textContent;
    for (const words of ["体制を整えている", "体制がある", "○ → ×"]) expect(first).toContain(words);
    document.querySelector<HTMLInputElement>("input[value=all]")?.click();
    await settled();
    expect(lines()).toEqual(["to_no", "same", "one_sided"]);
  });

  it("says the counts of the bar in words", async () => {
    await open(null);
    expect(test("pair").textContent).toContain("一致 1");
    expect(test("pair").textContent).toContain("一方のみ回答 1");
  });

  it("leads to the item of either interview", async () => {
    const opened = await open(null);
    for (const button of document.querySelectorAll<HTMLElement>("[data-testid=to-item]")) button.click();
    expect(opened).toEqual(["i1 3", "i2 30", "i1 5", "i2 50"]);
    await click("comparison-close");
    expect(opened.at(-1)).toBe("closed");
  });

  it("compares with the earlier survey, whose items are only read", async () => {
    const since: View = { ...(views[0] as View), left: side("old", "前の病院長", "経営層"), right: side("i1", "病院長", "経営層") };
    await open("before", [{ ...since, lines: since.lines.map((line) => ({ ...line, right: line.left })) }]);
    const pairs = document.querySelectorAll<HTMLInputElement>("[data-testid=pair] input");
    pairs[1]?.click();
    await settled();
    expect(test("compared").textContent).toContain("前回：前の病院長");
    expect(document.querySelectorAll("[data-testid=to-item]"), "only this survey's interviews are at hand").toHaveLength(2);
  });

  it("says when no earlier survey is named", async () => {
    await open(null);
    expect(document.body.textContent).toContain("前回の調査が指定されていません");
  });
});
