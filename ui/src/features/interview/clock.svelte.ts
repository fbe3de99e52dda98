// The clock of an interview against its planned minutes.
//
// Invariant: everything that it knows is in the record: when the interview began, when it ended, and when it stood still
// in between. So closing, locking or killing the window costs nothing, and undo takes a press of it back.
import type { Break, Interview } from "../../lib/ipc/generated";
import { wireMoment } from "../../lib/format";
import type { Sheet } from "./sheet.svelte";

const HOUR = 3_600_000;

/** The clock of one interview. */
export class Clock {
  /** The time of day, as last looked at. */
  now = $state(0);
  readonly #sheet: Sheet;
  readonly #time: () => number;

  constructor(sheet: Sheet, time: () => number = Date.now) {
    this.#sheet = sheet;
    this.#time = time;
    this.tick();
  }

  get #record(): Interview | undefined {
    return this.#sheet.interview?.record;
  }

  get #breaks(): Break[] {
    return this.#record?.breaks ?? [];
  }

  /** Since when it runs, or ran last. */
  get #since(): string | null {
    return this.#breaks.at(-1)?.to ?? this.#record?.started ?? null;
  }

  /** Whether the interview ever began. */
  get started(): boolean {
    return Boolean(this.#record?.started);
  }

  /** Whether the clock runs. One that nobody stopped half a day ago was forgotten, not running. */
  get running(): boolean {
    const since = this.#since;
    return since !== null && !this.#record?.ended && this.now - Date.parse(since) < 12 * HOUR;
  }

  /** Milliseconds spent; null where the end was never recorded. */
  get spent(): number | null {
    const { started, ended } = this.#record ?? {};
    if (!started) return 0;
    if (!ended && !this.running) return null;
    const until = ended ? Date.parse(ended) : this.now;
    const still = this.#breaks.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0);
    return Math.max(0, until - Date.parse(started) - still);
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
    if (this.running) await this.#sheet.setInterview({ ended: this.#notBefore(this.#since) });
  }

  async #start(): Promise<void> {
    this.tick();
    const { ended } = this.#record ?? {};
    // Of a clock that was forgotten nobody knows when it should have stopped: that stretch does not count.
    const from = ended ?? this.#since;
    const to = this.#notBefore(from);
    const stood = from && from !== to ? [...this.#breaks, { from, to }] : this.#breaks;
    await this.#sheet.setInterview(from ? { ended: null, breaks: stood } : { started: to, ended: null, breaks: [] });
  }

  /** Now in whole seconds, exact enough for a conversation; never before `earlier`, should the machine's clock say so. */
  #notBefore(earlier: string | null): string {
    return earlier && Date.parse(earlier) > this.now ? earlier : wireMoment(this.now);
  }
}

/** Milliseconds as minutes and seconds. */
export function minutesAndSeconds(time: number): string {
  const seconds = Math.floor(time / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
