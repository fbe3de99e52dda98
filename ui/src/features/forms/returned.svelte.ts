// A form that came back: what was read, what a person chose for each row, and taking it over.
//
// Invariant: nothing is taken that was not chosen; an answer that the hospital gave before stays unless replacing it
// was chosen; of several rows for one item at most one is taken. All or nothing is written.
import { SvelteMap } from "svelte/reactivity";
import { workbook } from "../../lib/file";
import { toCommandError, type Backend, type CommandError } from "../../lib/ipc/client";
import type { AnswerValue, Checklist, FormTakeRow, Item, Preview, PreviewRow, RowState } from "../../lib/ipc/generated";
import type { Saving } from "../../lib/saving.svelte";

/** In the order in which they want attention. */
export const STATES: readonly RowState[] = ["ask", "conflict", "unreadable", "unknown_item", "new", "same", "blank"];

/** A returned form in one interview. */
export class Returned {
  preview = $state.raw<Preview | null>(null);
  checklist = $state.raw<Checklist | null>(null);
  busy = $state<"reading" | "taking" | null>(null);
  refused = $state.raw<CommandError | null>(null);
  /** How many answers were written. */
  taken = $state<number | null>(null);
  /** Whether remarks are taken as well. */
  texts = $state(true);
  name = $state("");
  /** Chosen answers by row; a row without an entry is left out. */
  readonly chosen = new SvelteMap<PreviewRow, AnswerValue>();
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

  /** Reads a file; nothing is changed by that. */
  async read(file: File, list: { id: string; version: string }): Promise<void> {
    this.forget();
    this.busy = "reading";
    this.name = file.name;
    try {
      const bytes = await workbook(file);
      const [preview, checklist] = await Promise.all([
        this.#backend.call("form_get", { survey: this.#survey, interview: this.#interview, bytes }),
        this.#backend.call("checklist_get", list),
      ]);
      this.checklist = checklist;
      for (const row of preview.rows) {
        const sure = row.state === "new" && !row.row.flags?.includes("duplicate");
        if (sure && row.row.reading.reading === "certain") this.chosen.set(row, row.row.reading.value);
      }
      this.preview = preview;
    } catch (cause) {
      this.refused = toCommandError(cause);
    } finally {
      this.busy = null;
    }
  }

  forget(): void {
    this.preview = null;
    this.refused = null;
    this.taken = null;
    this.chosen.clear();
  }

  item(row: PreviewRow): Item | undefined {
    return this.checklist?.items.find(({ no }) => no === row.row.item);
  }

  /** Chooses what becomes of a row; null leaves it out. */
  choose(row: PreviewRow, value: AnswerValue | null): void {
    if (value === null) {
      this.chosen.delete(row);
      return;
    }
    for (const other of this.chosen.keys()) if (other.row.item === row.row.item) this.chosen.delete(other);
    this.chosen.set(row, value);
  }

  /** What the row may mean: one certain answer, or several to choose from. */
  readings(row: PreviewRow): AnswerValue[] {
    const { reading } = row.row;
    if (reading.reading === "certain") return row.state === "same" ? [] : [reading.value];
    return reading.reading === "ask" ? reading.suggestions : [];
  }

  count(state: RowState): number {
    return this.preview?.rows.filter((row) => row.state === state).length ?? 0;
  }

  /** What would be sent: a row for each item, with the texts of all its rows. */
  get rows(): FormTakeRow[] {
    // Made anew each time it is asked for.
    const rows = new Map<string, FormTakeRow>(); // eslint-disable-line svelte/prefer-svelte-reactivity
    for (const row of this.preview?.rows ?? []) {
      const { item, not_understood: unclear, note } = row.row;
      if (!item) continue;
      const value = this.chosen.get(row);
      const texts = this.texts && row.brings_text;
      if (!value && !texts) continue;
      const known = rows.get(item) ?? { item };
      const joined = (before: string | undefined, more: string | null | undefined): string | undefined =>
        texts && more ? [before, more].filter(Boolean).join("\n") : before;
      const notUnderstood = joined(known.not_understood, unclear);
      const noted = joined(known.note, note);
      rows.set(item, {
        ...known,
        ...(value ? { own: value, replace: row.existing !== undefined && row.existing !== null } : {}),
        ...(notUnderstood === undefined ? {} : { not_understood: notUnderstood }),
        ...(noted === undefined ? {} : { note: noted }),
      });
    }
    return [...rows.values()];
  }

  /** Takes over what was chosen; whether that was done. */
  async take(): Promise<boolean> {
    const { rows } = this;
    if (rows.length === 0) return false;
    this.busy = "taking";
    try {
      const args = { survey: this.#survey, interview: this.#interview, rows };
      const done = await this.#saving.during(() => this.#backend.call("form_set", args));
      this.forget();
      this.taken = done.answers;
      return true;
    } catch (cause) {
      this.refused = toCommandError(cause);
      return false;
    } finally {
      this.busy = null;
    }
  }
}
