// Answers and figures in words.
import type { Speech } from "../../lib/answerWords";
import { number } from "../../lib/format";
import type { AnswerValue, Benchmark } from "../../lib/ipc/generated";

export { answerWords, type Speech } from "../../lib/answerWords";

/** The national figure in words; nothing where only the options were counted. */
export function figureWords(figure: Benchmark, { current, t }: Speech): string {
  if (typeof figure.percent === "number") return t.figures.percent(number(figure.percent, current));
  return figure.figure?.[current] ?? "";
}

/** Whether two answers say the same; the order of options and what is absent do not matter. */
export function sameAnswer(a: AnswerValue | null | undefined, b: AnswerValue | null | undefined): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

function plain(value: AnswerValue | null | undefined): unknown {
  if (!value) return null;
  const sorted = value.kind === "multi" ? { ...value, options: value.options.toSorted() } : value;
  return Object.entries(sorted)
    .filter(([, part]) => part !== null && part !== undefined && part !== "")
    .sort(([x], [y]) => x.localeCompare(y));
}
