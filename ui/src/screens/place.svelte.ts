// Where the person is in the vault: at the surveys, or at a stage of one.
//
// Invariant: a place is left only when the open stage says that there is nothing left to lose; what could not be saved
// holds the person back, since leaving would lose it.
import { tick } from "svelte";
import { toCommandError, type Backend, type CommandError } from "../lib/ipc/client";
import type { ChangeStep, SurveyOverview } from "../lib/ipc/generated";
import { StageFrame, type Target } from "../lib/stage.svelte";
import { opening, stages, type Stage } from "./stages";

/** The present place. */
export class Place {
  survey = $state.raw<string | null>(null);
  overview = $state.raw<SurveyOverview | null>(null);
  stage = $state.raw<Stage | null>(null);
  /** The record that somebody jumped to. */
  target = $state.raw<Target | null>(null);
  /** How often a stage was opened: a jump within a stage opens it anew. */
  opened = $state(0);
  /** Why the survey could not be read. */
  refused = $state.raw<CommandError | null>(null);
  readonly frame: StageFrame;
  readonly #backend: Backend;
  readonly #held: () => void;
  readonly #moved: () => void;

  /** `moved` is told after every move that the frame did not begin, `held` when one was not possible. */
  constructor(backend: Backend, moved: () => void, held: () => void) {
    this.#backend = backend;
    this.#held = held;
    this.#moved = moved;
    this.frame = new StageFrame(async (id, target) => {
      await this.toStage(id, target);
      moved();
    }, moved);
  }

  async openSurvey(survey: string): Promise<void> {
    this.survey = survey;
    await this.reloadOverview();
    if (this.overview) this.#show(opening(this.overview), null);
  }

  /** Opens a stage; a press on the open one goes back to its beginning. */
  async toStage(id: string, target: Target | null = null): Promise<void> {
    const stage = stages.find((one) => one.id === id);
    if (!stage) return;
    if (stage === this.stage && !target) return this.frame.home();
    if (!(await this.leave())) return;
    this.#show(stage, target);
    // The stage asks first: what it shows is waited for, the numbers beside the stages are not.
    await tick();
    await this.reloadOverview();
  }

  /** Back to the surveys. */
  async toSurveys(): Promise<void> {
    if (!(await this.leave())) return;
    this.frame.reset();
    this.stage = null;
    this.overview = null;
    this.survey = null;
    this.refused = null;
  }

  /** Whether there is nothing left to lose. */
  async leave(): Promise<boolean> {
    const left = await this.frame.leave();
    if (!left) this.#held();
    return left;
  }

  /** Reads again what is shown, after undo or redo; a stage that does not know how is opened anew. */
  async reread(change: ChangeStep): Promise<void> {
    const known = await this.frame.reread(change);
    if (!known && this.stage) this.#show(this.stage, null);
    await this.reloadOverview();
    if (!known) this.#moved();
  }

  /** Sends what was typed and stays; whether nothing is left to lose. */
  async settle(): Promise<boolean> {
    const settled = await this.frame.settle();
    if (!settled) this.#held();
    return settled;
  }

  async reloadOverview(): Promise<void> {
    const { survey } = this;
    if (survey === null) return;
    try {
      const overview = await this.#backend.call("survey_overview", { survey });
      if (this.survey !== survey) return;
      this.overview = overview;
      this.refused = null;
    } catch (cause) {
      this.refused = toCommandError(cause);
    }
  }

  #show(stage: Stage, target: Target | null): void {
    this.frame.reset();
    this.stage = stage;
    this.target = target;
    this.opened += 1;
  }
}
