// What the window knows of the vault: nothing yet, its status, or why it could not be asked.
import { toCommandError, type Backend, type CommandError } from "../../lib/ipc/client";
import type { VaultStatus } from "../../lib/ipc/generated";

type Known = { at: "asking" } | { at: "known"; status: VaultStatus } | { at: "refused"; error: CommandError };

/** The status of the vault as last asked. */
export class VaultState {
  known = $state.raw<Known>({ at: "asking" });
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Asks the other side. */
  async ask(): Promise<void> {
    this.known = { at: "asking" };
    try {
      this.known = { at: "known", status: await this.#backend.call("vault_status", {}) };
    } catch (cause) {
      this.known = { at: "refused", error: toCommandError(cause) };
    }
  }
}
