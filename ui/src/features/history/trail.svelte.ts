// The audit trail of a survey, read in pages, the newest first.
//
// Invariant: what is shown belongs to the filter that is set; a page that comes late is dropped. Nothing here can change
// the trail.
import { toCommandError, type Backend, type CommandError } from "../../lib/ipc/client";
import type { AuditGet, AuditLine, RecordKind, RecordRef } from "../../lib/ipc/generated";

/** Entries that are read at once. */
export const PAGE = 50;

/** Whether anything was rewritten. */
export type Checked = { at: "not" } | { at: "checking" } | { at: "holds"; entries: number } | { at: "broken" };

/** The audit trail. */
export class Trail {
  lines = $state.raw<AuditLine[]>([]);
  loaded = $state(false);
  /** Whether there may be earlier ones. */
  more = $state(false);
  kind = $state.raw<RecordKind | null>(null);
  from = $state<string | null>(null);
  to = $state<string | null>(null);
  /** The only record that is looked at. */
  about = $state.raw<RecordRef | null>(null);
  checked = $state.raw<Checked>({ at: "not" });
  refused = $state.raw<CommandError | null>(null);
  readonly #backend: Backend;
  readonly #survey: string;
  #asked = 0;

  constructor(backend: Backend, survey: string) {
    this.#backend = backend;
    this.#survey = survey;
  }

  /** Reads the newest page of what the filter lets through. */
  load(): Promise<void> {
    return this.#read(null);
  }

  /** Reads the page before what is shown. */
  older(): Promise<void> {
    return this.#read(this.lines.at(-1)?.seq ?? null);
  }

  /** Sets the filter and reads anew. */
  narrow(filter: Partial<Pick<Trail, "kind" | "from" | "to" | "about">>): Promise<void> {
    Object.assign(this, filter);
    return this.load();
  }

  /** Asks whether every link of the chain holds. */
  async check(): Promise<void> {
    this.checked = { at: "checking" };
    try {
      const { surveys } = await this.#backend.call("audit_verify", {});
      const own = surveys.find(({ survey }) => survey === this.#survey);
      this.checked = own?.holds ? { at: "holds", entries: own.entries } : { at: "broken" };
      this.refused = null;
    } catch (cause) {
      this.checked = { at: "not" };
      this.refused = toCommandError(cause);
    }
  }

  async #read(before: number | null): Promise<void> {
    const mine = (this.#asked += 1);
    const { kind, from, to, about } = this;
    const args: AuditGet = { survey: this.#survey, limit: PAGE };
    if (about) Object.assign(args, { kind: about.kind, id: about.id });
    else if (kind) args.kind = kind;
    if (from) args.from = from;
    if (to) args.to = to;
    if (before !== null) args.before = before;
    try {
      const page = (await this.#backend.call("audit_list", args)).toReversed();
      if (mine !== this.#asked) return;
      this.lines = before === null ? page : [...this.lines, ...page];
      this.more = page.length === PAGE;
      this.refused = null;
      this.loaded = true;
    } catch (cause) {
      if (mine === this.#asked) this.refused = toCommandError(cause);
    }
  }
}
