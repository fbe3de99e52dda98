// The surveys of the open vault.
import { toCommandError, type Backend, type CommandError } from "../../lib/ipc/client";
import type { SurveyLine } from "../../lib/ipc/generated";
import type { Saving } from "../../lib/saving.svelte";

type Known = { at: "asking" } | { at: "known"; lines: SurveyLine[] } | { at: "refused"; error: CommandError };

/** The list of surveys as last read. */
export class Surveys {
  known = $state.raw<Known>({ at: "asking" });
  /** Why the last one could not be begun. */
  refused = $state.raw<CommandError | null>(null);
  readonly #backend: Backend;
  readonly #saving: Saving;

  constructor(backend: Backend, saving: Saving) {
    this.#backend = backend;
    this.#saving = saving;
  }

  async load(): Promise<void> {
    try {
      this.known = { at: "known", lines: await this.#backend.call("survey_list", {}) };
    } catch (cause) {
      this.known = { at: "refused", error: toCommandError(cause) };
    }
  }

  /** Begins a survey, with the hospital's name where one is given; null when that was refused. */
  async create(label: string, firm: string, hospital: string): Promise<string | null> {
    let survey: string;
    try {
      survey = (await this.#saving.during(() => this.#backend.call("survey_create", { label, record: { firm } }))).id;
      this.refused = null;
    } catch (cause) {
      this.refused = toCommandError(cause);
      return null;
    }
    try {
      const record = { name: hospital, beds: {}, staff: {} };
      if (hospital) await this.#saving.during(() => this.#backend.call("hospital_set", { survey, record }));
    } catch {
      // The survey stands; the header says what was not saved, and its set-up asks for the name again.
    }
    await this.load();
    return survey;
  }
}
