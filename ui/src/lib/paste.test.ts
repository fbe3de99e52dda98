import { describe, expect, it } from "vitest";
import { blockOf, MOST_ROWS, MOST_TEXT, parseBlock } from "./paste";

const check = (text: string, expected: ReturnType<typeof parseBlock> | string[][]): void =>
  expect(parseBlock(text), JSON.stringify(text.slice(0, 40))).toEqual(Array.isArray(expected) ? { rows: expected } : expected);

describe("a pasted block", () => {
  it("has its cells between tabs and its rows between line breaks, however these are written", () => {
    check("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]);
    check("a\nb\rc", [["a"], ["b"], ["c"]]);
    check("a\t\n\tb\t", [["a", "", ""], ["", "b", ""]]);
  });

  it("keeps tabs, line breaks and quotes inside of quoted cells", () => {
    check('"a\r\nb"\t"say ""yes"""\n"x\ty"', [["a\nb", 'say "yes"'], ["x\ty", ""]]);
  });

  it("takes quotes that are none as they stand", () => {
    check('"open\tb', [['"open', "b"]]);
    check('"a" b\tc', [['"a" b', "c"]]);
    check('5" disk', [['5" disk']]);
  });

  it("keeps blank rows between others, not after them", () => {
    check("a\n\nb\n\n \n", [["a"], [""], ["b"]]);
  });

  it("is refused with its reason", () => {
    check("", "empty");
    check("\t\n\n", "empty");
    check("x".repeat(MOST_TEXT + 1), "too_large");
    check("x\n".repeat(MOST_ROWS + 1), "too_many_rows");
    expect(parseBlock("x\n".repeat(MOST_ROWS)), "so many are still taken").toHaveProperty("rows.length", MOST_ROWS);
  });

  it("is no picture and no bare HTML", () => {
    const data = (types: string[], text: string): DataTransfer => ({ types, getData: () => text }) as unknown as DataTransfer;
    expect(blockOf(data(["Files"], ""))).toBe("not_text");
    expect(blockOf(data(["text/html", "text/plain"], "a"))).toEqual({ rows: [["a"]] });
    expect(blockOf(null)).toBe("empty");
  });
});
