// Short confirmations for the live region. The same words twice in a row must be read twice, hence the invisible mark.
import { createContext } from "svelte";

/** What a screen reader is told after an action. */
export class Announcer {
  text = $state("");

  say(words: string): void {
    this.text = this.text === words ? `${words}\u00a0` : words;
  }
}

export const [useAnnouncer, provideAnnouncer] = createContext<Announcer>();
