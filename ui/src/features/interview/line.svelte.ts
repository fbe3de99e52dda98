// One item of the sheet: what the table holds of its answer, what is on its way there, and what is being typed.
import type { Answer, Benchmark, Cause, ChecklistSection, Item, Kept, SheetLine } from "../../lib/ipc/generated";
import { Draft } from "../../lib/draft.svelte";
import { toAnswer, toEntry, type Entry } from "./entry";
import { patched, type Patch } from "./patch";

/** The texts beside an answer. */
export type TextField = "note" | "not_understood" | "not_applicable_because" | "own_note";

/** Whose answer: what was agreed upon, or what the hospital had answered beforehand. */
export type Side = "confirmed" | "own";

/** What a line needs of its sheet. */
export interface LineSheet {
  set(line: Line, patch: Patch): Promise<boolean>;
  waits(change: 1 | -1): void;
}

/** An item with its answer. */
export class Line {
  readonly item: Item;
  readonly section: ChecklistSection;
  readonly benchmarks: Benchmark[];
  kept = $state.raw<Kept<Answer> | null>(null);
  applies = $state(true);
  because = $state.raw<Cause[]>([]);
  /** Ids of the options that are offered. */
  offered = $state.raw<string[]>([]);
  /** Sent and not answered. */
  flying = $state.raw<Patch | null>(null);
  /** Not sent yet, or refused. */
  waiting = $state.raw<Patch | null>(null);
  /** Whether the last attempt to save was refused. */
  failed = $state(false);
  /** What a person sees: what is kept, with what is on its way on top. */
  readonly answer: Patch = $derived(patched(this.kept?.record ?? {}, this.flying, this.waiting));
  /** The answer in the making, for every kind that is typed or put together. */
  readonly entry: Draft<Entry>;
  /** The hospital's own answer in the making. */
  readonly ownEntry: Draft<Entry>;
  readonly ownNote: Draft<string>;
  readonly note: Draft<string>;
  readonly notUnderstood: Draft<string>;
  readonly why: Draft<string>;

  constructor(sheet: LineSheet, line: SheetLine, section: ChecklistSection) {
    this.item = line.item;
    this.section = section;
    this.benchmarks = line.benchmarks;
    this.take(line);
    const text = (field: TextField): Draft<string> =>
      new Draft({
        stored: () => this.answer[field] ?? "",
        save: (typed) => sheet.set(this, { [field]: typed.trim() === "" ? null : typed }),
        waits: (change) => sheet.waits(change),
      });
    this.note = text("note");
    this.notUnderstood = text("not_understood");
    this.why = text("not_applicable_because");
    this.ownNote = text("own_note");
    const entry = (side: Side): Draft<Entry> =>
      new Draft({
        stored: () => toEntry(this.answer[side]),
        save: async (typed) => {
          const value = toAnswer(this.item, typed);
          return value === "invalid" ? false : sheet.set(this, { [side]: value });
        },
        waits: (change) => sheet.waits(change),
      });
    this.entry = entry("confirmed");
    this.ownEntry = entry("own");
  }

  get no(): string {
    return this.item.no;
  }

  /** Everything that is typed here. */
  get drafts(): readonly Pick<Draft<unknown>, "commit" | "leave" | "typed" | "conflict">[] {
    return [this.entry, this.ownEntry, this.ownNote, this.note, this.notUnderstood, this.why];
  }

  /** The fields of one side. */
  entryOf(side: Side): Draft<Entry> {
    return side === "own" ? this.ownEntry : this.entry;
  }

  /** Takes over what the table says. */
  take(line: SheetLine): void {
    this.kept = line.answer;
    this.applies = line.applies;
    this.because = line.because ?? [];
    this.offered = line.options;
  }
}
