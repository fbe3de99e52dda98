// The hours booked in a survey: the entries, and the sheet that the table makes of them.
//
// Invariant: sums come from the table, where they are those of the document; they are asked for again whenever an entry
// changed, and the last answer stays on the screen until the next is there.
import { toCommandError, type Backend, type CommandError } from "../../lib/ipc/client";
import type { Effort, EffortOverview, Kept } from "../../lib/ipc/generated";
import { parseDay, parseNumber } from "../../lib/format";
import { within, type Limits, type Part } from "../../lib/records/parts";
import { Records } from "../../lib/records/records.svelte";
import type { Saving } from "../../lib/saving.svelte";

/** What can be booked in one entry. */
export const LIMITS: Limits = { min: 0.01, max: 24, places: 2 };

/** How the hours are shown. */
export type Page = "form" | "weeks" | "people" | "entries";

/** The hours of a survey. */
export class EffortSheet {
  readonly records: Records<"effort">;
  readonly today: string;
  sums = $state.raw<EffortOverview | null>(null);
  /** Why the sums could not be read. */
  refused = $state.raw<CommandError | null>(null);
  page = $state<Page>("form");
  /** The entry whose form is open. */
  open = $state<string | null>(null);
  /** Who opened the vault; empty where nobody said so. */
  me = $state("");
  readonly #backend: Backend;
  #asked = 0;

  constructor(backend: Backend, saving: Saving, survey: string, today: string) {
    this.records = new Records(backend, saving, survey, "effort");
    this.today = today;
    this.#backend = backend;
  }

  async load(): Promise<void> {
    await Promise.all([this.records.load(), this.addUp()]);
  }

  /** Asks for the sums. */
  async addUp(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    try {
      const sums = await this.#backend.call("effort_overview", { survey: this.records.survey });
      // An answer to an older question says less than one that is already there.
      if (asked === this.#asked) this.sums = sums;
      this.refused = null;
    } catch (cause) {
      this.refused = toCommandError(cause);
    }
  }

  /** The entries, the newest day first. */
  get rows(): Kept<Effort>[] {
    return this.records.kept.toSorted(
      (a, b) => -order(a.record.on, b.record.on) || a.record.row - b.record.row || order(a.id, b.id),
    );
  }

  /** Everybody who booked hours, the one with most entries first. */
  get people(): string[] {
    return (this.sums?.people ?? []).toSorted((a, b) => b.entries - a.entries).map(({ surveyor }) => surveyor);
  }

  /** Books hours and gives the id of the entry. */
  book(entry: Effort): Promise<string | null> {
    return this.records.add(entry);
  }
}

/** Hours as typed; null when they cannot be booked. */
export function typedHours(typed: string): number | null {
  const hours = parseNumber(typed);
  return hours === null || !within(hours, LIMITS) ? null : hours;
}

/** A quarter of an hour more or less than what was typed, on the full quarter. */
export function stepped(typed: string, by: 1 | -1): string {
  const quarters = (parseNumber(typed) ?? 0) * 4;
  const next = by === 1 ? Math.floor(quarters + 1) : Math.ceil(quarters - 1);
  return String(Math.min(96, Math.max(1, next)) / 4);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The hours of an entry, which cannot be without. */
export const neededHours: Part<Effort, string> = {
  get: ({ hours }) => String(hours),
  set: (record, typed) => {
    const hours = typedHours(typed);
    return hours === null ? null : { ...record, hours };
  },
};

/** The day of an entry, which cannot be without. */
export const filledDay: Part<Effort, string> = {
  get: ({ on }) => on,
  set: (record, typed) => {
    const on = parseDay(typed);
    return on === null ? null : { ...record, on };
  },
};
