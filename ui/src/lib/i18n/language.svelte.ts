// Which language the window speaks now. It is not kept in the browser's storage, since nothing is.
import { createContext } from "svelte";
import { catalogue, languages, type Lang, type Messages } from "./catalogue";

/** The present language and its texts. */
export class Language {
  current = $state<Lang>(languages[0]);

  /** The texts of the present language. */
  get t(): Messages {
    return catalogue[this.current];
  }
}

export const [useLanguage, provideLanguage] = createContext<Language>();
