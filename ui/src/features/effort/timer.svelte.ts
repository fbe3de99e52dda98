// A timer for one row of the effort sheet.
//
// Invariant: it outlives the stage, not the window; what it counted is on the sheet only once it was booked. It holds
// row and sign only, nothing that was learnt in the hospital.

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
  readonly #time: () => number;

  constructor(time: () => number = Date.now) {
    this.#time = time;
    this.tick();
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

  start(row: number, surveyor: string, on: string): void {
    this.tick();
    this.thrown = null;
    this.run = { row, surveyor, on, since: this.now, before: 0 };
  }

  pause(): void {
    this.tick();
    if (this.run) this.run = { ...this.run, since: null, before: this.spent };
  }

  resume(): void {
    this.tick();
    if (this.run && !this.running) this.run = { ...this.run, since: this.now };
  }

  change(row: number): void {
    if (this.run) this.run = { ...this.run, row };
  }

  /** The run was booked. */
  clear(): void {
    this.run = null;
  }

  discard(): void {
    this.pause();
    this.thrown = this.run;
    this.run = null;
  }

  restore(): void {
    this.run = this.thrown;
    this.thrown = null;
  }
}

// Only looked up, never shown.
const timers = new Map<string, Timer>(); // eslint-disable-line svelte/prefer-svelte-reactivity

/** The timer of a survey; the same one for as long as the window is open. */
export function timerOf(survey: string): Timer {
  const timer = timers.get(survey) ?? new Timer();
  timers.set(survey, timer);
  return timer;
}

/** Milliseconds as hours, minutes and seconds. */
export function clockText(time: number): string {
  const seconds = Math.floor(time / 1000);
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
