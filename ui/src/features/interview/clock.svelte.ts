// The clock of an interview against its planned minutes.
//
// The record holds when the interview began and when it ended, both true moments; pauses are known to this window only,
// so a clock that was stopped and read again on another day counts from beginning to end.
import type { Interview } from "../../lib/ipc/generated";
import type { Sheet } from "./sheet.svelte";

const HOUR = 3_600_000;

/** Milliseconds paused, by interview, for as long as the window is open. */
export type Pauses = Record<string, number>;

/** The clock of one interview. */
export class Clock {
  /** The time of day, as last looked at. */
  now = $state(0);
  readonly #sheet: Sheet;
  readonly #pauses: Pauses;
  readonly #time: () => number;

  constructor(sheet: Sheet, pauses: Pauses, time: () => number = Date.now) {
    this.#sheet = sheet;
    this.#pauses = pauses;
    this.#time = time;
    this.tick();
  }

  get #record(): Interview | undefined {
    return this.#sheet.interview?.record;
  }

  /** Whether the interview ever began. */
  get started(): boolean {
    return Boolean(this.#record?.started);
  }

  /** Whether the clock runs. One that nobody stopped half a day ago was forgotten, not running. */
  get running(): boolean {
    const record = this.#record;
    return Boolean(record?.started && !record.ended) && this.now - Date.parse(record?.started ?? "") < 12 * HOUR;
  }

  /** Milliseconds spent; null where the end was never recorded. */
  get spent(): number | null {
    const { started, ended } = this.#record ?? {};
    if (!started) return 0;
    if (!ended && !this.running) return null;
    const until = ended ? Date.parse(ended) : this.now;
    return Math.max(0, until - Date.parse(started) - (this.#pauses[this.#sheet.id] ?? 0));
  }

  tick(): void {
    this.now = this.#time();
  }

  /** Starts, stops or goes on. */
  async toggle(): Promise<void> {
    if (this.running) await this.pause();
    else await this.#start();
  }

  async pause(): Promise<void> {
    this.tick();
    if (this.running) await this.#sheet.setInterview({ ended: moment(this.now) });
  }

  async #start(): Promise<void> {
    this.tick();
    const { started, ended } = this.#record ?? {};
    const paused = this.#pauses[this.#sheet.id] ?? 0;
    const since = ended ? this.now - Date.parse(ended) : 0;
    const forgotten = Boolean(started && !ended);
    const done = await this.#sheet.setInterview({
      started: started && !forgotten ? started : moment(this.now),
      ended: null,
    });
    if (done) this.#pauses[this.#sheet.id] = paused + Math.max(0, since);
  }
}

/** Whole seconds are exact enough for a conversation. */
function moment(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}

/** Milliseconds as minutes and seconds. */
export function minutesAndSeconds(time: number): string {
  const seconds = Math.floor(time / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
