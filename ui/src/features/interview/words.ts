// Answers and figures in words.
import { day, number } from "../../lib/format";
import type { Lang, Messages } from "../../lib/i18n";
import type { AnswerValue, Benchmark, Item } from "../../lib/ipc/generated";

/** A language with its texts. */
export interface Speech {
  current: Lang;
  t: Messages;
}

/** An answer to `item` in words; nothing for none. */
export function answerWords(value: AnswerValue | null | undefined, item: Item, { current, t }: Speech): string {
  const option = (id: string): string => item.options?.find((one) => one.id === id)?.text[current] ?? id;
  const withText = (words: string, text: string | null | undefined): string =>
    text ? t.answer.withText(words, text) : words;
  switch (value?.kind) {
    case undefined:
      return "";
    case "mark":
      return value.value ? t.answer.circle : t.answer.cross;
    case "yes_no":
      return value.value ? t.answer.yes : t.answer.no;
    case "yes_no_date": {
      const days = t.answer.wholeAnswer(
        value.checked_on ? t.answer.checkedShort(day(value.checked_on, current)) : "",
        value.target_on ? t.answer.targetShort(day(value.target_on, current)) : "",
      );
      return withText(value.value ? t.answer.yes : t.answer.no, days);
    }
    case "single":
      return withText(option(value.option), value.text);
    case "multi":
      return withText(value.options.map(option).join(t.answer.separator), value.text);
    case "number":
      return `${number(value.value, current)}${item.unit ? ` ${item.unit[current]}` : ""}`;
    case "text":
      return value.text;
    case "table":
      return t.answer.rows(String(value.rows.length));
    case "dont_know":
      return t.answer.dontKnow;
    case "not_applicable":
      return t.answer.notApplicable;
  }
}

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
