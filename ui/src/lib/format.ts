// Days, times and numbers as a person of the present language writes them. Every survey takes place in Japan, and the
// documents reckon in its time, so moments are shown so wherever the laptop is.
import type { Lang } from "./i18n/catalogue";

const ZONE = "Asia/Tokyo";
/** Milliseconds that its clocks are ahead of those of the wire, in every season. */
const JAPAN = 9 * 3_600_000;
const locales: Record<Lang, string> = { ja: "ja-JP", en: "en-GB" };

// Making a format takes far longer than using it, and a long table uses one for each row.
const made = new Map<string, unknown>();

/** The one made for `key`. */
function once<T>(key: string, make: () => T): T {
  const known = made.get(key) as T | undefined;
  if (known !== undefined) return known;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}

function dates(locale: string, key: string, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return once(`date ${locale} ${key}`, () => new Intl.DateTimeFormat(locale, parts));
}

/** Compares texts as a language orders them, numbers within by their size. */
export function collator(locale: string): (a: string, b: string) => number {
  return once(`collator ${locale}`, () => new Intl.Collator(locale, { numeric: true })).compare;
}

/** Compares texts of one spelling, such as days and ids as the wire has them. */
export function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A moment as the time of day, to the second. */
export function timeOfDay(moment: string, lang: Lang): string {
  const parts = { timeZone: ZONE, timeStyle: "medium", hourCycle: "h23" } as const;
  return dates(locales[lang], "time", parts).format(new Date(moment));
}

/** A moment as day and time, to the minute; the day as `day` writes it. */
export function dayAndTime(moment: string, lang: Lang): string {
  const dateStyle = lang === "ja" ? "long" : "medium";
  const parts = { timeZone: ZONE, dateStyle, timeStyle: "short", hourCycle: "h23" } as const;
  return dates(locales[lang], "moment", parts).format(new Date(moment));
}

/** A time of the machine's clock as the wire has it, in whole seconds. */
export function wireMoment(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}

/** The day in Japan of a moment, as the wire has it. Locales write days as they please, and not alike in every webview. */
export function dayInJapan(moment: string): string {
  return new Date(Date.parse(moment) + JAPAN).toISOString().slice(0, 10);
}

/** A day as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, written out. */
export function day(text: string, lang: Lang): string {
  const [year, month, date] = text.slice(0, 10).split("-").map(Number);
  if (!year) return text;
  const parts: Intl.DateTimeFormatOptions = { timeZone: "UTC", year: "numeric" };
  // English months are short, as in `dayAndTime`, so that a day fits into a column.
  if (month) parts.month = lang === "ja" ? "long" : "short";
  if (date) parts.day = "numeric";
  const key = Object.keys(parts).join();
  return dates(locales[lang], key, parts).format(Date.UTC(year, (month ?? 1) - 1, date ?? 1));
}

function numbers(lang: Lang, places: number): Intl.NumberFormat {
  const parts = { maximumFractionDigits: places };
  return once(`number ${lang} ${places}`, () => new Intl.NumberFormat(locales[lang], parts));
}

/** A number without its fraction. */
export function whole(value: number, lang: Lang): string {
  return numbers(lang, 0).format(value);
}

/** A number. */
export function number(value: number, lang: Lang): string {
  return numbers(lang, 20).format(value);
}

/** A day as typed (`2026-11-21`, `2026/11/21`, `20261121`, also full-width), as the wire has it; null when it is none. */
export function parseDay(typed: string): string | null {
  const plain = typed.normalize("NFKC").trim();
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (!found) return null;
  const [year, month, date] = found.slice(1).map(Number) as [number, number, number];
  const moment = new Date(Date.UTC(year, month - 1, date));
  if (moment.getUTCMonth() !== month - 1 || moment.getUTCDate() !== date) return null;
  return moment.toISOString().slice(0, 10);
}

/** The day `count` days after `from`. */
export function daysLater(from: string, count: number): string {
  return new Date(Date.parse(`${from}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** A number as typed, full-width digits and thousands separators included; null when it is none. */
export function parseNumber(typed: string): number | null {
  const plain = typed.normalize("NFKC").trim();
  if (!/^[-+]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(plain)) return null;
  return Number(plain.replaceAll(",", ""));
}
