// Changes that were on their way, or still being typed, when the vault closed by itself: kept until it is opened again,
// then sent once more.
//
// Invariant: only records of a survey are held, never a passphrase, a key, a card or a setting; only what a fault, a full
// disk or a folder out of place kept from being saved, only for the vault that it belongs to, and never after the person
// closed the vault. Changes of one record count as one, the later on top of the earlier. What was changed meanwhile by
// somebody else, or is refused a second time, is not forced and not tried again; its words are shown, to be copied.
// Nothing of this is written anywhere but into the vault.
import { CommandError, toCommandError, type Backend, type CommandName } from "../../lib/ipc/client";
import type { AnswerSet, Commands } from "../../lib/ipc/generated";

type Args = Record<string, unknown>;

/** What a person enters: a record of a survey, several of them, or an answer. */
type Entered =
  | { survey: string; record: unknown }
  | { survey: string; rows: readonly { record: unknown }[] }
  | Pick<AnswerSet, "survey" | "interview" | "item">;

/** The commands that take what a person enters, read off the command table. */
type Holdable = {
  [N in CommandName]: N extends `${string}_set` ? (Commands[N]["args"] extends Entered ? N : never) : never;
}[CommandName];

// Written out, since types are gone at work; the compiler refuses one too many and one too few.
const HOLDABLE = {
  survey_set: true,
  hospital_set: true,
  visit_set: true,
  interview_set: true,
  answer_set: true,
  request_set: true,
  system_set: true,
  system_batch_set: true,
  asset_set: true,
  asset_batch_set: true,
  connection_set: true,
  connection_batch_set: true,
  investigation_set: true,
  category_check_set: true,
  backup_set: true,
  effort_set: true,
  finding_set: true,
  diagram_node_set: true,
  diagram_edge_set: true,
  evidence_set: true,
  comment_set: true,
  revision_set: true,
} satisfies Record<Holdable, true>;

/** A change that may be held. */
export interface Change {
  name: Holdable;
  args: Args;
}

/** The change that a refused command was, if it is of a kind that is held. */
export function changeOf(name: CommandName, args: unknown): Change | null {
  return Object.hasOwn(HOLDABLE, name) ? { name: name as Holdable, args: args as Args } : null;
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
  take(change: Change): void {
    const at = this.waiting.findIndex((other) => isSame(other, change));
    const earlier = this.waiting[at];
    if (!earlier) this.waiting = [...this.waiting, change];
    else {
      // From what the earlier one was made: where something came between the two, neither is to overwrite it.
      const args = { ...earlier.args, ...change.args, rev: earlier.args.rev };
      this.waiting = this.waiting.with(at, { name: change.name, args });
    }
  }

  /** Sends everything once more, after the vault was opened again. */
  async send(backend: Backend): Promise<void> {
    const sent = this.waiting;
    this.waiting = [];
    for (const { name, args } of sent) {
      try {
        if (name === "answer_set") await refuseStale(backend, args as unknown as AnswerSet);
        await backend.call(name, args as unknown as Commands[typeof name]["args"]);
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

/** An answer that names no revision was the first: one that is there by now came from somewhere else. */
async function refuseStale(backend: Backend, { survey, interview, item, rev }: AnswerSet): Promise<void> {
  if (rev !== undefined) return;
  const kept = await backend.call("answer_list", { survey });
  if (kept.some(({ record }) => record.interview === interview && record.item === item)) throw new CommandError("conflict");
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
