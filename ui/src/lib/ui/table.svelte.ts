// Rows of a table as they are sorted, filtered and chosen. The component draws; this decides.
//
// Invariant: what is chosen are rows that the table has; a row that the filter hides is not acted upon.
import { SvelteSet } from "svelte/reactivity";
import type { Snippet } from "svelte";
import { collator } from "../format";
import { holds, plain, wordsOf } from "../search";

/** A column. */
export interface Column<R> {
  key: string;
  title: string;
  /** What the cell says; also what is filtered by, and sorted by unless `sort` says otherwise. */
  text: (row: R) => string;
  /** How rows are compared; false where sorting means nothing. */
  sort?: ((a: R, b: R) => number) | false;
  /** As in CSS grid tracks: "12rem", "2fr". */
  width?: string;
  /** Numbers stand at the end of their cells. */
  numeric?: boolean;
  /** How the cell is drawn where it is more than a text. */
  cell?: Snippet<[R]>;
}

/** By which column, which way. */
export interface Order {
  key: string;
  way: "ascending" | "descending";
}

interface Given<R> {
  rows: () => readonly R[];
  columns: () => readonly Column<R>[];
  id: (row: R) => string;
  /** For the comparison of texts. */
  lang: () => string;
}

/** The rows of a table. */
export class TableRows<R> {
  typed = $state("");
  order = $state.raw<Order | null>(null);
  /** Id of the row that keys act upon. */
  active = $state<string | null>(null);
  readonly selected = new SvelteSet<string>();
  readonly #given: Given<R>;
  /** Where a range of rows begins. */
  #anchor: string | null = null;
  // Rows never change in place, so what was made plain of one is remembered until its columns change.
  readonly #plain = $derived.by(() => {
    const columns = this.#given.columns();
    const known = new Map<R, string>(); // eslint-disable-line svelte/prefer-svelte-reactivity
    return (row: R): string => {
      const text = known.get(row) ?? plain(columns.map((column) => column.text(row)).join("\n"));
      known.set(row, text);
      return text;
    };
  });
  readonly #sorted: readonly R[] = $derived.by(() => {
    const rows = this.#given.rows();
    const { order } = this;
    const column = order && this.#given.columns().find(({ key }) => key === order.key);
    if (!column || column.sort === false) return rows;
    const by = column.sort ?? this.#byText(rows, column);
    return rows.toSorted(order.way === "ascending" ? by : (a, b) => by(b, a));
  });
  readonly #shown: readonly R[] = $derived.by(() => {
    const words = wordsOf(this.typed);
    return words.length === 0 ? this.#sorted : this.#sorted.filter((row) => holds(this.#plain(row), words));
  });
  readonly #at: ReadonlyMap<string, number> = $derived(
    new Map(this.#shown.map((row, index) => [this.#given.id(row), index])), // eslint-disable-line svelte/prefer-svelte-reactivity
  );

  constructor(given: Given<R>) {
    this.#given = given;
  }

  /** The rows that are shown, in order. */
  get shown(): readonly R[] {
    return this.#shown;
  }

  /** The chosen rows that are shown. */
  get chosen(): R[] {
    return this.selected.size === 0 ? [] : this.#shown.filter((row) => this.selected.has(this.#given.id(row)));
  }

  /** Where the active row stands; -1 where there is none. */
  get activeAt(): number {
    return this.active === null ? -1 : (this.#at.get(this.active) ?? -1);
  }

  get activeRow(): R | null {
    return this.#shown[this.activeAt] ?? null;
  }

  /** By what a column says. Each row is asked once, not for each comparison. */
  #byText(rows: readonly R[], column: Column<R>): (a: R, b: R) => number {
    const compare = collator(this.#given.lang());
    const texts = new Map(rows.map((row) => [row, column.text(row)])); // eslint-disable-line svelte/prefer-svelte-reactivity
    return (a, b) => compare(texts.get(a) ?? "", texts.get(b) ?? "");
  }

  sortBy(key: string): void {
    if (this.order?.key !== key) this.order = { key, way: "ascending" };
    else this.order = this.order.way === "ascending" ? { key, way: "descending" } : null;
  }

  /** Makes the row at `index` active; with `extend`, chooses everything from where the range began. */
  goTo(index: number, extend = false): void {
    const last = this.#shown.length - 1;
    if (last < 0) return;
    const row = this.#shown[Math.max(0, Math.min(last, index))];
    if (row === undefined) return;
    if (extend) this.#anchor ??= this.active;
    else this.#anchor = null;
    this.active = this.#given.id(row);
    if (extend) this.#chooseRange();
  }

  toggle(id: string): void {
    this.#anchor = id;
    this.active = id;
    if (!this.selected.delete(id)) this.selected.add(id);
  }

  chooseAll(): void {
    for (const row of this.#shown) this.selected.add(this.#given.id(row));
  }

  chooseNone(): void {
    this.selected.clear();
    this.#anchor = null;
  }

  #chooseRange(): void {
    const from = this.#at.get(this.#anchor ?? "") ?? this.activeAt;
    const [first, last] = [Math.min(from, this.activeAt), Math.max(from, this.activeAt)];
    this.selected.clear();
    for (const row of this.#shown.slice(first, last + 1)) this.selected.add(this.#given.id(row));
  }
}
