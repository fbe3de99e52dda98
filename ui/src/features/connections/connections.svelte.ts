// The external connections of a survey, how each was found out about, and whether each category was asked about.
//
// Invariant: a category counts as settled only when it has connections, or somebody said that there is really none.
import { EvidenceShelf } from "../../lib/evidence/evidence.svelte";
import { inOrder } from "../../lib/format";
import type { Backend } from "../../lib/ipc/client";
import type { CategoryCheck, Connection, Investigation, Kept } from "../../lib/ipc/generated";
import { Ledger } from "../../lib/ledger/ledger.svelte";
import { Records } from "../../lib/records/records.svelte";
import type { Saving } from "../../lib/saving.svelte";
import { copyOf, nextLabel } from "./fields";

/** The categories of the method. */
export const CATEGORIES: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8];

/** How it stands with a category. `contradicts`: said to be none, and yet there are some. */
export type CategoryState = "found" | "none" | "asked" | "not_asked" | "contradicts";

/** A category as its row shows it. */
export interface CategoryLine {
  category: number;
  count: number;
  check: Kept<CategoryCheck> | null;
  state: CategoryState;
}

/** The state of the stage. */
export class Connections {
  readonly ledger: Ledger<Connection>;
  readonly journal: Records<"investigation">;
  readonly checks: Records<"category_check">;
  readonly assets: Records<"asset">;
  readonly systems: Records<"system">;
  readonly shelf: EvidenceShelf;
  /** The category that alone is listed. */
  only = $state<number | null>(null);
  /** The category that is being asked about. */
  asking = $state<number | null>(null);
  readonly #today: () => string;
  readonly #byConnection = $derived.by(() => {
    const sorted = this.journal.kept.toSorted((a, b) => inOrder(b.record.on + b.id, a.record.on + a.id));
    const grouped = new Map<string, Kept<Investigation>[]>(); // eslint-disable-line svelte/prefer-svelte-reactivity
    for (const one of sorted) {
      const { connection } = one.record;
      const known = grouped.get(connection);
      if (known) known.push(one);
      else grouped.set(connection, [one]);
    }
    return grouped;
  });
  readonly categories: readonly CategoryLine[] = $derived.by(() => CATEGORIES.map((category) => this.#line(category)));

  constructor(backend: Backend, saving: Saving, survey: string, today: () => string) {
    const connections = new Records(backend, saving, survey, "connection");
    this.journal = new Records(backend, saving, survey, "investigation");
    this.checks = new Records(backend, saving, survey, "category_check");
    this.assets = new Records(backend, saving, survey, "asset");
    this.systems = new Records(backend, saving, survey, "system");
    this.shelf = new EvidenceShelf(backend, saving, survey);
    this.#today = today;
    this.ledger = new Ledger<Connection>(
      backend,
      saving,
      connections,
      ({ label, purpose }) => `${label} ${purpose}`,
      (rows) => backend.call("connection_batch_set", { survey, rows }),
    );
    this.ledger.others = [this.journal, this.checks];
  }

  get loaded(): boolean {
    return this.ledger.records.loaded && this.journal.loaded && this.checks.loaded;
  }

  /** Reads what the list shows, and then what only forms need: a ledger of thousands of assets among it. */
  async load(): Promise<void> {
    const begun = (all: readonly { load: () => Promise<void> }[]): Promise<unknown> =>
      Promise.all(all.map((one) => one.load()));
    await begun([this.ledger.records, this.journal, this.checks]);
    void begun([this.systems, this.shelf, this.assets]);
  }

  settle(): Promise<boolean> {
    return this.ledger.settle();
  }

  /** How many categories are settled. */
  get settled(): number {
    return this.categories.filter(({ state }) => state === "found" || state === "none").length;
  }

  /** Adds a connection of a category; `purpose` stands there until somebody knows. */
  add(category: number, purpose: string): Promise<boolean> {
    return this.ledger.add({ label: nextLabel(this.ledger.records.kept), category, purpose });
  }

  async copyLast(): Promise<boolean> {
    const { last, records } = this.ledger;
    return last ? this.ledger.add(copyOf(last.record, nextLabel(records.kept))) : false;
  }

  /** What was found out about a connection, newest first. */
  entries(connection: string): Kept<Investigation>[] {
    return this.#byConnection.get(connection) ?? [];
  }

  /** Adds an entry of today, by the same means and with the same person as the last one. */
  addEntry(connection: string, result: string): Promise<string | null> {
    const last = this.journal.kept.at(-1)?.record;
    const whom = last?.whom ? { whom: last.whom } : {};
    return this.journal.add({ connection, on: this.#today(), means: last?.means ?? "interview", ...whom, result });
  }

  async removeEntry(id: string): Promise<boolean> {
    const on = this.journal.byId(id)?.record.on ?? "";
    if (!(await this.journal.remove(id))) return false;
    await this.ledger.offer("removed", on, 1);
    return true;
  }

  /** Records that a category was asked about, and whether there is really none. */
  async record(category: number, reallyNone: boolean): Promise<boolean> {
    const known = this.categories.find((line) => line.category === category)?.check;
    if (known) return this.checks.patch(known.id, { really_none: reallyNone });
    return (await this.checks.add({ category, asked_on: this.#today(), really_none: reallyNone })) !== null;
  }

  #line(category: number): CategoryLine {
    const count = this.ledger.records.kept.filter(({ record }) => record.category === category).length;
    const check = this.checks.kept.find(({ record }) => record.category === category) ?? null;
    return { category, count, check, state: stateOf(count, check?.record ?? null) };
  }
}

function stateOf(count: number, check: CategoryCheck | null): CategoryState {
  if (count > 0) return check?.really_none ? "contradicts" : "found";
  if (!check) return "not_asked";
  return check.really_none ? "none" : "asked";
}
