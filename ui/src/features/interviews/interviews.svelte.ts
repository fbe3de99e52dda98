// The interviews of one survey: which there are, how far each has come, and how a new one is begun.
import { toCommandError, type Backend, type CommandError } from "../../lib/ipc/client";
import type {
  ChecklistLine,
  Interview,
  Kept,
  Progress,
  SurveyOverview,
  Visit,
} from "../../lib/ipc/generated";
import type { Saving } from "../../lib/saving.svelte";

/** One interview in the list. */
export interface InterviewLine {
  id: string;
  record: Interview;
  checklist: ChecklistLine | undefined;
  progress: Progress;
}

/** What a new interview is begun with. */
export interface NewInterview {
  checklist: ChecklistLine;
  interviewee: string;
  visit: string | null;
}

/** Whether everything that applies was confirmed. */
export const isComplete = (progress: Progress): boolean =>
  progress.applicable > 0 && progress.confirmed >= progress.applicable;

/** The interviews of a survey as last read. */
export class Interviews {
  lines = $state.raw<InterviewLine[]>([]);
  checklists = $state.raw<ChecklistLine[]>([]);
  visits = $state.raw<Kept<Visit>[]>([]);
  overview = $state.raw<SurveyOverview | null>(null);
  refused = $state.raw<CommandError | null>(null);
  readonly survey: string;
  readonly #backend: Backend;
  readonly #saving: Saving;

  constructor(backend: Backend, saving: Saving, survey: string) {
    this.#backend = backend;
    this.#saving = saving;
    this.survey = survey;
  }

  /** The checklists that an interview can be held on; a draft may still change. */
  get usable(): ChecklistLine[] {
    return this.checklists.filter((list) => list.state !== "draft");
  }

  /** Whether everything was read. */
  get loaded(): boolean {
    return this.overview !== null;
  }

  async load(): Promise<void> {
    const { survey } = this;
    try {
      const [overview, interviews, checklists, visits] = await Promise.all([
        this.#backend.call("survey_overview", { survey }),
        this.#backend.call("interview_list", { survey }),
        this.#backend.call("checklist_list", {}),
        this.#backend.call("visit_list", { survey }),
      ]);
      this.checklists = checklists;
      this.visits = visits.toSorted((a, b) => a.record.on.localeCompare(b.record.on));
      this.lines = interviews.map((kept) => ({
        id: kept.id,
        record: kept.record,
        checklist: checklists.find(
          (list) => list.id === kept.record.checklist && list.version === kept.record.checklist_version,
        ),
        progress: overview.interviews.find((one) => one.interview === kept.id)?.progress ?? {
          applicable: 0,
          confirmed: 0,
          own: 0,
          dont_know: 0,
        },
      }));
      this.overview = overview;
      this.refused = null;
    } catch (cause) {
      this.refused = toCommandError(cause);
    }
  }

  /** Makes an interview and gives its id; null when that was refused. */
  async create({ checklist, interviewee, visit }: NewInterview): Promise<string | null> {
    const record: Interview = {
      checklist: checklist.id,
      checklist_version: checklist.version,
      audience: checklist.audience,
      interviewee: interviewee.trim(),
      ...(visit === null ? {} : { visit }),
    };
    try {
      const made = await this.#saving.during(() =>
        this.#backend.call("interview_set", { survey: this.survey, record }),
      );
      this.refused = null;
      return made.id;
    } catch (cause) {
      this.refused = toCommandError(cause);
      return null;
    }
  }
}
