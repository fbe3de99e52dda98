// The simple kind of condition: one item, and the answers to it with which something appears.
//
// Invariant: a condition made here can hold, for it names at least one answer that its item can be given. Others, of
// several items, come with a list and are only shown.
import type { Condition, Item } from "../../lib/ipc/generated";

/** A condition on one item. */
export type Simple = Extract<Condition, { item: string }>;

export function isSimple(condition: Condition): condition is Simple {
  return "item" in condition;
}

/** The answers to an item that a condition can ask for, as it writes them; none where it cannot ask for any. */
export function words(item: Item): string[] {
  switch (item.kind) {
    case "mark":
    case "yes_no":
    case "yes_no_date":
      return ["yes", "no", "dont_know"];
    case "single":
    case "multi":
      return [...(item.options ?? []).map(({ id }) => id), "dont_know"];
    default:
      return [];
  }
}

/** The condition that one begins with. */
export function about(item: Item): Simple {
  return { item: item.no, is: words(item).slice(0, 1) };
}

/** The condition with an answer more or less; the last one stays. */
export function turned(condition: Simple, word: string, on: boolean): Simple {
  const rest = condition.is.filter((one) => one !== word);
  const is = on ? [...rest, word] : rest;
  return is.length === 0 ? condition : { ...condition, is };
}
