// One sealing, or one export without encryption, from the press to its result.
//
// Invariant: only one at a time; a result is shown only once the other side said that the file was verified. A picker
// that was closed and a sealing that was stopped are no errors.
import { toCommandError, type CommandError, type Shell } from "../../lib/ipc/client";
import type { BundleSealed, DocumentsSaved, SealProgress } from "../../lib/ipc/shell";
import type { Lang } from "../../lib/i18n";

const idle: SealProgress = { step: "idle", done: 0, all: 0 };

/** How often the other side is asked how far it has come, in milliseconds. */
const EVERY = 250;

/** What leaves, and how far it has come. */
export class Sealing {
  busy = $state<"seal" | "plain" | null>(null);
  progress = $state.raw<SealProgress>(idle);
  stopping = $state(false);
  stopped = $state(false);
  sealed = $state.raw<BundleSealed | null>(null);
  exported = $state.raw<DocumentsSaved | null>(null);
  refused = $state.raw<CommandError | null>(null);
  readonly #shell: Shell;

  constructor(shell: Shell) {
    this.#shell = shell;
  }

  /** Seals for the owners of the cards; whether there is a bundle. */
  async seal(survey: string, lang: Lang, cards: string[]): Promise<boolean> {
    if (this.busy) return false;
    this.sealed = null;
    this.#begin("seal");
    const watch = setInterval(() => void this.#look(), EVERY);
    try {
      this.sealed = await this.#shell.ask("bundle_seal", { survey, lang, cards });
    } catch (cause) {
      this.#failed(cause);
    } finally {
      clearInterval(watch);
      this.#end();
    }
    return this.sealed !== null;
  }

  /** Stops the sealing as soon as the other side can. */
  async stop(): Promise<void> {
    this.stopping = true;
    try {
      await this.#shell.ask("seal_cancel", {});
    } catch (cause) {
      this.#failed(cause);
    }
  }

  /** Writes everything unencrypted; whether that happened. */
  async plain(survey: string, lang: Lang): Promise<boolean> {
    if (this.busy) return false;
    this.exported = null;
    this.#begin("plain");
    try {
      this.exported = await this.#shell.ask("documents_export", { survey, lang });
    } catch (cause) {
      this.#failed(cause);
    } finally {
      this.#end();
    }
    return this.exported !== null;
  }

  #begin(what: "seal" | "plain"): void {
    this.busy = what;
    this.progress = idle;
    this.stopping = false;
    this.stopped = false;
    this.refused = null;
  }

  #end(): void {
    this.busy = null;
    this.stopping = false;
  }

  async #look(): Promise<void> {
    try {
      const now = await this.#shell.ask("seal_status", {});
      if (this.busy === "seal") this.progress = now;
    } catch {
      // How far it has come is a comfort; how it ended is said by the sealing itself.
    }
  }

  #failed(cause: unknown): void {
    const error = toCommandError(cause);
    if (error.code === "cancelled") this.stopped = true;
    else this.refused = error;
  }
}
