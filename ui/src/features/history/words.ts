// What a change is called.
import { choiceWord, type Lang, type Messages } from "../../lib/i18n";
import { number } from "../../lib/format";
import type { ChangeStep } from "../../lib/ipc/generated";

interface Speaking {
  readonly t: Messages;
  readonly current: Lang;
}

/** A step in words, such as: changing asset "CT 1". */
export function stepWords(step: ChangeStep, { t, current }: Speaking): string {
  const action = step.action === "create" || step.action === "remove" ? step.action : "update";
  return t.history.step[action](thingWords(step, { t, current }));
}

function thingWords(step: ChangeStep, { t, current }: Speaking): string {
  const { kind } = step.about;
  const name = kind === "category_check" && step.name ? choiceWord("category", step.name, current) : step.name;
  const word = choiceWord("record_kind", kind, current);
  const lower = current === "en" ? word.toLowerCase() : word;
  if (step.entries > 1) return t.history.several(lower, number(step.entries, current));
  return name ? t.history.named(lower, name) : lower;
}
