// Language, colours, size and time until the vault closes: shown at once, and kept by the shell.
//
// Invariant: what cannot be kept is still in force until the window closes. Nothing is written before it was read.
import { createContext } from "svelte";
import type { Lang, Language } from "../../lib/i18n";
import type { Shell } from "../../lib/ipc/client";
import type { Settings, Theme } from "../../lib/ipc/shell";

/** The themes, in the order in which they are offered. */
export const themes: readonly Theme[] = ["auto", "light", "dark", "contrast"];

/** Minutes until the vault closes that can be chosen. */
export const idleChoices: readonly number[] = [1, 5, 10, 15, 30, 60];

/** How large everything can be, in percent of the usual size. */
export const zooms: readonly number[] = [80, 90, 100, 110, 125, 150, 175, 200];

/** What a person sets for the window. */
export class Preferences {
  theme = $state<Theme>("auto");
  idleMinutes = $state(5);
  zoom = $state(100);
  /** How often a size was chosen in this window. */
  chosenZoom = $state(0);
  #read = false;
  #turn: Promise<void> = Promise.resolve();
  readonly #language: Language;
  readonly #shell: Shell;

  constructor(language: Language, shell: Shell) {
    this.#language = language;
    this.#shell = shell;
  }

  /** Takes what was kept, the first time. */
  take(settings: Settings): void {
    if (this.#read) return;
    this.#language.current = settings.language;
    this.theme = settings.theme;
    this.idleMinutes = settings.idle_minutes;
    this.zoom = settings.zoom;
    this.#read = true;
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.keep(this.#language.current);
  }

  setIdleMinutes(minutes: number): void {
    this.idleMinutes = minutes;
    this.keep(this.#language.current);
  }

  /** Shows everything one step larger or smaller, or at the usual size. */
  setZoom(to: "larger" | "smaller" | "usual"): void {
    const { zoom } = this;
    if (to === "usual") this.zoom = 100;
    else if (to === "larger") this.zoom = zooms.find((one) => one > zoom) ?? zoom;
    else this.zoom = zooms.findLast((one) => one < zoom) ?? zoom;
    this.chosenZoom += 1;
    this.keep(this.#language.current);
  }

  /** Keeps everything, with `language`, which others change as well. */
  keep(language: Lang): void {
    if (!this.#read) return;
    const settings: Settings = { language, theme: this.theme, idle_minutes: this.idleMinutes, zoom: this.zoom };
    // One after another, or an older wish could come last.
    this.#turn = this.#turn.then(async () => {
      try {
        await this.#shell.ask("settings_set", settings);
      } catch {
        // It holds for this window; that it is not kept is seen at the next start and harms nobody.
      }
    });
  }
}

export const [usePreferences, providePreferences] = createContext<Preferences>();
