// What two interviews are called beside each other.
import type { Lang, Messages } from "../../lib/i18n";
import type { ComparedInterview } from "../../lib/ipc/generated";
import type { Pair } from "./comparison.svelte";

interface Speaking {
  readonly t: Messages;
  readonly current: Lang;
}

/** Whose answers; the list as well where one person answered both. */
export function pairWords({ view: { left, right }, earlier }: Pair, { t, current }: Speaking): string {
  if (earlier) return t.comparison.sincePair(left.interviewee, right.interviewee);
  if (left.interviewee !== right.interviewee) return t.comparison.pair(left.interviewee, right.interviewee);
  const side = ({ interviewee, list }: ComparedInterview): string => t.comparison.list(interviewee, list[current]);
  return t.comparison.pair(side(left), side(right));
}

/** The heading of one side. */
export function sideWords(side: ComparedInterview, when: "then" | "now" | "both", { t }: Speaking): string {
  if (when === "both") return side.interviewee;
  return when === "then" ? t.comparison.before(side.interviewee) : t.comparison.now(side.interviewee);
}
