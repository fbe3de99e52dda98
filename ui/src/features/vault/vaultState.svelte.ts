// What the window knows of the vault: nothing yet, its status, or why it could not be asked; and the ways in and out.
//
// Invariant: before the vault closes, everything that is being typed is on its way and has come back, or three seconds
// have passed. Once it is closed, `known` says so and the tree of components that showed its data is gone. What could not
// be saved is held only where the vault really closed by itself, and is let go of on every way but back into that vault.
// Deliberately absent: passphrases. Forms hold them for as long as they are open, and nobody else does.
import { createContext } from "svelte";
import { CommandError, toCommandError, type Backend, type Shell } from "../../lib/ipc/client";
import type { VaultStatus } from "../../lib/ipc/generated";
import type { LockedBy, ShellStatus } from "../../lib/ipc/shell";
import { changeOf, Held, type Change } from "./held.svelte";

type Known = { at: "asking" } | { at: "known"; status: VaultStatus } | { at: "refused"; error: CommandError };

/** What the first screen is at. */
export type Step = "choose" | "new" | "open" | "recover";

/** How long what is being typed may take to be saved before the vault closes. */
const PATIENCE = 2_500;

/** The status of the vault as last asked. */
export class VaultState {
  known = $state.raw<Known>({ at: "asking" });
  /** Where the shell stands; nothing in a page without one. */
  shell = $state.raw<ShellStatus | null>(null);
  step = $state<Step>("choose");
  /** Name of the picked folder. */
  folder = $state<string | null>(null);
  /** A recovery key that was just made, until it was written down. */
  recoveryKey = $state.raw<string | null>(null);
  /** Whether it replaces one that nobody confirmed. */
  keyAgain = $state(false);
  /** The vault closed by itself, because of a fault. */
  lost = $state(false);
  /** What is under way, in a word that the catalogue has. */
  busy = $state<"sample" | "creating" | "opening" | "locking" | null>(null);
  /** Why the last thing that was asked for here was refused. */
  refused = $state.raw<CommandError | null>(null);
  /** What could not be saved when the vault closed by itself. */
  readonly held = new Held();
  readonly #backend: Backend;
  readonly #shell: Shell;
  /** Whether whatever cannot be saved is to go: the person closed the vault. */
  #given = false;
  /** What was refused while the vault was closing. */
  #refused: Change[] = [];
  /** How often another vault was gone to: what one of them refused is not for the next. */
  #turn = 0;
  /** Commands that have not been answered. */
  #flying = 0;

  constructor(backend: Backend, shell: Shell) {
    this.#backend = backend;
    this.#shell = shell;
  }

  /** The backend that everybody below uses: it notices that the vault is gone, and knows what is under way. */
  readonly watched: Backend = {
    call: async (name, args) => {
      this.#flying += 1;
      const turn = this.#turn;
      try {
        return await this.#backend.call(name, args);
      } catch (cause) {
        const error = toCommandError(cause);
        const gone = error.code === "vault_locked" || error.code === "internal";
        const change = turn === this.#turn ? changeOf(name, args) : null;
        if (this.busy === "locking") this.#refused.push(...(change ? [change] : []));
        else if (gone) void this.#look(change);
        throw error;
      } finally {
        this.#flying -= 1;
      }
    },
  };

  get open(): boolean {
    return this.known.at === "known" && this.known.status.open;
  }

  /** Whether the vault that was open last can be opened again with its passphrase alone. */
  get canUnlock(): boolean {
    return this.shell?.was_open ?? false;
  }

  /** Asks the other side. */
  async ask(): Promise<void> {
    this.known = { at: "asking" };
    await this.#refresh();
  }

  /** Lets the person pick a folder, and goes on to the form for it. */
  async pick(step: "new" | "open" | "recover"): Promise<void> {
    const purpose = step === "new" ? "new" : "open";
    await this.#try(async () => {
      const picked = await this.#shell.ask("folder_pick", { purpose });
      if (picked) this.#goTo(step, picked.name);
    });
  }

  /** Goes on with a folder that was opened before. */
  async pickRecent(index: number): Promise<void> {
    await this.#try(async () => {
      const picked = await this.#shell.ask("recent_pick", { index });
      if (picked) this.#goTo("open", picked.name);
    });
  }

  /** Back to where one chooses. */
  back(): void {
    this.#letGo();
    this.step = "choose";
    this.refused = null;
    this.lost = false;
    if (this.shell) this.shell = { ...this.shell, was_open: false };
  }

  async create(passphrase: string, surveyor: string): Promise<void> {
    await this.#another("creating", async () => {
      const made = await this.#shell.ask("vault_new", { passphrase, surveyor });
      this.keyAgain = false;
      this.recoveryKey = made.recovery_key;
      await this.#entered();
    });
  }

  async enter(passphrase: string, surveyor: string): Promise<void> {
    await this.#another("opening", async () => {
      await this.#shell.ask("vault_open", { passphrase, surveyor });
      await this.#askedAgain(passphrase);
    });
  }

  async unlock(passphrase: string): Promise<void> {
    await this.#enterBy("opening", async () => {
      await this.#shell.ask("vault_unlock", { passphrase });
      await this.held.send(this.#backend);
      await this.#askedAgain(passphrase);
    });
  }

  async recover(recoveryKey: string, passphrase: string, surveyor: string): Promise<void> {
    await this.#another("opening", async () => {
      await this.#shell.ask("vault_recover", { recovery_key: recoveryKey, passphrase, surveyor });
      await this.#entered();
    });
  }

  async openSample(): Promise<void> {
    await this.#another("sample", async () => {
      await this.#shell.ask("sample_open", {});
      await this.#entered();
    });
  }

  /** The notices were read. */
  noticesRead(): void {
    this.held.read();
    if (this.shell) this.shell = { ...this.shell, notices: [], restored: null };
  }

  /** Whether the vault has a recovery key that nobody confirmed to have written down. */
  get keyPending(): boolean {
    return this.known.at === "known" && this.known.status.recovery_key_pending === true;
  }

  /** Makes a new recovery key, which is to be confirmed; the old one opens nothing any more. */
  async newKey(passphrase: string): Promise<string> {
    // First the mark: whoever ends the program between the two is asked once more, which harms nobody.
    const status = await this.watched.call("recovery_key_pending_set", { pending: true });
    try {
      const { recovery_key } = await this.watched.call("vault_recovery_key_set", { passphrase });
      this.known = { at: "known", status };
      return recovery_key;
    } catch (cause) {
      // A wrong passphrase changes nothing. After anything else the printed key may open nothing any more.
      if (toCommandError(cause).code !== "wrong_passphrase") {
        if (this.open) this.known = { at: "known", status };
      } else if (!this.keyPending) await this.#markKey(false);
      throw cause;
    }
  }

  /** The recovery key was written down. */
  keyKept(): Promise<void> {
    return this.#try(async () => {
      await this.#markKey(false);
      this.recoveryKey = null;
    });
  }

  /** The recovery key is not written down now; at the next opening there is another. */
  keyLater(): void {
    this.recoveryKey = null;
  }

  print(): Promise<void> {
    return this.#try(async () => void (await this.#shell.ask("print", {})));
  }

  /** Closes the vault, after what is being typed was saved. */
  async lock(by: LockedBy): Promise<void> {
    if (!this.open || this.busy === "locking") return;
    this.busy = "locking";
    this.#given = by === "person";
    this.#refused = [];
    await this.settle();
    await this.#try(async () => void (await this.#shell.ask("vault_lock", { by })));
    await this.#refresh();
    this.#decide();
  }

  /** The shell has closed the vault. */
  async wasLocked(): Promise<void> {
    if (this.known.at === "known" && !this.open) return;
    await this.#refresh();
    this.#decide();
  }

  /** Leaves the field that has the focus, as a person would, and waits until nothing is under way. */
  async settle(): Promise<void> {
    const end = Date.now() + PATIENCE;
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    window.dispatchEvent(new Event("blur"));
    do await new Promise((later) => setTimeout(later, 20));
    while (this.#flying > 0 && Date.now() < end);
  }

  /** What was refused on the way out waits, unless the person closed the vault, or it did not close after all. */
  #decide(): void {
    if (this.known.at !== "known") return;
    const refused = this.#refused;
    this.#refused = [];
    if (this.open) this.#given = false;
    else if (this.#given) this.held.drop();
    else for (const change of refused) this.held.take(change);
  }

  /** A command said that the vault is closed, or failed in an unforeseen way: is it? Only then its change waits. */
  async #look(change: Change | null): Promise<void> {
    const turn = this.#turn;
    if (this.known.at !== "known" || this.open) {
      const { open } = await this.#backend.call("vault_status", {}).catch(() => ({ open: true }));
      if (open) return;
    }
    if (change && !this.#given && turn === this.#turn) this.held.take(change);
    if (!this.open || this.busy === "locking") return;
    const shell = await this.#shell.ask("status", {}).catch(() => null);
    // Closed for one of its own reasons, the shell has told or is about to tell; anything else was a fault.
    this.lost = shell?.locked_by == null;
    await this.#refresh();
  }

  async #refresh(): Promise<void> {
    try {
      const status = await this.#backend.call("vault_status", {});
      // The vault counts even where the shell cannot be asked.
      this.shell = await this.#shell.ask("status", {}).catch(() => null);
      this.folder = this.shell?.folder ?? null;
      if (!status.open) this.recoveryKey = null;
      this.known = { at: "known", status };
    } catch (cause) {
      this.known = { at: "refused", error: toCommandError(cause) };
    }
  }

  /** After a way in: a key that nobody confirmed is replaced by one that is shown now, since it cannot be shown again. */
  async #askedAgain(passphrase: string): Promise<void> {
    try {
      const status = await this.#backend.call("vault_status", {});
      if (!status.recovery_key_pending) return;
      this.recoveryKey = (await this.#backend.call("vault_recovery_key_set", { passphrase })).recovery_key;
      this.keyAgain = true;
    } finally {
      await this.#entered();
    }
  }

  async #markKey(pending: boolean): Promise<void> {
    this.known = { at: "known", status: await this.#backend.call("recovery_key_pending_set", { pending }) };
  }

  async #entered(): Promise<void> {
    this.step = "choose";
    this.#given = false;
    await this.#refresh();
    // What was sent once more may have been the cause; until that is known, the reason that stands there stays.
    this.lost = !this.open;
  }

  #goTo(step: Step, folder: string): void {
    this.#letGo();
    this.folder = folder;
    this.step = step;
    this.lost = false;
    if (this.shell) this.shell = { ...this.shell, was_open: false };
  }

  /** A way into another vault than the one that closed: nothing of that one goes along. */
  async #another(busy: "sample" | "creating" | "opening", work: () => Promise<void>): Promise<void> {
    if (this.busy === null) this.#letGo();
    await this.#enterBy(busy, work);
  }

  #letGo(): void {
    this.#turn += 1;
    this.#refused = [];
    this.held.drop();
  }

  /** One way in at a time: Enter pressed twice opens once. */
  async #enterBy(busy: "sample" | "creating" | "opening", work: () => Promise<void>): Promise<void> {
    if (this.busy !== null) return;
    this.busy = busy;
    await this.#try(work);
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.refused = null;
    try {
      await work();
    } catch (cause) {
      this.refused = toCommandError(cause);
    } finally {
      this.busy = null;
    }
  }
}

export const [useVault, provideVault] = createContext<VaultState>();
