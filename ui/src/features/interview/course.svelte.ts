// The way through a sheet: which view, which filter, which item is the present one.
//
// Invariant: the present item stays on the screen until the person moves on, also when an answer takes it out of the
// filter; so nobody is thrown off the item that is being talked about.
import { filters, passes, type Filter } from "./filter";
import type { Line } from "./line.svelte";
import type { Sheet } from "./sheet.svelte";

/** One item at a time, or all of them. */
export type View = "one" | "list";

/** Where the person is. */
export class Course {
  view = $state<View>("one");
  filter = $state<Filter>("all");
  readonly sheet: Sheet;
  #current = $state<string | null>(null);
  readonly #shown: Line[] = $derived.by(() =>
    this.sheet.lines.filter((line) => passes(line, this.filter) || line.no === this.#current),
  );

  constructor(sheet: Sheet) {
    this.sheet = sheet;
  }

  /** The lines on the way, in order. */
  get shown(): Line[] {
    return this.#shown;
  }

  /** The present line. */
  get current(): Line | null {
    return this.#shown.find((line) => line.no === this.#current) ?? null;
  }

  /** How many items each filter lets through. */
  get counts(): Record<Filter, number> {
    const count = (filter: Filter): number => this.sheet.lines.filter((line) => passes(line, filter)).length;
    return Object.fromEntries(filters.map((filter) => [filter, count(filter)])) as Record<Filter, number>;
  }

  /** Begins where the conversation stopped: at the first item that is not confirmed. */
  begin(): void {
    const { lines } = this.sheet;
    const first = lines.find((line) => passes(line, "unanswered")) ?? lines.find((line) => line.applies);
    this.#current = first?.no ?? null;
  }

  goTo(no: string): void {
    const line = this.sheet.line(no);
    if (!line) return;
    if (!passes(line, this.filter)) this.filter = line.applies ? "all" : "hidden";
    this.#current = no;
  }

  /** Moves on; false at the end of the way. */
  move(by: 1 | -1): boolean {
    const at = this.#shown.findIndex((line) => line.no === this.#current);
    const next = this.#shown[at === -1 ? 0 : at + by];
    if (!next) return false;
    this.#current = next.no;
    return true;
  }

  choose(filter: Filter): void {
    this.filter = filter;
    const { current } = this;
    if (!current || !passes(current, filter)) {
      this.#current = this.sheet.lines.find((line) => passes(line, filter))?.no ?? null;
    }
  }
}
