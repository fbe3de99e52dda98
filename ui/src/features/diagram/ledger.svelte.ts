// What of the ledger may stand on a drawing: assets, systems and connections by their names.
import { toCommandError, type Backend, type CommandError } from "../../lib/ipc/client";
import type { Asset, Connection, Kept, System } from "../../lib/ipc/generated";

/** Something of the ledger, as it is offered. */
export interface Entry {
  id: string;
  kind: "asset" | "system" | "connection";
  label: string;
  detail: string;
}

/** The ledger, to choose from. */
export class Ledger {
  assets = $state.raw<Kept<Asset>[]>([]);
  systems = $state.raw<Kept<System>[]>([]);
  connections = $state.raw<Kept<Connection>[]>([]);
  refused = $state.raw<CommandError | null>(null);
  readonly #backend: Backend;
  readonly #survey: string;

  constructor(backend: Backend, survey: string) {
    this.#backend = backend;
    this.#survey = survey;
  }

  async load(): Promise<void> {
    const { survey } = { survey: this.#survey };
    try {
      [this.assets, this.systems, this.connections] = await Promise.all([
        this.#backend.call("asset_list", { survey }),
        this.#backend.call("system_list", { survey }),
        this.#backend.call("connection_list", { survey }),
      ]);
    } catch (cause) {
      this.refused = toCommandError(cause);
    }
  }

  /** Assets and systems, in the order of the ledger. */
  readonly entries = $derived<Entry[]>([
    ...this.systems.map(({ id, record }) => ({ id, kind: "system" as const, label: record.name, detail: "" })),
    ...this.assets.map(({ id, record }) => ({
      id,
      kind: "asset" as const,
      label: record.name,
      detail: [record.maker, record.model].filter(Boolean).join(" "),
    })),
  ]);

  /** The connections, for lines that stand for one. */
  readonly lines = $derived<Entry[]>(
    this.connections.map(({ id, record }) => ({
      id,
      kind: "connection" as const,
      label: record.label,
      detail: record.purpose ?? "",
    })),
  );
}
