// A timer for one row of the effort sheet.
//
// Invariant: it is kept in the vault as soon as it begins, pauses or ends, so that it outlives the stage, a lock and a
// killed program; what it counted is on the sheet only once it was booked. It holds row and sign only, nothing that was
// learnt in the hospital.
import { toCommandError, type Backend, type CommandError } from "../../lib/ipc/client";
import type { EffortTimer } from "../../lib/ipc/generated";

const QUARTER = 900_000;
const DAY = 86_400_000;

/** What is being timed. */
export interface Run {
  row: number;
  surveyor: string;
  /** The day on which it began. */
  on: string;
  /** Since when it runs; null while it is paused. */
  since: number | null;
  /** Milliseconds before that. */
  before: number;
}

/** The timer of a survey. */
export class Timer {
  run = $state.raw<Run | null>(null);
  /** The run that was thrown away last, until another begins. */
  thrown = $state.raw<Run | null>(null);
  /** The time, as last looked at. */
  now = $state(0);
  /** Whether it is known what the vault has. */
  loaded = $state(false);
  /** Why it could not be read or kept. */
  refused = $state.raw<CommandError | null>(null);
  readonly #backend: Backend;
  readonly #survey: string;
  readonly #time: () => number;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(backend: Backend, survey: string, time: () => number = Date.now) {
    this.#backend = backend;
    this.#survey = survey;
    this.#time = time;
    this.tick();
  }

  /** Reads what is being timed. */
  load(): Promise<void> {
    return this.#tried(async () => {
      const { timer } = await this.#backend.call("effort_timer_get", { survey: this.#survey });
      this.tick();
      this.run = timer ? read(timer) : null;
      this.loaded = true;
    });
  }

  get running(): boolean {
    return this.run !== null && this.run.since !== null;
  }

  /** Milliseconds counted. */
  get spent(): number {
    const { run } = this;
    if (!run) return 0;
    return run.before + (run.since === null ? 0 : Math.max(0, this.now - run.since));
  }

  /** The hours that stopping books: the nearest quarter, and one at least; null for more than a day. */
  get hours(): number | null {
    if (this.spent > DAY) return null;
    return Math.max(1, Math.round(this.spent / QUARTER)) / 4;
  }

  tick(): void {
    this.now = this.#time();
  }

  start(row: number, surveyor: string, on: string): Promise<void> {
    this.tick();
    this.thrown = null;
    return this.#keep({ row, surveyor, on, since: this.now, before: 0 });
  }

  async pause(): Promise<void> {
    this.tick();
    if (this.run && this.running) await this.#keep({ ...this.run, since: null, before: this.spent });
  }

  async resume(): Promise<void> {
    this.tick();
    if (this.run && !this.running) await this.#keep({ ...this.run, since: this.now });
  }

  async change(row: number): Promise<void> {
    if (this.run) await this.#keep({ ...this.run, row });
  }

  /** The run was booked. */
  clear(): Promise<void> {
    return this.#keep(null);
  }

  async discard(): Promise<void> {
    this.tick();
    const { run, spent } = this;
    this.thrown = run && { ...run, since: null, before: spent };
    await this.#keep(null);
  }

  async restore(): Promise<void> {
    const { thrown } = this;
    this.thrown = null;
    await this.#keep(thrown);
  }

  /** Shows the run at once and keeps it; one after another, so that the last one stays. */
  #keep(run: Run | null): Promise<void> {
    this.run = run;
    const args = { survey: this.#survey, ...(run ? { timer: written(run) } : {}) };
    return this.#tried(async () => void (await this.#backend.call("effort_timer_set", args)));
  }

  #tried(work: () => Promise<void>): Promise<void> {
    const mine = this.#turn.then(work).then(
      () => void (this.refused = null),
      (cause: unknown) => void (this.refused = toCommandError(cause)),
    );
    this.#turn = mine;
    return mine;
  }
}

function read({ row, surveyor, on, since, before }: EffortTimer): Run {
  return { row, surveyor, on, since: since === undefined ? null : Date.parse(since), before: before * 1000 };
}

function written({ row, surveyor, on, since, before }: Run): EffortTimer {
  const running = since === null ? {} : { since: new Date(since).toISOString() };
  return { row, surveyor, on, ...running, before: Math.round(before / 1000) };
}

/** Milliseconds as hours, minutes and seconds. */
export function clockText(time: number): string {
  const seconds = Math.floor(time / 1000);
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
