// The papers asked for in a survey: in which order they are shown, what is overdue, what came of each.
//
// Invariant: what was asked of the hospital is never recorded as "could not be provided", nor what was asked of a vendor
// as "not submitted"; the record says so, and a change of the kind takes the outcome along.
import { toCommandError, type Backend, type CommandError } from "../../lib/ipc/client";
import type { Interview, Kept, Request, RequestKind, RequestOutcome, System } from "../../lib/ipc/generated";
import { EvidenceShelf } from "../../lib/evidence/evidence.svelte";
import { Records } from "../../lib/records/records.svelte";
import { dayPart, here, type Part } from "../../lib/records/parts";
import { daysLater, parseDay } from "../../lib/format";
import type { Saving } from "../../lib/saving.svelte";

/** Days until a paper is due. */
export const WEEK = 7;

/** Which of the requests are shown. */
export type Shown = "all" | "waiting" | "late";

/** The requests of a survey. */
export class RequestList {
  readonly records: Records<"request">;
  readonly today: string;
  /** The papers that came. */
  readonly shelf: EvidenceShelf;
  shown = $state<Shown>("all");
  /** The one whose form is open. */
  open = $state<string | null>(null);
  systems = $state.raw<Kept<System>[]>([]);
  interviews = $state.raw<Kept<Interview>[]>([]);
  /** Why what a request refers to could not be read. */
  refused = $state.raw<CommandError | null>(null);
  readonly #backend: Backend;

  constructor(backend: Backend, saving: Saving, survey: string, today: string) {
    this.records = new Records(backend, saving, survey, "request");
    this.shelf = new EvidenceShelf(backend, saving, survey);
    this.today = today;
    this.#backend = backend;
  }

  async load(): Promise<void> {
    await Promise.all([this.records.load(), this.shelf.load(), this.#loadOthers()]);
  }

  /** Those that are shown: what is overdue, what is due next, what is closed. */
  get rows(): Kept<Request>[] {
    const rows = this.records.kept.filter(({ record }) => this.#passes(record, this.shown));
    return rows.toSorted((a, b) => order(a.record, b.record) || (a.id < b.id ? -1 : 1));
  }

  count(shown: Shown): number {
    return this.records.kept.filter(({ record }) => this.#passes(record, shown)).length;
  }

  /** Adds a request and gives its id. */
  async add(kind: RequestKind, what: string, from: string, consentOn: string | null): Promise<string | null> {
    return this.records.add({
      kind,
      what,
      from_whom: from,
      asked_on: this.today,
      due_on: daysLater(this.today, WEEK),
      outcome: "open",
      ...(kind === "vendor_enquiry" && consentOn ? { consent_on: consentOn } : {}),
    });
  }

  /** Records what came of a request, with today as the day; false when that was refused. */
  async record(id: string, outcome: RequestOutcome): Promise<boolean> {
    if (!(await this.records.settle())) return false;
    return this.records.patch(id, (record) => ({
      ...record,
      outcome,
      closed_on: outcome === "open" ? null : (record.outcome === outcome && record.closed_on) || this.today,
    }));
  }

  /** Sends everything that was typed; whether nothing is left to lose. */
  async settle(): Promise<boolean> {
    const named = await this.shelf.settle();
    return (await this.records.settle()) && named;
  }

  /** Takes a paper away from a request. */
  async detach(id: string, paper: string): Promise<boolean> {
    const done = await this.shelf.detach(paper, { kind: "request", id });
    await this.records.load();
    return done;
  }

  /** The kind; a vendor is asked only with the hospital's consent. */
  get kind(): Part<Request, RequestKind> {
    return {
      get: (record) => record.kind,
      set: (record, kind) =>
        kind === "vendor_enquiry" && !record.consent_on
          ? null
          : { ...record, kind, outcome: isSilent(record.outcome) ? silence(kind) : record.outcome },
    };
  }

  /** The day of consent; an enquiry to a vendor cannot be without. */
  get consent(): Part<Request, string> {
    const part = dayPart(...here<Request>("consent_on"));
    return {
      get: part.get,
      set: (record, typed) =>
        typed.trim() === "" && record.kind === "vendor_enquiry" ? null : part.set(record, typed),
    };
  }

  /** The day on which it is due: none is before it was asked for. */
  get due(): Part<Request, string> {
    const part = dayPart(...here<Request>("due_on"));
    return { get: part.get, set: (record, typed) => inOrder(part.set(record, typed)) };
  }

  /** The day on which it was asked for. */
  get asked(): Part<Request, string> {
    const part = dayPart(...here<Request>("asked_on"));
    return { get: part.get, set: (record, typed) => (parseDay(typed) === null ? null : inOrder(part.set(record, typed))) };
  }

  #passes(record: Request, shown: Shown): boolean {
    if (shown === "all") return true;
    return record.outcome === "open" && (shown === "waiting" || lateBy(record, this.today) > 0);
  }

  async #loadOthers(): Promise<void> {
    const { survey } = this.records;
    try {
      [this.systems, this.interviews] = await Promise.all([
        this.#backend.call("system_list", { survey }),
        this.#backend.call("interview_list", { survey }),
      ]);
      this.refused = null;
    } catch (cause) {
      this.refused = toCommandError(cause);
    }
  }
}

/** The day on which a request is due. */
export function due(record: Request): string {
  return record.due_on ?? daysLater(record.asked_on, WEEK);
}

/** Days since an open request was due; less than nothing while there is time. */
export function lateBy(record: Request, today: string): number {
  return Math.round((Date.parse(today) - Date.parse(due(record))) / 86_400_000);
}

/** What silence is called for a kind of request. */
export function silence(kind: RequestKind): "not_submitted" | "could_not_be_provided" {
  return kind === "homework" ? "not_submitted" : "could_not_be_provided";
}

function isSilent(outcome: RequestOutcome): boolean {
  return outcome === "not_submitted" || outcome === "could_not_be_provided";
}

function inOrder(record: Request | null): Request | null {
  return record?.due_on && record.due_on < record.asked_on ? null : record;
}

function order(a: Request, b: Request): number {
  const [first, second] = [a.outcome !== "open", b.outcome !== "open"];
  if (first !== second) return first ? 1 : -1;
  // Of what is closed, the newest is looked for most.
  const [x, y] = first ? [b.closed_on ?? "", a.closed_on ?? ""] : [due(a), due(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
