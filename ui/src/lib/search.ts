// How what a person types is looked for: without regard to case, width and kana of width, every word anywhere.

/** A text as it is compared. */
export function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** The words to look for. */
export function wordsOf(typed: string): string[] {
  return plain(typed).split(/\s+/).filter(Boolean);
}

/** Whether a text, made plain before, holds every word. */
export function holds(plainText: string, words: readonly string[]): boolean {
  return words.every((word) => plainText.includes(word));
}
