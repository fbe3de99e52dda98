// Which items decide over others, and which options of an item are offered. The table says of every item whether it applies, but not of every option, so
// this one question is answered here, by the rule of `core::checklist::condition`.
import type { AnswerValue, Checklist, Condition, ItemOption } from "../../lib/ipc/generated";
import type { Line } from "./line.svelte";

/** The options of `line` that are offered, and those that were chosen while they still were. */
export function offeredOptions(line: Line, lines: readonly Line[], chosen: readonly string[]): ItemOption[] {
  const answer = (no: string): AnswerValue | null => {
    const other = lines.find((one) => one.no === no);
    return other?.applies ? (other.answer.confirmed ?? other.answer.own ?? null) : null;
  };
  return (line.item.options ?? []).filter(
    (option) => !option.show_if || chosen.includes(option.id) || holds(option.show_if, answer),
  );
}

/** Whether the condition holds, given what counts as the answer to an item. */
export function holds(condition: Condition, answer: (no: string) => AnswerValue | null): boolean {
  if ("all" in condition) return condition.all.every((part) => holds(part, answer));
  if ("any" in condition) return condition.any.some((part) => holds(part, answer));
  if ("not" in condition) return !holds(condition.not, answer);
  const value = answer(condition.item);
  return value !== null && condition.is.some((word) => says(value, word));
}

function says(value: AnswerValue, word: string): boolean {
  switch (value.kind) {
    case "dont_know":
    case "not_applicable":
      return word === value.kind;
    case "single":
      return value.option === word;
    case "multi":
      return value.options.includes(word);
    case "mark":
    case "yes_no":
    case "yes_no_date":
      return word === (value.value ? "yes" : "no");
    default:
      return false;
  }
}

/** The items whose answers decide whether sections, items or options apply. */
export function decidingItems(checklist: Checklist | null): ReadonlySet<string> {
  const { sections = [], items = [] } = checklist ?? {};
  const parts = [...sections, ...items, ...items.flatMap((item) => item.options ?? [])];
  return new Set(parts.flatMap((part) => (part.show_if ? itemsOf(part.show_if) : [])));
}

function itemsOf(condition: Condition): string[] {
  if ("all" in condition) return condition.all.flatMap(itemsOf);
  if ("any" in condition) return condition.any.flatMap(itemsOf);
  if ("not" in condition) return itemsOf(condition.not);
  return [condition.item];
}
