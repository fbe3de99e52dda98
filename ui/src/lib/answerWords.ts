// Answers in words.
import { day, number } from "./format";
import type { Lang, Messages } from "./i18n";
import type { AnswerValue, Item } from "./ipc/generated";

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
