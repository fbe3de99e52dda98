// Papers asked for in an interview.
import { toCommandError, type Backend, type CommandError } from "../../lib/ipc/client";
import type { Kept, Request } from "../../lib/ipc/generated";
import type { Saving } from "../../lib/saving.svelte";

/** The requests of one interview. */
export class Requests {
  kept = $state.raw<Kept<Request>[]>([]);
  refused = $state.raw<CommandError | null>(null);
  readonly #backend: Backend;
  readonly #saving: Saving;
  readonly #survey: string;
  readonly #interview: string;

  constructor(backend: Backend, saving: Saving, survey: string, interview: string) {
    this.#backend = backend;
    this.#saving = saving;
    this.#survey = survey;
    this.#interview = interview;
  }

  /** Those that arose from one item. */
  of(item: string): Kept<Request>[] {
    return this.kept.filter(({ record }) => record.item === item);
  }

  async load(): Promise<void> {
    try {
      const all = await this.#backend.call("request_list", { survey: this.#survey });
      this.kept = all.filter(({ record }) => record.interview === this.#interview);
      this.refused = null;
    } catch (cause) {
      this.refused = toCommandError(cause);
    }
  }

  /** Records a request; false when it was refused. */
  async make(record: Request): Promise<boolean> {
    const whole = { ...record, interview: this.#interview };
    try {
      const saved = await this.#saving.during(() =>
        this.#backend.call("request_set", { survey: this.#survey, record: whole }),
      );
      this.kept = [...this.kept, { id: saved.id, rev: saved.rev, record: whole }];
      this.refused = null;
      return true;
    } catch (cause) {
      this.refused = toCommandError(cause);
      return false;
    }
  }
}
