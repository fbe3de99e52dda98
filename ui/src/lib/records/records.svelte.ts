// The records of one kind in a survey: read as a list, written one by one, saved as they are changed.
//
// Invariant: reads and writes of a list go out one after another, each write made from the newest record and sent with
// its revision. When somebody else was faster, the list is read again; a change of other fields is made once more on
// top, a change of the same ones is marked as a conflict, and what was typed stays in its field for the person to decide.
// Deliberately absent: kinds that are not changed as whole records (answers, findings of rules, evidence).
import { SvelteSet } from "svelte/reactivity";
import { Draft } from "../draft.svelte";
import { toCommandError, type Backend, type CommandError, type CommandName } from "../ipc/client";
import type { Kept, Saved } from "../ipc/generated";
import type { Saving } from "../saving.svelte";
import type { Filled, Kind, Numeric, Optional, RecordOf, Removable } from "./kinds";
import { dayPart, filledPart, here, numberPart, textPart, type Limits, type Part } from "./parts";

/** What a change is made of: some fields, or what the record becomes. */
export type Change<R> = Partial<R> | ((record: R) => R);

/** What every draft can be asked, whatever it holds. */
type AnyDraft = Pick<Draft<unknown>, "leave" | "typed" | "conflict" | "takeStored">;

/** How many records show up at once while many are being added. */
const CHUNK = 100;

/** The records of kind `K`. */
export class Records<K extends Kind> {
  kept = $state.raw<Kept<RecordOf<K>>[]>([]);
  loaded = $state(false);
  /** Why the list could not be read or the last change was refused; gone with the next that is not. */
  refused = $state.raw<CommandError | null>(null);
  /** Records whose last change was lost to somebody else's. */
  readonly conflicts = new SvelteSet<string>();
  readonly kind: K;
  readonly survey: string;
  readonly #backend: Backend;
  readonly #saving: Saving;
  // Only looked up, never shown.
  readonly #drafts = new Map<string, Map<string, AnyDraft>>(); // eslint-disable-line svelte/prefer-svelte-reactivity
  readonly #byId = $derived(new Map(this.kept.map((one) => [one.id, one]))); // eslint-disable-line svelte/prefer-svelte-reactivity
  #turn: Promise<unknown> = Promise.resolve();

  constructor(backend: Backend, saving: Saving, survey: string, kind: K) {
    this.#backend = backend;
    this.#saving = saving;
    this.survey = survey;
    this.kind = kind;
  }

  byId(id: string): Kept<RecordOf<K>> | undefined {
    return this.#byId.get(id);
  }

  load(): Promise<void> {
    return this.#inTurn(() => this.#read());
  }

  /** Adds a record and gives its id; null when that was refused. */
  async add(record: RecordOf<K>): Promise<string | null> {
    return (await this.addAll([record]))[0] ?? null;
  }

  /** Adds records until one is refused, and gives the ids of those that were added. */
  addAll(records: readonly RecordOf<K>[], added: (count: number) => void = () => {}): Promise<string[]> {
    return this.#inTurn(async () => {
      const ids: string[] = [];
      let made: Kept<RecordOf<K>>[] = [];
      const show = (): void => {
        this.kept = [...this.kept, ...made];
        made = [];
        added(ids.length);
      };
      for (const record of records) {
        const saved = await this.#tried(() => this.#set({ record }));
        if (!saved) break;
        ids.push(saved.id);
        made.push({ id: saved.id, rev: saved.rev, record });
        if (made.length >= CHUNK) show();
      }
      if (made.length > 0) show();
      return ids;
    });
  }

  /** Changes a record; true once a commit holds it. */
  patch(id: string, change: Change<RecordOf<K>>, reason?: string): Promise<boolean> {
    return this.#inTurn(() => this.#write(id, change, reason));
  }

  /** Removes a record; false when that was refused, for instance since others refer to it (`refused` says which). */
  remove(id: K extends Removable ? string : never, reason?: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const kept = this.#byId.get(id);
      if (!kept) return true;
      const said = reason === undefined ? {} : { reason };
      const args = { survey: this.survey, id, rev: kept.rev, ...said };
      const saved = await this.#tried(() => this.#call<Saved>("remove", args));
      if (!saved) {
        if (this.refused?.code === "conflict") await this.#read(true);
        return false;
      }
      for (const draft of this.#drafts.get(id)?.values() ?? []) draft.takeStored();
      this.#drafts.delete(id);
      this.conflicts.delete(id);
      this.kept = this.kept.filter((one) => one.id !== id);
      return true;
    });
  }

  /** The draft of a field as it is; the same one for as long as the list is open. */
  field<N extends keyof RecordOf<K> & string>(id: string, name: N): Draft<RecordOf<K>[N]> {
    return this.part(id, name, {
      get: (record) => record[name],
      set: (record, value) => ({ ...record, [name]: value }),
    });
  }

  /** The draft of a text that may be absent: blank is absent. */
  text(id: string, name: Optional<RecordOf<K>>): Draft<string> {
    return this.part(id, `${name} text`, textPart(...here<RecordOf<K>>(name)));
  }

  /** The draft of a text that a record cannot be without: blank is not saved. */
  filled(id: string, name: Filled<RecordOf<K>>): Draft<string> {
    return this.part(id, `${name} filled`, filledPart(...here<RecordOf<K>>(name)));
  }

  /** The draft of a number, as it is typed; what is none is not saved. */
  number(id: string, name: Numeric<RecordOf<K>>, limits: Limits = {}): Draft<string> {
    return this.part(id, `${name} number`, numberPart(...here<RecordOf<K>, number>(name), limits));
  }

  /** The draft of a day, as it is typed; what is none is not saved. */
  day(id: string, name: Optional<RecordOf<K>> | Filled<RecordOf<K>>): Draft<string> {
    return this.part(id, `${name} day`, dayPart(...here<RecordOf<K>>(name)));
  }

  /** The draft of any part of a record; `name` tells the drafts of one record apart. */
  part<T>(id: string, name: string, part: Part<RecordOf<K>, T>): Draft<T> {
    const drafts = this.#drafts.get(id) ?? new Map<string, AnyDraft>(); // eslint-disable-line svelte/prefer-svelte-reactivity
    this.#drafts.set(id, drafts);
    const known = drafts.get(name) as Draft<T> | undefined;
    if (known) return known;
    // Once the record is gone its fields may be asked for a last time while they go from the screen.
    let last: T | undefined;
    const draft = new Draft<T>({
      stored: () => {
        const kept = this.#byId.get(id);
        if (kept) last = part.get(kept.record);
        return last as T;
      },
      save: async (value) => {
        const kept = this.#byId.get(id);
        if (kept && part.set(kept.record, value) === null) return false;
        return this.patch(id, (record) => part.set(record, value) ?? record);
      },
      waits: (change) => (this.#saving.typed += change),
    });
    drafts.set(name, draft);
    return draft;
  }

  /** Sends everything that was typed; whether nothing is left to lose. */
  async settle(): Promise<boolean> {
    await Promise.all(this.#everyDraft().map((draft) => draft.leave()));
    await this.#turn;
    return this.unsaved === null;
  }

  /** The first record with something typed that no commit holds. */
  get unsaved(): string | null {
    for (const [id, drafts] of this.#drafts) {
      if ([...drafts.values()].some((draft) => draft.typed)) return id;
    }
    return null;
  }

  /** The person has seen that a change was lost. */
  acknowledge(id: string): void {
    this.conflicts.delete(id);
  }

  #everyDraft(): AnyDraft[] {
    return [...this.#drafts.values()].flatMap((drafts) => [...drafts.values()]);
  }

  async #write(id: string, change: Change<RecordOf<K>>, reason?: string, again = true): Promise<boolean> {
    const kept = this.#byId.get(id);
    if (!kept) return false;
    const record = typeof change === "function" ? change(kept.record) : { ...kept.record, ...change };
    const fields = changed(kept.record, record);
    if (fields.length === 0) return true;
    const said = reason === undefined ? {} : { reason };
    const saved = await this.#tried(() => this.#set({ id, rev: kept.rev, record, ...said }));
    if (saved) {
      this.kept = this.kept.map((one) => (one.id === id ? { id, rev: saved.rev, record } : one));
      this.conflicts.delete(id);
      return true;
    }
    if (this.refused?.code !== "conflict") return false;
    await this.#read(true);
    const fresh = this.#byId.get(id);
    const theirs = fresh ? changed(kept.record, fresh.record) : fields;
    if (again && fresh && !theirs.some((field) => fields.includes(field))) {
      const mine = Object.fromEntries(fields.map((field) => [field, record[field]])) as Partial<RecordOf<K>>;
      return this.#write(id, mine, reason, false);
    }
    this.conflicts.add(id);
    for (const draft of this.#drafts.get(id)?.values() ?? []) if (draft.typed) draft.conflict = true;
    return false;
  }

  /** Reads the list; what was refused before stays said when `keep`. */
  async #read(keep = false): Promise<void> {
    try {
      this.kept = await this.#call<Kept<RecordOf<K>>[]>("list", { survey: this.survey });
      this.loaded = true;
      if (!keep) this.refused = null;
    } catch (cause) {
      this.refused = toCommandError(cause);
    }
  }

  #set(args: { id?: string; rev?: number; reason?: string; record: RecordOf<K> }): Promise<Saved> {
    return this.#call<Saved>("set", { survey: this.survey, ...args });
  }

  /** The one place where the name of a command is put together; `Kind` says that there is such a command. */
  #call<V>(verb: "list" | "set" | "remove", args: object): Promise<V> {
    return this.#backend.call(`${this.kind}_${verb}` as CommandName, args as never) as Promise<unknown> as Promise<V>;
  }

  /** A write with its refusal noted; null when it was refused. */
  async #tried(write: () => Promise<Saved>): Promise<Saved | null> {
    try {
      const saved = await this.#saving.during(write);
      this.refused = null;
      return saved;
    } catch (cause) {
      this.refused = toCommandError(cause);
      return null;
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => {});
    return mine;
  }
}

/** The fields in which two records differ; absent and null are the same. */
function changed<R extends object>(before: R, after: R): (keyof R)[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof R)[];
  const text = (value: unknown): string => JSON.stringify(value ?? null);
  return fields.filter((field) => text(before[field]) !== text(after[field]));
}
