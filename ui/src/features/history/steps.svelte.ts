// What can be taken back and made again in a survey, as the table says.
//
// Invariant: the change log is the only history; nothing is remembered here. Presses wait for one another, so that two
// quick ones take two changes back and never the same one twice.
import { toCommandError, type Backend, type CommandError } from "../../lib/ipc/client";
import type { ChangeStep, ChangeSteps } from "../../lib/ipc/generated";
import type { Saving } from "../../lib/saving.svelte";

/** Which way. */
export type Way = "undo" | "redo";

/** The steps of the open survey. */
export class Steps {
  next = $state.raw<ChangeSteps>({});
  /** Why the last one was not possible. */
  refused = $state.raw<CommandError | null>(null);
  readonly #backend: Backend;
  readonly #saving: Saving;
  #asked = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(backend: Backend, saving: Saving) {
    this.#backend = backend;
    this.#saving = saving;
  }

  /** Asks what would come next. */
  async ask(survey: string): Promise<void> {
    const mine = (this.#asked += 1);
    try {
      const next = await this.#backend.call("change_status", { survey });
      if (mine === this.#asked) this.next = next;
    } catch {
      // Without an answer there is nothing to offer; whatever fails more than this says so itself.
      if (mine === this.#asked) this.next = {};
    }
  }

  /** Forgets the survey that was closed. */
  reset(): void {
    this.#asked += 1;
    this.next = {};
    this.refused = null;
  }

  /** Runs `work` once the presses before it are done. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => {});
    return mine;
  }

  /** Takes the newest change back, or makes the last one again; null when there is none or it was refused. */
  async move(survey: string, way: Way): Promise<ChangeStep | null> {
    // What was typed until now may have become a change since the last answer.
    await this.ask(survey);
    if (!this.next[way]) return null;
    try {
      const moved = await this.#backend.call(`change_${way}`, { survey });
      await this.#saving.during(async () => moved);
      this.#asked += 1;
      this.next = moved.next;
      this.refused = null;
      return moved.change;
    } catch (cause) {
      this.refused = toCommandError(cause);
      return null;
    }
  }
}
