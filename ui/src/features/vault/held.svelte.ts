// Changes that were on their way, or still being typed, when the vault closed by itself: kept until it is opened again,
// then sent once more.
//
// Invariant: only what a fault, a full disk or a folder out of place kept from being saved is held, only for the vault
// that it belongs to, and never after the person closed the vault. Changes of one record count as one, the later on top
// of the earlier. What is refused a second time is not tried again, since it may be the cause; its words are shown, to
// be copied. Nothing of this is written anywhere but into the vault.
import { toCommandError, type Backend, type CommandName } from "../../lib/ipc/client";
import type { Commands } from "../../lib/ipc/generated";

type Args = Record<string, unknown>;

interface Change {
  name: CommandName;
  args: Args;
}

/** Names that stand for records, not for words of a person. */
const NAMES: readonly string[] = ["survey", "id", "interview", "item", "checklist", "checklist_version", "kind", "media_type", "bytes"];
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What is held while the vault is closed. */
export class Held {
  /** What waits for the vault to be opened again. */
  waiting = $state.raw<readonly Change[]>([]);
  /** How many were saved when it was. */
  saved = $state(0);
  /** The words of those that could not be. */
  lost = $state.raw<readonly string[]>([]);

  /** Takes a change that was refused. */
  take(name: CommandName, args: unknown): void {
    if (!/_(set|add|remove)$/.test(name)) return;
    const change = { name, args: args as Args };
    const at = this.waiting.findIndex((other) => isSame(other, change));
    const earlier = this.waiting[at];
    if (!earlier) this.waiting = [...this.waiting, change];
    else this.waiting = this.waiting.with(at, { name, args: { ...earlier.args, ...change.args } });
  }

  /** Sends everything once more, after the vault was opened again. */
  async send(backend: Backend): Promise<void> {
    const sent = this.waiting;
    this.waiting = [];
    for (const { name, args } of sent) {
      try {
        await backend.call(name, args as Commands[typeof name]["args"]);
        this.saved += 1;
      } catch (cause) {
        const words = wordsOf(args).join("\n");
        this.lost = [...this.lost, words || toCommandError(cause).code];
      }
    }
  }

  /** The person has read what became of it. */
  read(): void {
    this.saved = 0;
    this.lost = [];
  }

  /** Lets go of everything. */
  drop(): void {
    this.waiting = [];
    this.read();
  }
}

/** Whether two changes are about the same record; a new record is one of its own unless nothing differs. */
function isSame(one: Change, other: Change): boolean {
  if (one.name !== other.name) return false;
  const named = ["survey", "interview", "item", "id"] as const;
  if (one.args.item === undefined && one.args.id === undefined) return JSON.stringify(one) === JSON.stringify(other);
  return named.every((name) => one.args[name] === other.args[name]);
}

/** What a person wrote in a change. */
function wordsOf(value: unknown, name = ""): string[] {
  if (NAMES.includes(name)) return [];
  if (typeof value === "string") return value === "" || ID.test(value) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((one) => wordsOf(one));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => wordsOf(one, key));
}
