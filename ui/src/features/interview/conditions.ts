// Which items decide over others: after their answers the sheet is read again. What then applies, and which options are
// offered, the table says; nothing of that is reckoned here.
import type { Checklist, Condition } from "../../lib/ipc/generated";

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
