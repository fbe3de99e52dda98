// What a stage of a survey is given, and what it may tell the frame around it.
//
// Invariant: the frame asks a stage before it leaves it; what could not be saved holds the person back. Whatever a
// stage told the frame is forgotten when the next stage opens.
import { createContext, type Snippet } from "svelte";
import type { ChangeStep, RecordRef, SurveyOverview } from "./ipc/generated";

/** Where somebody wants to get to. */
export interface Target extends RecordRef {
  /** The item, of an interview: it has no record of its own until it is answered. */
  item?: string;
  /** The photo or paper of the record that is meant. */
  evidence?: string;
}

/** What every stage is given. */
export interface StageProps {
  survey: string;
  /** How the survey stood when it was last asked. */
  overview: SurveyOverview;
  /** Asks anew how the survey stands: after a change that the list of stages shows. */
  reloadOverview: () => Promise<void>;
  /** The record to show first, when somebody jumped here. */
  target: Target | null;
}

/** So much of so much is done; and what presses, if anything does. */
export interface StageProgress {
  done: number;
  all: number;
  /** Overdue, or missing: a number that is shown with a sign. */
  pressing?: number;
}

/** The frame as the open stage sees it. */
export class StageFrame {
  /** What the stage shows below the list of stages. */
  side = $state.raw<Snippet | null>(null);
  /** Whether the parts of the page scroll by themselves, as an interview and a long table do. */
  fixed = $state(false);
  /** Whether something is open inside the stage, so that a press on its entry goes back to its beginning. */
  inside = $state(false);
  /** Progress that is fresher than the overview. */
  progress = $state.raw<StageProgress | null>(null);
  readonly #go: (stage: string, target: Target | null) => Promise<void>;
  readonly #focus: () => void;
  #leave: () => Promise<boolean> = async () => true;
  #home: () => Promise<void> = async () => {};
  #reread: ((change: ChangeStep) => Promise<void>) | null = null;
  #settle: (() => Promise<boolean>) | null = null;

  constructor(go: (stage: string, target: Target | null) => Promise<void>, focus: () => void) {
    this.#go = go;
    this.#focus = focus;
  }

  /** Registers what saves everything and says whether there is nothing left to lose. */
  onLeave(leave: () => Promise<boolean>): void {
    this.#leave = leave;
  }

  /** Registers what goes back to the beginning of the stage. */
  onHome(home: () => Promise<void>): void {
    this.#home = home;
  }

  /**
   * Registers what reads the records of the stage again after undo and redo; a stage without it is opened anew. `settle`
   * sends what was typed, for a stage that would do more than that on leaving.
   */
  onReread(reread: (change: ChangeStep) => Promise<void>, settle?: () => Promise<boolean>): void {
    this.#reread = reread;
    this.#settle = settle ?? null;
  }

  /** Reads the records of the stage again; false where the stage does not know how. */
  async reread(change: ChangeStep): Promise<boolean> {
    if (!this.#reread) return false;
    await this.#reread(change);
    return true;
  }

  /** Sends what was typed and stays; whether nothing is left to lose. */
  settle(): Promise<boolean> {
    return (this.#settle ?? this.#leave)();
  }

  leave(): Promise<boolean> {
    return this.#leave();
  }

  home(): Promise<void> {
    return this.#home();
  }

  /** Opens another stage, at a record where one is given. */
  go(stage: string, target: Target | null = null): Promise<void> {
    return this.#go(stage, target);
  }

  /** Puts the focus where the page begins. */
  focusStart(): void {
    this.#focus();
  }

  /** Forgets what the stage that was left had told. */
  reset(): void {
    this.side = null;
    this.fixed = false;
    this.inside = false;
    this.progress = null;
    this.#leave = async () => true;
    this.#home = async () => {};
    this.#reread = null;
    this.#settle = null;
  }
}

export const [useStageFrame, provideStageFrame] = createContext<StageFrame>();
