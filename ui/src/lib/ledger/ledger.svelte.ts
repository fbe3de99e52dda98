// A list of records with a form beside it: which one is open, what was changed last and can be taken back.
//
// Invariant: nothing is removed or changed for many rows without an offer to take it back; what was typed is sent
// before the form shows another record.
import { toCommandError, type Backend, type CommandError } from "../ipc/client";
import type { Kept, Saved } from "../ipc/generated";
import type { Saving } from "../saving.svelte";
import type { Change } from "../records/records.svelte";
import type { Field, Rows } from "./field";

/** Records that a ledger can write. */
export interface Writable<R> extends Rows<R> {
  readonly loaded: boolean;
  readonly refused: CommandError | null;
  readonly unsaved: string | null;
  load(): Promise<void>;
  add(record: R): Promise<string | null>;
  patch(id: string, change: Change<R>): Promise<boolean>;
  remove(id: string): Promise<boolean>;
  settle(): Promise<boolean>;
}

/** One row of several that are written together. */
export interface BatchRow<R> {
  id?: string;
  rev?: number;
  record: R;
}

/** What can be taken back. */
export interface Undoable {
  what: "removed" | "changed" | "pasted";
  /** The name of the one, or how many. */
  name: string;
  count: number;
  seq: number;
}

/** What stands beside the table. */
export type Side = { at: "nothing" } | { at: "new" } | { at: "record"; id: string };

/** A ledger over the records of one kind. */
export class Ledger<R extends object> {
  readonly records: Writable<R>;
  side = $state.raw<Side>({ at: "nothing" });
  /** Whether the fields that are needed seldom are shown. */
  more = $state(false);
  undoable = $state.raw<Undoable | null>(null);
  /** Why the last change of several rows, or taking back, was refused. */
  refused = $state.raw<CommandError | null>(null);
  /** Records of other kinds that are edited beside these: saved with them, and read again with them. */
  others: readonly { load: () => Promise<void>; settle: () => Promise<boolean> }[] = [];
  /** The record that was added last in this sitting. */
  lastAdded = $state<string | null>(null);
  readonly #backend: Backend;
  readonly #saving: Saving;
  readonly #name: (record: R) => string;
  readonly #batch: ((rows: BatchRow<R>[]) => Promise<Saved[]>) | null;

  /** `batch` writes several rows, all or none, where there is a command for it. */
  constructor(
    backend: Backend,
    saving: Saving,
    records: Writable<R>,
    name: (record: R) => string,
    batch: ((rows: BatchRow<R>[]) => Promise<Saved[]>) | null = null,
  ) {
    this.#backend = backend;
    this.#saving = saving;
    this.records = records;
    this.#name = name;
    this.#batch = batch;
  }

  /** The record whose form is open. */
  get open(): Kept<R> | null {
    return this.side.at === "record" ? (this.records.byId(this.side.id) ?? null) : null;
  }

  /** Sends everything that was typed; whether nothing is left to lose. */
  async settle(): Promise<boolean> {
    const settled = await Promise.all([this.records, ...this.others].map((one) => one.settle()));
    return settled.every(Boolean);
  }

  nameOf(kept: Kept<R>): string {
    return this.#name(kept.record);
  }

  /** The record to copy: the one that is open, else the one added last, else the last of the list. */
  get last(): Kept<R> | null {
    const added = this.lastAdded === null ? undefined : this.records.byId(this.lastAdded);
    return this.open ?? added ?? this.records.kept.at(-1) ?? null;
  }

  show(id: string): void {
    this.side = { at: "record", id };
  }

  /** Closes what stands beside the table. What could not be saved stays in its field, and holds back at leaving. */
  close(): void {
    void this.settle();
    this.side = { at: "nothing" };
  }

  /** Adds a record and opens its form; false when that was refused. */
  async add(record: R): Promise<boolean> {
    const id = await this.records.add(record);
    if (id === null) return false;
    this.lastAdded = id;
    this.undoable = null;
    this.show(id);
    return true;
  }

  async remove(id: string): Promise<boolean> {
    const kept = this.records.byId(id);
    if (!kept || !(await this.records.remove(id))) return false;
    if (this.side.at === "record" && this.side.id === id) this.side = { at: "nothing" };
    await this.offer("removed", this.nameOf(kept), 1);
    return true;
  }

  /** Gives one value to a field of many rows, in one step. */
  async giveAll(ids: readonly string[], field: Field<R>, value: string | null): Promise<boolean> {
    await this.settle();
    const rows = ids.flatMap((id) => {
      const kept = this.records.byId(id);
      if (!kept || (field.get(kept.record) ?? null) === value) return [];
      return [{ id, rev: kept.rev, record: field.put(kept.record, value) }];
    });
    return this.#write(rows, "changed");
  }

  /** Writes pasted rows, all or none. */
  take(rows: BatchRow<R>[]): Promise<boolean> {
    return this.#write(rows, "pasted");
  }

  /** Reads everything again after changes were taken back or made again elsewhere. */
  async reread(): Promise<void> {
    this.undoable = null;
    await Promise.all([this.records, ...this.others].map((one) => one.load()));
    if (this.side.at === "record" && !this.open) this.side = { at: "nothing" };
  }

  /** Takes the last removal or change of several rows back. */
  async undo(): Promise<boolean> {
    const { undoable } = this;
    if (!undoable) return false;
    const { survey } = this.records;
    const done = await this.#tried(() => this.#saving.during(() => this.#backend.call("change_undo", { survey, seq: undoable.seq })));
    await this.reread();
    return done !== null;
  }

  async #write(rows: BatchRow<R>[], what: "changed" | "pasted"): Promise<boolean> {
    const batch = this.#batch;
    if (rows.length === 0 || !batch) return rows.length === 0;
    const saved = await this.#tried(() =>
      this.#saving.during(async () => {
        const all = await batch(rows);
        return { all, saved_at: all.at(-1)?.saved_at ?? "" };
      }),
    );
    await this.records.load();
    if (saved) await this.offer(what, "", saved.all.length);
    return saved !== null;
  }

  /** Offers to take the newest step of the log back, which is the one that was just written. */
  async offer(what: Undoable["what"], name: string, count: number): Promise<void> {
    this.undoable = null;
    try {
      const { undo } = await this.#backend.call("change_status", { survey: this.records.survey });
      if (undo) this.undoable = { what, name, count, seq: undo.seq };
    } catch {
      // The change itself is saved; only the offer is missing.
    }
  }

  async #tried<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      const done = await work();
      this.refused = null;
      return done;
    } catch (cause) {
      this.refused = toCommandError(cause);
      return null;
    }
  }
}
