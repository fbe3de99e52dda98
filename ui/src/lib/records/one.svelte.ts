// A record of which a survey has exactly one and that is read and written by commands of its own, such as the survey.
//
// Invariant: as for lists of records: writes go out one after another, each made from the newest record; when somebody
// else was faster the record is read again, and what was typed stays in its field for the person to decide.
import { Draft } from "../draft.svelte";
import { toCommandError, type CommandError } from "../ipc/client";
import type { Kept, Saved } from "../ipc/generated";
import type { Saving } from "../saving.svelte";
import type { Part } from "./parts";

interface Source<R> {
  read: () => Promise<Kept<R>>;
  write: (args: { id: string; rev: number; record: R }) => Promise<Saved>;
}

/** The one record. */
export class One<R extends object> {
  kept = $state.raw<Kept<R>>();
  /** Why it could not be read, or the last change was refused. */
  refused = $state.raw<CommandError | null>(null);
  readonly #source: Source<R>;
  readonly #saving: Saving;
  // Only looked up, never shown.
  readonly #drafts = new Map<string, Draft<unknown>>(); // eslint-disable-line svelte/prefer-svelte-reactivity
  #turn: Promise<unknown> = Promise.resolve();

  constructor(source: Source<R>, saving: Saving, kept: Kept<R>) {
    this.#source = source;
    this.#saving = saving;
    this.kept = kept;
  }

  get record(): R {
    if (!this.kept) throw new Error("BUG: a record is given at the beginning");
    return this.kept.record;
  }

  load(): Promise<void> {
    return this.#inTurn(() => this.#read());
  }

  /** The draft of a part; the same one for as long as the record is open. */
  part<T>(name: string, part: Part<R, T>): Draft<T> {
    const known = this.#drafts.get(name) as Draft<T> | undefined;
    if (known) return known;
    const draft = new Draft<T>({
      stored: () => part.get(this.record),
      save: (value) => this.#inTurn(() => this.#write(part, value)),
      waits: (change) => (this.#saving.typed += change),
    });
    this.#drafts.set(name, draft as Draft<unknown>);
    return draft;
  }

  /** Sends everything that was typed; whether nothing is left to lose. */
  async settle(): Promise<boolean> {
    await Promise.all([...this.#drafts.values()].map((draft) => draft.leave()));
    return [...this.#drafts.values()].every((draft) => !draft.typed);
  }

  async #write<T>(part: Part<R, T>, value: T, again = true): Promise<boolean> {
    const { kept } = this;
    const record = kept ? part.set(kept.record, value) : null;
    if (!kept || record === null) return false;
    try {
      const { id, rev } = await this.#saving.during(() => this.#source.write({ id: kept.id, rev: kept.rev, record }));
      this.kept = { id, rev, record };
      this.refused = null;
      return true;
    } catch (cause) {
      const error = toCommandError(cause);
      if (error.code !== "conflict") {
        this.refused = error;
        return false;
      }
      const before = JSON.stringify(part.get(kept.record));
      await this.#read();
      if (again && JSON.stringify(part.get(this.record)) === before) return this.#write(part, value, false);
      for (const draft of this.#drafts.values()) if (draft.typed) draft.conflict = true;
      return false;
    }
  }

  async #read(): Promise<void> {
    try {
      this.kept = await this.#source.read();
      this.refused = null;
    } catch (cause) {
      this.refused = toCommandError(cause);
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => {});
    return mine;
  }
}
