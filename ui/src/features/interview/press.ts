// What one press answers: the change that an action makes, or null where the item does not take it.
import type { AnswerValue, Item } from "../../lib/ipc/generated";
import type { Action } from "./keys";
import type { Patch } from "./patch";

/** Whether the item is answered with one of two sides. */
export function hasTwoSides(item: Item): boolean {
  return item.kind === "mark" || item.kind === "yes_no" || item.kind === "yes_no_date";
}

/** Whether "not applicable" is an answer to the item. */
export function mayNotApply(item: Item): boolean {
  return item.may_not_apply || Boolean(item.show_if);
}

/** The change that `action` makes to an answer that is now `answer`. */
export function press(item: Item, answer: Patch, action: Action): Patch | null {
  switch (action) {
    case "yes":
    case "no":
      return hasTwoSides(item) ? { confirmed: side(item, answer.confirmed, action === "yes") } : null;
    case "dont_know":
      return { confirmed: { kind: "dont_know" } };
    case "not_applicable":
      return mayNotApply(item) ? { confirmed: { kind: "not_applicable" } } : null;
    case "clear":
      return answer.confirmed ? { confirmed: null } : null;
    case "own":
      return answer.own ? { confirmed: answer.own } : null;
    case "hard":
      return { hard_to_understand: answer.hard_to_understand ? null : true };
    default:
      return null;
  }
}

/** Days that were written down stay when the side changes. */
function side(item: Item, before: AnswerValue | null | undefined, value: boolean): AnswerValue {
  if (item.kind === "mark") return { kind: "mark", value };
  if (item.kind === "yes_no") return { kind: "yes_no", value };
  return before?.kind === "yes_no_date" ? { ...before, value } : { kind: "yes_no_date", value };
}
