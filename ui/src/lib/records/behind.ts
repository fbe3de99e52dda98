// For tests only: a table that keeps whole records of some kinds, checks revisions, and remembers what it was told.
import { CommandError } from "../ipc/client";
import type { Answers } from "../ipc/fake";
import type { Kept } from "../ipc/generated";
import type { Kind, RecordOf } from "./kinds";

/** Records by kind. */
export type Given = { [K in Kind]?: Kept<RecordOf<K>>[] };

/** What stands behind the window. */
export class Behind {
  /** Every write, in order: kind and record. */
  readonly written: { kind: string; id: string; record: unknown }[] = [];
  readonly #kept = new Map<string, Kept<unknown>[]>();
  #made = 0;

  constructor(given: Given) {
    for (const [kind, kept] of Object.entries(given)) this.#kept.set(kind, kept);
  }

  of(kind: string): Kept<unknown>[] {
    return this.#kept.get(kind) ?? [];
  }

  /** Answers for `fakeBackend`. */
  get answers(): Answers {
    const answers: Record<string, (args: never) => unknown> = {};
    for (const kind of this.#kept.keys()) {
      answers[`${kind}_list`] = () => this.of(kind);
      answers[`${kind}_set`] = (args) => this.#set(kind, args);
      answers[`${kind}_remove`] = (args) => this.#remove(kind, args);
    }
    return answers as Answers;
  }

  #set(kind: string, args: { id?: string; rev?: number; record: unknown }): object {
    const before = this.of(kind).find(({ id }) => id === args.id);
    if (before && before.rev !== args.rev) throw new CommandError("conflict");
    const kept = { id: args.id ?? `new-${(this.#made += 1)}`, rev: (before?.rev ?? 0) + 1, record: args.record };
    this.#kept.set(kind, before ? this.of(kind).map((one) => (one === before ? kept : one)) : [...this.of(kind), kept]);
    this.written.push({ kind, id: kept.id, record: args.record });
    return { id: kept.id, rev: kept.rev, saved_at: "2026-11-21T04:00:00Z" };
  }

  #remove(kind: string, args: { id: string }): object {
    this.#kept.set(kind, this.of(kind).filter(({ id }) => id !== args.id));
    return { id: args.id, rev: 0, saved_at: "2026-11-21T04:00:00Z" };
  }
}

/** How a survey stands, for a stage that is tested alone. */
export const overview = {
  survey: { id: "s", rev: 1, record: { firm: "調査会社" } },
  hospital: null,
  today: "2026-11-21",
  interviews: [],
  requests_open: 0,
  requests_overdue: 0,
  counts: {},
  effort_hundredths: 0,
  revision: 0,
};
