// The sheet of one interview: its items with their answers, saved as they are given.
//
// Invariant: changes go out one after another, each with the revision that it was made from; what a person chose shows
// at once, and stays marked as not saved until a commit returned. Which items apply is asked of the table, never
// reckoned here.
import { toCommandError, type Backend, type CommandError } from "../../lib/ipc/client";
import type { Checklist, ChecklistSection, Code, Interview, Kept, Progress } from "../../lib/ipc/generated";
import type { Saving } from "../../lib/saving.svelte";
import { decidingItems } from "./conditions";
import { Line } from "./line.svelte";
import { onWire, type Patch } from "./patch";

/** What has just happened, for the live region. */
export interface News {
  what: "answered" | "conflict";
  line?: Line;
  /** Items that apply now and did not before. */
  appeared?: number;
  /** Items that do not apply any more. */
  vanished?: number;
}

/** Refusals of the change itself: sending it again cannot help. */
const HOPELESS: readonly Code[] = ["answer_does_not_fit", "invalid_args", "invalid_record", "not_found"];

/** The sheet of an interview. */
export class Sheet {
  readonly survey: string;
  readonly id: string;
  checklist = $state.raw<Checklist | null>(null);
  interview = $state.raw<Kept<Interview> | null>(null);
  lines = $state.raw<Line[]>([]);
  progress = $state.raw<Progress>({ applicable: 0, confirmed: 0, own: 0, dont_know: 0 });
  /** Why the sheet could not be read. */
  refused = $state.raw<CommandError | null>(null);
  news = $state.raw<News | null>(null);
  readonly #backend: Backend;
  readonly #saving: Saving;
  #deciding: ReadonlySet<string> = decidingItems(null);
  #turn: Promise<unknown> = Promise.resolve();

  constructor(backend: Backend, saving: Saving, survey: string, id: string) {
    this.#backend = backend;
    this.#saving = saving;
    this.survey = survey;
    this.id = id;
  }

  async load(): Promise<void> {
    try {
      const sheet = await this.#backend.call("interview_sheet", { survey: this.survey, interview: this.id });
      const { checklist: id, checklist_version: version } = sheet.interview.record;
      const checklist = await this.#backend.call("checklist_get", { id, version });
      this.lines = sheet.lines.map((line) => new Line(this, line, sectionOf(checklist, line.item.section)));
      this.#deciding = decidingItems(checklist);
      this.interview = sheet.interview;
      this.progress = sheet.progress;
      this.checklist = checklist;
      this.refused = null;
    } catch (cause) {
      this.refused = toCommandError(cause);
    }
  }

  /** The line of an item. */
  line(no: string): Line | undefined {
    return this.lines.find((line) => line.no === no);
  }

  /** Changes an answer; true once a commit holds it. */
  set(line: Line, patch: Patch): Promise<boolean> {
    return this.#change(line, patch);
  }

  /** Reads everything again, as after undo: what is on its way and what is typed stays. */
  async reread(): Promise<void> {
    await this.#inTurn(() => this.#readAgain());
  }

  /** Changes the interview itself, such as when it began. */
  setInterview(change: Partial<Interview>): Promise<boolean> {
    return this.#inTurn(async () => {
      if (!this.interview) return false;
      const { id, rev, record } = this.interview;
      const next = { ...record, ...change };
      try {
        const saved = await this.#saving.during(() =>
          this.#backend.call("interview_set", { survey: this.survey, id, rev, record: next }),
        );
        this.interview = { id, rev: saved.rev, record: next };
        return true;
      } catch (cause) {
        if (toCommandError(cause).code === "conflict") await this.#readAgain();
        return false;
      }
    });
  }

  /** Changes something beside the sheet in its turn and reads the sheet again, where that wrote into an answer. */
  beside<T>(change: () => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      const done = await change();
      await this.#readAgain();
      return done;
    });
  }

  /** Sends everything that was typed or refused. */
  async settle(): Promise<void> {
    await Promise.all(this.lines.flatMap((line) => line.drafts.map((draft) => draft.leave())));
    await Promise.all(this.lines.filter((line) => line.waiting).map((line) => this.#change(line, {})));
  }

  /** The first line with something that no commit holds: refused, contradicted, or no answer yet. */
  get unsaved(): Line | null {
    return this.lines.find((line) => line.waiting ?? line.drafts.some((draft) => draft.typed)) ?? null;
  }

  waits(change: 1 | -1): void {
    this.#saving.typed += change;
  }

  #change(line: Line, patch: Patch, news: News = { what: "answered", line }): Promise<boolean> {
    line.waiting = { ...line.waiting, ...patch };
    return this.#inTurn(() => this.#send(line, news));
  }

  async #send(line: Line, news: News): Promise<boolean> {
    const patch = line.waiting;
    // An earlier turn took this change along.
    if (!patch) return !line.failed;
    line.flying = patch;
    line.waiting = null;
    const { survey, id: interview } = this;
    const rev = line.kept?.rev;
    try {
      const view = await this.#saving.during(() =>
        this.#backend.call("answer_set", {
          survey,
          interview,
          item: line.no,
          ...(rev === undefined ? {} : { rev }),
          ...onWire(patch),
        }),
      );
      line.kept = view.answer;
      line.flying = null;
      line.failed = false;
      this.progress = view.progress;
      const decides = this.#deciding.has(line.no) && ("confirmed" in patch || "own" in patch);
      this.news = decides ? { ...news, ...(await this.#readAgain()) } : news;
      return true;
    } catch (cause) {
      await this.#refuse(line, patch, toCommandError(cause).code);
      return false;
    }
  }

  async #refuse(line: Line, patch: Patch, code: Code): Promise<void> {
    line.flying = null;
    if (code === "conflict") {
      // What was chosen gives way to what is stored; what was typed stays in its field, for the person to decide.
      for (const draft of line.drafts) if (draft.typed) draft.conflict = true;
      this.news = { what: "conflict", line, ...(await this.#readAgain()) };
    } else if (!HOPELESS.includes(code)) {
      line.failed = true;
      line.waiting = { ...patch, ...line.waiting };
    }
  }

  /** Reads which items apply and what is stored, keeping what is on its way and what is typed. */
  async #readAgain(): Promise<{ appeared: number; vanished: number }> {
    let [appeared, vanished] = [0, 0];
    try {
      const sheet = await this.#backend.call("interview_sheet", { survey: this.survey, interview: this.id });
      for (const [at, fresh] of sheet.lines.entries()) {
        const line = this.lines[at];
        if (!line) continue;
        if (fresh.applies && !line.applies) appeared += 1;
        if (!fresh.applies && line.applies) vanished += 1;
        line.take(fresh);
      }
      this.interview = sheet.interview;
      this.progress = sheet.progress;
      this.refused = null;
    } catch (cause) {
      this.refused = toCommandError(cause);
    }
    return { appeared, vanished };
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => {});
    return mine;
  }
}

function sectionOf(checklist: Checklist, id: string): ChecklistSection {
  return checklist.sections.find((section) => section.id === id) ?? { id, title: { ja: id, en: id } };
}
