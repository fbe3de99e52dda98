// Which items are shown: all that apply, or those that somebody wants to go through again.
import type { Line } from "./line.svelte";
import { sameAnswer } from "./words";

/** The filters, in the order in which they are offered. */
export const filters = ["all", "unanswered", "no", "dont_know", "noted", "differs", "hidden"] as const;

/** A filter. */
export type Filter = (typeof filters)[number];

/** Whether the hospital's own answer and the confirmed one differ. */
export function differs(line: Line): boolean {
  const { own, confirmed } = line.answer;
  return Boolean(own && confirmed && !sameAnswer(own, confirmed));
}

/** Whether `filter` lets `line` through. */
export function passes(line: Line, filter: Filter): boolean {
  if (filter === "hidden") return !line.applies;
  return line.applies && matches(line, filter);
}

function matches(line: Line, filter: Exclude<Filter, "hidden">): boolean {
  const { confirmed, note, not_understood, hard_to_understand } = line.answer;
  switch (filter) {
    case "all":
      return true;
    case "unanswered":
      return !confirmed;
    case "no":
      return confirmed !== null && confirmed !== undefined && "value" in confirmed && confirmed.value === false;
    case "dont_know":
      return confirmed?.kind === "dont_know";
    case "noted":
      return Boolean(note || not_understood || hard_to_understand);
    case "differs":
      return differs(line);
  }
}
