// How rows, hours and money are written.
import { whole } from "../../lib/format";
import { choiceWord, type Lang, type Messages } from "../../lib/i18n";
import type { EffortLine } from "../../lib/ipc/generated";

interface Speaking {
  readonly t: Messages;
  readonly current: Lang;
}

/** Hundredths of an hour as on the sheet: `16.00`. */
export function hoursText(hundredths: number): string {
  return (hundredths / 100).toFixed(2);
}

/** Yen, with thousands set off, and whole. */
export function yenText(amount: number, lang: Lang): string {
  return whole(amount, lang);
}

/** So much of so much in whole per cent, rounded down: 100 % is the whole. */
export function percentOf(part: number, whole: number): string {
  return whole > 0 ? String(Math.floor((100 * part) / whole)) : "100";
}

/** A row as it stands in a list of rows. */
export function rowWords(row: Pick<EffortLine, "number" | "work">, { t, current }: Speaking): string {
  const item = choiceWord("effort_row", row.number, current);
  if (row.work === "none") return `${row.number} ${item}`;
  return t.effort.rowOf(String(row.number), item, choiceWord("effort_work", row.work, current));
}
