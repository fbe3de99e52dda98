// Words of closed choices: the same as on paper, since both come from one catalogue of the product.
import { choiceWords } from "../ipc/generated";
import type { Lang } from "./catalogue";

/** The key of a closed choice, such as `asset_kind`. */
export type ChoiceKey = keyof typeof choiceWords;

/** A name of the choice, as on the wire. */
export type ChoiceName<K extends ChoiceKey> = keyof (typeof choiceWords)[K] & (string | number);

/** What a name of a choice is called; the name itself where nobody gave it words. */
export function choiceWord(key: ChoiceKey, name: string | number, lang: Lang): string {
  const words: Record<string, { ja: string; en: string }> = choiceWords[key];
  return words[name]?.[lang] ?? String(name);
}

/** Every name of a choice with what it is called, in the order of choosing. */
export function choiceOptions<K extends ChoiceKey>(key: K, lang: Lang): { value: ChoiceName<K>; label: string }[] {
  return Object.keys(choiceWords[key]).map((name) => ({
    value: name as ChoiceName<K>,
    label: choiceWord(key, name, lang),
  }));
}
