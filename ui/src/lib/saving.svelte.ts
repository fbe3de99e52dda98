// What the header says about saving: the time at which a commit returned, never earlier; what is still on its way; what
// is typed and not sent; what was refused.
import { createContext } from "svelte";
import { toCommandError, type CommandError } from "./ipc/client";

/** The state of saving, for the whole window. */
export class Saving {
  /** When the last commit returned. */
  at = $state<string | null>(null);
  /** Why the last change was refused; gone with the next commit. */
  refused = $state.raw<CommandError | null>(null);
  /** Texts that were typed and not committed. */
  typed = $state(0);
  #flying = $state(0);

  /** Whether something is on its way. */
  get busy(): boolean {
    return this.#flying > 0;
  }

  /** Runs a change, and notes the time of its commit or why there was none. */
  async during<T extends { saved_at: string }>(change: () => Promise<T>): Promise<T> {
    this.#flying += 1;
    try {
      const done = await change();
      if (this.at === null || done.saved_at > this.at) this.at = done.saved_at;
      this.refused = null;
      return done;
    } catch (cause) {
      this.refused = toCommandError(cause);
      throw this.refused;
    } finally {
      this.#flying -= 1;
    }
  }
}

export const [useSaving, provideSaving] = createContext<Saving>();
