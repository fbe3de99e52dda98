// Answers as they are typed, and as the wire has them.
//
// Invariant: `toAnswer` never invents: what is not an answer yet (no option chosen, a number that is none) is null or
// "invalid", and an answer that goes through both functions comes back as it was.
import { parseNumber } from "../../lib/format";
import type { AnswerValue, Item } from "../../lib/ipc/generated";

/** What the fields of one item hold. */
export interface Entry {
  /** Ids of the options chosen. */
  options: string[];
  /** Text, a number as typed, or what is written beside the options. */
  text: string;
  /** Cells of a table. */
  rows: string[][];
}

/** The fields for an answer. */
export function toEntry(value: AnswerValue | null | undefined): Entry {
  const blank: Entry = { options: [], text: "", rows: [] };
  switch (value?.kind) {
    case "single":
      return { ...blank, options: [value.option], text: value.text ?? "" };
    case "multi":
      return { ...blank, options: value.options, text: value.text ?? "" };
    case "number":
      return { ...blank, text: String(value.value) };
    case "text":
      return { ...blank, text: value.text };
    case "table":
      return { ...blank, rows: value.rows };
    default:
      return blank;
  }
}

/** The answer that the fields make; null where they are empty. */
export function toAnswer(item: Item, entry: Entry): AnswerValue | null | "invalid" {
  const text = entry.text.trim();
  const beside = text === "" ? {} : { text: entry.text };
  switch (item.kind) {
    case "single": {
      const [option] = entry.options;
      return option === undefined ? null : { kind: "single", option, ...beside };
    }
    case "multi":
      return entry.options.length === 0 ? null : { kind: "multi", options: entry.options, ...beside };
    case "number": {
      if (text === "") return null;
      const value = parseNumber(text);
      return value === null ? "invalid" : { kind: "number", value };
    }
    case "text":
      return text === "" ? null : { kind: "text", text: entry.text };
    case "table": {
      const last = entry.rows.findLastIndex((row) => row.some((cell) => cell.trim() !== ""));
      return last === -1 ? null : { kind: "table", rows: entry.rows.slice(0, last + 1) };
    }
    default:
      return null;
  }
}
