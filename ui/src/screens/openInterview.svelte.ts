// Where the person is among the interviews of a survey: at their list, or in one.
//
// Invariant: whoever leaves an interview has its texts sent and its clock stopped before anything else opens. What
// could not be saved holds the person back, at the item that it belongs to.
import { Booking } from "../features/interview/booking.svelte";
import { Clock } from "../features/interview/clock.svelte";
import { Course } from "../features/interview/course.svelte";
import { Requests } from "../features/interview/requests.svelte";
import { Sheet } from "../features/interview/sheet.svelte";
import { isComplete, Interviews } from "../features/interviews/interviews.svelte";
import { EvidenceShelf } from "../lib/evidence/evidence.svelte";
import type { Backend } from "../lib/ipc/client";
import type { RecordRef } from "../lib/ipc/generated";
import type { Saving } from "../lib/saving.svelte";

/** An interview that is open. */
export interface OpenInterview {
  sheet: Sheet;
  course: Course;
  clock: Clock;
  booking: Booking;
  requests: Requests;
}

/** The present place among the interviews. */
export class InterviewPlace {
  interview = $state.raw<OpenInterview | null>(null);
  readonly interviews: Interviews;
  /** Photos and papers of every item. */
  readonly shelf: EvidenceShelf;
  readonly #sign: () => Promise<string>;
  readonly #backend: Backend;
  readonly #saving: Saving;

  /** `sign` says who works in this vault, empty where nobody said so. */
  constructor(backend: Backend, saving: Saving, survey: string, sign: () => Promise<string>) {
    this.shelf = new EvidenceShelf(backend, saving, survey);
    this.#sign = sign;
    this.#backend = backend;
    this.#saving = saving;
    this.interviews = new Interviews(backend, saving, survey);
  }

  /** Complete interviews of all; the open one counts as it stands now, not as it stood when the list was read. */
  get progress(): { done: number; all: number } {
    const sheet = this.interview?.sheet;
    const others = this.interviews.lines.filter((line) => line.id !== sheet?.id).map((line) => line.progress);
    const each = [...others, ...(sheet ? [sheet.progress] : [])];
    return { done: each.filter(isComplete).length, all: each.length };
  }

  async open(id: string): Promise<void> {
    if (!(await this.leave())) return;
    const { survey } = this.interviews;
    const sheet = new Sheet(this.#backend, this.#saving, survey, id);
    const requests = new Requests(this.#backend, this.#saving, survey, id);
    const clock = new Clock(sheet);
    const booking = new Booking(this.#backend, this.#saving, sheet, clock, this.#sign);
    const open = { sheet, course: new Course(sheet), clock, booking, requests };
    await Promise.all([sheet.load(), requests.load(), booking.load(), this.shelf.load()]);
    open.course.begin();
    this.interview = open;
  }

  /** Opens an interview at one of its items. */
  async openAt(id: string, item: string): Promise<void> {
    await this.open(id);
    this.interview?.course.goTo(item);
  }

  /** Opens the interview of an answer at its item; false where there is no such answer any more. */
  async openAnswer(id: string): Promise<boolean> {
    const answers = await this.#backend.call("answer_list", { survey: this.interviews.survey }).catch(() => []);
    const answer = answers.find((kept) => kept.id === id)?.record;
    if (answer) await this.openAt(answer.interview, answer.item);
    return answer !== undefined;
  }

  /** Sends what was typed and stays; whether nothing is left to lose. */
  async settle(): Promise<boolean> {
    const { interview } = this;
    if (!interview) return true;
    const named = await this.shelf.settle();
    await interview.sheet.settle();
    const { unsaved } = interview.sheet;
    if (unsaved) interview.course.goTo(unsaved.no);
    return unsaved === null && named;
  }

  /** Reads again what is shown, after a change of another part of the window, and goes to the answer that changed. */
  async reread(change: RecordRef): Promise<void> {
    const { interview } = this;
    if (!interview) return this.interviews.load();
    const { sheet, course, requests, booking } = interview;
    const its = (): string | undefined => sheet.lines.find(({ kept }) => kept?.id === change.id)?.no;
    // An answer that was only just given has an id before the step, one that comes back has it afterwards.
    const before = its();
    await Promise.all([sheet.reread(), requests.load(), booking.load(), this.shelf.load()]);
    const no = before ?? its();
    if (change.kind === "answer" && no !== undefined) course.goTo(no);
  }

  /** Back to the list. */
  async toList(): Promise<void> {
    if (await this.leave()) await this.interviews.load();
  }

  /** Whether there is nothing left to lose. */
  async leave(): Promise<boolean> {
    const leaving = this.interview;
    if (!(await this.settle())) return false;
    await leaving?.clock.pause();
    this.interview = null;
    return true;
  }
}
