// Where the person is in the vault: at the surveys, at the interviews of one, or in one of these.
//
// Invariant: whoever leaves a place has its texts sent and its clock stopped before the next place opens. What could
// not be saved holds the person back, at the item that it belongs to, since leaving would lose it.
import type { Backend } from "../lib/ipc/client";
import type { Saving } from "../lib/saving.svelte";
import { Clock, type Pauses } from "../features/interview/clock.svelte";
import { Course } from "../features/interview/course.svelte";
import { Requests } from "../features/interview/requests.svelte";
import { Sheet } from "../features/interview/sheet.svelte";
import { Interviews } from "../features/interviews/interviews.svelte";

/** An interview that is open. */
export interface OpenInterview {
  sheet: Sheet;
  course: Course;
  clock: Clock;
  requests: Requests;
}

/** The present place. */
export class Place {
  interviews = $state.raw<Interviews | null>(null);
  interview = $state.raw<OpenInterview | null>(null);
  readonly #backend: Backend;
  readonly #saving: Saving;
  readonly #pauses: Pauses = {};

  constructor(backend: Backend, saving: Saving) {
    this.#backend = backend;
    this.#saving = saving;
  }

  async openSurvey(survey: string): Promise<void> {
    this.interviews = new Interviews(this.#backend, this.#saving, survey);
    await this.interviews.load();
  }

  async openInterview(id: string): Promise<void> {
    const survey = this.interviews?.survey;
    if (survey === undefined) return;
    if (!(await this.#leaveInterview())) return;
    const sheet = new Sheet(this.#backend, this.#saving, survey, id);
    const requests = new Requests(this.#backend, this.#saving, survey, id);
    const open = { sheet, course: new Course(sheet), clock: new Clock(sheet, this.#pauses), requests };
    await Promise.all([sheet.load(), requests.load()]);
    open.course.begin();
    this.interview = open;
  }

  /** Back to the interviews of the survey. */
  async toInterviews(): Promise<void> {
    if (await this.#leaveInterview()) await this.interviews?.load();
  }

  /** Back to the surveys. */
  async toSurveys(): Promise<void> {
    if (await this.#leaveInterview()) this.interviews = null;
  }

  /** Whether there is nothing left to lose. */
  async #leaveInterview(): Promise<boolean> {
    const leaving = this.interview;
    if (!leaving) return true;
    await leaving.sheet.settle();
    const { unsaved } = leaving.sheet;
    if (unsaved) {
      leaving.course.goTo(unsaved.no);
      return false;
    }
    await leaving.clock.pause();
    this.interview = null;
    return true;
  }
}
