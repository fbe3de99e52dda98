import { describe, expect, it } from "vitest";
import { catalogue } from "../../lib/i18n";
import type { AnswerValue } from "../../lib/ipc/generated";
import { parseNumber } from "../../lib/format";
import { toAnswer, toEntry } from "./entry";
import { item, items } from "./fixture";
import { actionOf } from "./keys";
import { press } from "./press";
import { answerWords, figureWords, sameAnswer } from "./words";

const of = (no: string) => items.find((one) => one.no === no) ?? item(no, "text");
const ja = { current: "ja", t: catalogue.ja } as const;

describe("answers as typed", () => {
  it.each<[string, AnswerValue]>([
    ["2", { kind: "single", option: "B", text: "x" }],
    ["2", { kind: "single", option: "A" }],
    ["3", { kind: "number", value: -1.5 }],
    ["4", { kind: "text", text: "x" }],
    ["5", { kind: "table", rows: [["", ""], ["a", "b"]] }],
  ])("come back from the fields of item %s as they were: %o", (no, value) => {
    expect(toAnswer(of(no), toEntry(value))).toEqual(value);
  });

  it.each(["2", "3", "4", "5"])("are none while the fields of item %s are empty", (no) => {
    expect(toAnswer(of(no), toEntry(null))).toBeNull();
  });

  it("are never half a number", () => {
    expect(toAnswer(of("3"), { options: [], text: "12 or so", rows: [] })).toBe("invalid");
    expect(["1,200", "１２．５", "1,20", "1e9", "Infinity"].map(parseNumber)).toEqual([1200, 12.5, null, null, null]);
  });
});

describe("one press", () => {
  it("keeps the days when the side changes", () => {
    const before = { confirmed: { kind: "yes_no_date", value: true, checked_on: "2026-11-01" } } as const;
    expect(press(of("6"), before, "no")).toEqual({ confirmed: { ...before.confirmed, value: false } });
  });

  it("answers not applicable only where the item allows it", () => {
    expect(press(of("1"), {}, "not_applicable")).toBeNull();
    expect(press(of("1-1"), {}, "not_applicable"), "an item with a condition does").not.toBeNull();
    expect(press(of("6"), {}, "not_applicable")).not.toBeNull();
  });

  it("confirms the hospital's own answer, where there is one", () => {
    const own = { kind: "mark", value: false } as const;
    expect(press(of("1-1"), { own }, "own")).toEqual({ confirmed: own });
    expect(press(of("1-1"), {}, "own")).toBeNull();
  });
});

describe("keys", () => {
  const pressed = (key: string, more: Partial<KeyboardEvent> = {}) =>
    actionOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, target: null, ...more });
  const input = (type: string) => Object.assign(document.createElement("input"), { type });

  it("mean what the manual says", () => {
    expect([..."1234nuhrjk/o"].map((key) => pressed(key))).toEqual([
      ...["yes", "no", "dont_know", "not_applicable", "note", "not_understood", "hard", "request"],
      ...["next", "previous", "filter", "own"],
    ]);
    expect(pressed("N")).toBe("note");
  });

  it("belong to the text while somebody types", () => {
    expect(pressed("1", { target: input("text") })).toBeNull();
    expect(pressed("1", { target: document.createElement("textarea") })).toBeNull();
    expect(pressed("1", { isComposing: true })).toBeNull();
    expect(pressed("1", { ctrlKey: true }), "Ctrl+1 is the webview's").toBeNull();
    expect(pressed("z", { ctrlKey: true }), "undo is for the whole window").toBeNull();
    expect(pressed("j", { target: input("radio") }), "an option is no text").toBe("next");
    expect(pressed("toString")).toBeNull();
  });
});

describe("words", () => {
  it.each<[string, AnswerValue, string]>([
    ["1", { kind: "yes_no", value: false }, "いいえ"],
    ["1-1", { kind: "mark", value: true }, "○"],
    ["2", { kind: "single", option: "B", text: "x" }, "B（和）（x）"],
    ["3", { kind: "number", value: 1200 }, "1,200 beds（和）"],
    ["6", { kind: "yes_no_date", value: false, target_on: "2026-12-01" }, "いいえ（予定 2026年12月1日）"],
    ["5", { kind: "table", rows: [["a", "b"]] }, "1 行"],
  ])("of item %s for %o are %s", (no, value, expected) => {
    expect(answerWords(value, of(no), ja)).toBe(expected);
  });

  it("of a figure are its share, or what is written instead", () => {
    const bare = { id: "x", what: ja.t.product, of: {}, on: "2023", source: {} } as never;
    expect(figureWords(Object.assign({}, bare, { percent: 49 }), ja)).toBe("49%");
    expect(figureWords(Object.assign({}, bare, { figure: { ja: "半数", en: "half" } }), ja)).toBe("半数");
    expect(figureWords(bare, ja)).toBe("");
  });

  it("are not compared by the order of options or by what is absent", () => {
    expect(sameAnswer({ kind: "multi", options: ["A", "B"] }, { kind: "multi", options: ["B", "A"], text: null })).toBe(true);
    expect(sameAnswer({ kind: "mark", value: true }, { kind: "mark", value: false })).toBe(false);
    expect(sameAnswer(null, { kind: "dont_know" })).toBe(false);
  });
});
