// The findings of a survey and what is decided about them.
//
// Invariant: a finding of a rule is never stored, only the decision about it, under the finding's own id; taking the
// decision back removes it. Writes go out one after another, each with the revision of the newest list. A finding that
// was just decided stays in sight until the person moves on, whatever the filter says.
import { toCommandError, type Backend, type CommandError } from "../../lib/ipc/client";
import type { Finding, FindingLine, FindingState, RecordRef, Saved, Severity } from "../../lib/ipc/generated";
import type { Saving } from "../../lib/saving.svelte";

/** Which findings are shown. */
export type Shown = "all" | FindingState;

/** Every state, in the order of deciding. */
export const states: readonly FindingState[] = ["open", "accepted", "dismissed"];

/** Every severity, the gravest first. */
export const severities: readonly Severity[] = ["high", "medium", "low"];

/** Of whom: findings speak of the hospital, reminders of the surveyor's own work. */
export type About = "hospital" | "survey";

/** How many findings are drawn at first, and how many more each time. */
export const STEP = 12;

/** What is being written: another wording, a reason, or a new finding. */
export interface Writing {
  what: "reword" | "dismiss" | "create";
  /** The finding; null for a new one. */
  id: string | null;
  ja: string;
  en: string;
  severity: Severity;
  reason: string;
  /** The records that it rests on, of one that is written by hand; null where a rule says so. */
  restsOn: RecordRef[] | null;
}

/** Of whom a finding speaks. */
export function aboutOf({ reminder }: Pick<FindingLine, "reminder">): About {
  return reminder ? "survey" : "hospital";
}

/** The findings of a survey. */
export class FindingList {
  lines = $state.raw<FindingLine[] | null>(null);
  refused = $state.raw<CommandError | null>(null);
  about = $state<About>("hospital");
  filter = $state<Shown>("all");
  /** How many are drawn. */
  drawn = $state(STEP);
  /** The one that keys act upon. */
  current = $state<string | null>(null);
  writing = $state.raw<Writing | null>(null);
  readonly survey: string;
  readonly #backend: Backend;
  readonly #saving: Saving;
  #begun = "";
  #turn: Promise<unknown> = Promise.resolve();

  constructor(backend: Backend, saving: Saving, survey: string) {
    this.#backend = backend;
    this.#saving = saving;
    this.survey = survey;
  }

  load(): Promise<void> {
    return this.#inTurn(() => this.#read());
  }

  /** Those of the page that is open, whatever their state. */
  readonly #page: readonly FindingLine[] = $derived.by(() => (this.lines ?? []).filter((line) => aboutOf(line) === this.about));
  readonly #shown: readonly FindingLine[] = $derived.by(() =>
    this.#page.filter(({ id, state }) => this.filter === "all" || state === this.filter || id === this.current),
  );

  /** Those that are shown, gravest first. */
  get shown(): readonly FindingLine[] {
    return this.#shown;
  }

  /** The one that Tab comes to: the present one, else the first. */
  get stop(): string | null {
    const present = this.#shown.find(({ id }) => id === this.current);
    return (present ?? this.#shown[0])?.id ?? null;
  }

  /** Goes to another page. */
  turn(about: About): void {
    this.about = about;
    this.current = null;
    this.drawn = STEP;
  }

  /** Makes a finding the present one, on its page, drawn. */
  show(id: string): void {
    const line = this.lines?.find((one) => one.id === id);
    if (line && aboutOf(line) !== this.about) this.turn(aboutOf(line));
    this.current = id;
    this.drawn = Math.max(this.drawn, this.#shown.findIndex((one) => one.id === id) + 2);
  }

  more(): void {
    this.drawn = Math.min(this.#shown.length, this.drawn + STEP);
  }

  get line(): FindingLine | null {
    return this.lines?.find(({ id }) => id === this.current) ?? null;
  }

  count(state: Shown, about: About = this.about): number {
    const of = about === this.about ? this.#page : (this.lines ?? []).filter((line) => aboutOf(line) === about);
    return of.filter((line) => state === "all" || line.state === state).length;
  }

  choose(filter: Shown): void {
    this.filter = filter;
    this.drawn = STEP;
    if (this.line && filter !== "all" && this.line.state !== filter) this.current = null;
  }

  /** Moves on; false at the end. */
  move(by: 1 | -1): boolean {
    const { shown } = this;
    const at = shown.findIndex(({ id }) => id === this.current);
    const next = shown[at === -1 ? (by === 1 ? 0 : shown.length - 1) : at + by];
    if (!next) return false;
    this.show(next.id);
    return true;
  }

  accept(line: FindingLine): Promise<boolean> {
    return this.#decide(line.id, { state: "accepted" });
  }

  report(line: FindingLine, inReport: boolean): Promise<boolean> {
    return this.#decide(line.id, { in_report: inReport });
  }

  /** As if nobody had looked at it; one that was written by hand is open again. */
  takeBack(line: FindingLine): Promise<boolean> {
    if (!line.rule) return this.#decide(line.id, { state: "open", reason: null });
    return this.remove(line);
  }

  /** Removes a finding written by hand, or the decision about another. */
  remove({ id }: FindingLine): Promise<boolean> {
    return this.#write(() => {
      const line = this.lines?.find((one) => one.id === id);
      if (line?.rev === undefined) return null;
      return this.#backend.call("finding_remove", { survey: this.survey, id, rev: line.rev });
    });
  }

  /** Begins to write; false while something else is unfinished. */
  begin(what: Writing["what"], line: FindingLine | null): boolean {
    if (this.unfinished) return false;
    this.writing = {
      what,
      id: line?.id ?? null,
      ja: line?.wording.ja ?? "",
      en: line?.wording.en ?? "",
      severity: line?.severity ?? "medium",
      reason: what === "reword" ? (line?.reason ?? "") : "",
      restsOn: what !== "dismiss" && !line?.rule ? (line?.rests_on ?? []) : null,
    };
    this.#begun = JSON.stringify(this.writing);
    return true;
  }

  write(part: Partial<Writing>): void {
    if (this.writing) this.writing = { ...this.writing, ...part };
  }

  cancel(): void {
    this.writing = null;
  }

  /** Whether something was typed that is not decided. */
  get unfinished(): boolean {
    return this.writing !== null && JSON.stringify(this.writing) !== this.#begun;
  }

  /** Whether what is written can stand. A rule's words are changed only with a reason. */
  get complete(): boolean {
    const { writing } = this;
    if (!writing) return false;
    return writing.what === "create" ? writing.ja.trim() !== "" : writing.ja.trim() !== "" && !this.reasonMissing;
  }

  get reasonMissing(): boolean {
    const { writing } = this;
    if (!writing || writing.what === "create" || writing.reason.trim() !== "") return false;
    return writing.what === "dismiss" || Boolean(this.lines?.find(({ id }) => id === writing.id)?.rule);
  }

  /** Decides as it is written; false when that was refused. */
  async finish(): Promise<boolean> {
    const { writing } = this;
    if (!writing || !this.complete) return false;
    const reason = writing.reason.trim() || null;
    const wording = { ja: writing.ja.trim(), en: writing.en.trim() };
    const { severity, id, restsOn } = writing;
    const rests = restsOn === null ? {} : { rests_on: restsOn };
    const done =
      id === null
        ? await this.#create({ severity, wording, ...rests, state: "accepted", in_report: true })
        : writing.what === "dismiss"
          ? await this.#decide(id, { state: "dismissed", reason })
          : await this.#decide(id, { state: "accepted", severity, wording, reason, ...rests });
    if (done) this.writing = null;
    return done;
  }

  #create(record: Finding): Promise<boolean> {
    return this.#write(async () => {
      const saved = await this.#backend.call("finding_set", { survey: this.survey, record });
      this.current = saved.id;
      return saved;
    });
  }

  #decide(id: string, change: Partial<Finding>): Promise<boolean> {
    return this.#write(() => {
      const line = this.lines?.find((one) => one.id === id);
      if (!line) return null;
      const { rule, severity, wording, rests_on, state, in_report, reason, note, rev } = line;
      const record: Finding = {
        ...{ severity, wording, rests_on, state, in_report },
        ...Object.fromEntries(Object.entries({ rule, reason, note }).filter(([, value]) => value)),
        ...change,
      };
      const known = rev === undefined ? {} : { rev };
      return this.#backend.call("finding_set", { survey: this.survey, id, ...known, record });
    });
  }

  /** A write and the list after it; what was refused stays said, with the list as it is now. */
  #write(write: () => Promise<Saved> | null): Promise<boolean> {
    return this.#inTurn(async () => {
      const refused = await this.#refusal(write);
      await this.#read();
      if (refused) this.refused = refused;
      return refused === null;
    });
  }

  async #refusal(write: () => Promise<Saved> | null): Promise<CommandError | null> {
    const begun = write();
    // The finding is gone, or nobody had decided anything about it: the list that is read next says so.
    if (!begun) return null;
    try {
      await this.#saving.during(() => begun);
      return null;
    } catch (cause) {
      return toCommandError(cause);
    }
  }

  async #read(): Promise<void> {
    try {
      this.lines = await this.#backend.call("finding_list", { survey: this.survey });
      this.refused = null;
    } catch (cause) {
      this.refused = toCommandError(cause);
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => {});
    return mine;
  }
}
