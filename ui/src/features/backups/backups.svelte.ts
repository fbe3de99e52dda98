// The systems of a survey with how their data are backed up.
//
// Invariant: every system is a row, whether a backup of it was recorded or not, since a system without one is a result;
// no row is made up for a backup that nobody recorded.
import { toCommandError, type Backend, type CommandError } from "../../lib/ipc/client";
import type { Backup, Kept, System } from "../../lib/ipc/generated";
import { Records } from "../../lib/records/records.svelte";
import type { Saving } from "../../lib/saving.svelte";

/** One row: a backup with its system, or a system that has none. */
export interface Row {
  id: string;
  system: Kept<System>;
  backup: Kept<Backup> | null;
}

/** What stands beside the table. */
export type Side = { at: "nothing" } | { at: "new"; system: string | null } | { at: "backup"; id: string };

/** The backups of a survey. */
export class Backups {
  readonly records: Records<"backup">;
  systems = $state.raw<Kept<System>[]>([]);
  side = $state.raw<Side>({ at: "nothing" });
  /** Only systems without a backup. */
  onlyMissing = $state(false);
  loaded = $state(false);
  /** Why the systems could not be read. */
  refused = $state.raw<CommandError | null>(null);
  readonly #backend: Backend;

  constructor(backend: Backend, saving: Saving, survey: string) {
    this.records = new Records(backend, saving, survey, "backup");
    this.#backend = backend;
  }

  async load(): Promise<void> {
    await Promise.all([this.records.load(), this.#loadSystems()]);
    this.loaded = this.records.loaded && this.refused === null;
  }

  get rows(): Row[] {
    const rows = this.systems.flatMap((system): Row[] => {
      const own = this.records.kept.filter(({ record }) => record.system === system.id);
      return own.length === 0
        ? [{ id: system.id, system, backup: null }]
        : own.map((backup) => ({ id: backup.id, system, backup }));
    });
    return this.onlyMissing ? rows.filter(({ backup }) => backup === null) : rows;
  }

  /** How many systems have no backup on record. */
  get missing(): number {
    const covered = new Set(this.records.kept.map(({ record }) => record.system)); // eslint-disable-line svelte/prefer-svelte-reactivity
    return this.systems.filter(({ id }) => !covered.has(id)).length;
  }

  /** The backup whose form is open. */
  get open(): Kept<Backup> | null {
    return this.side.at === "backup" ? (this.records.byId(this.side.id) ?? null) : null;
  }

  nameOf(system: string): string {
    return this.systems.find(({ id }) => id === system)?.record.name ?? "";
  }

  /** Adds a backup and opens its form; false when that was refused. */
  async add(system: string, data: string): Promise<boolean> {
    const id = await this.records.add({ system, data });
    if (id !== null) this.side = { at: "backup", id };
    return id !== null;
  }

  async #loadSystems(): Promise<void> {
    try {
      this.systems = await this.#backend.call("system_list", { survey: this.records.survey });
      this.refused = null;
    } catch (cause) {
      this.refused = toCommandError(cause);
    }
  }
}
