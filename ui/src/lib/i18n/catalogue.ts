// Languages and their texts. Plurals, dates and numbers go through Intl; content of checklists is not here.
import { en } from "./en";
import { ja, type Messages } from "./ja";

export type { Messages };

/** The languages of the window, the default first. */
export const languages = ["ja", "en"] as const;

/** A language of the window. */
export type Lang = (typeof languages)[number];

/** Every text, by language. */
export const catalogue: Record<Lang, Messages> = { ja, en };

/** What a language calls itself: the switch must be readable for whoever cannot read the present one. */
export const ownNames: Record<Lang, string> = { ja: "日本語", en: "English" };
