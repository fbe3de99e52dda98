// The surveys of the open vault.
import { toCommandError, type Backend, type CommandError } from "../../lib/ipc/client";
import type { SurveyLine } from "../../lib/ipc/generated";

type Known = { at: "asking" } | { at: "known"; lines: SurveyLine[] } | { at: "refused"; error: CommandError };

/** The list of surveys as last read. */
export class Surveys {
  known = $state.raw<Known>({ at: "asking" });
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async load(): Promise<void> {
    try {
      this.known = { at: "known", lines: await this.#backend.call("survey_list", {}) };
    } catch (cause) {
      this.known = { at: "refused", error: toCommandError(cause) };
    }
  }
}
