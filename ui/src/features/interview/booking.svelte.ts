// The time of an interview on the effort sheet.
//
// Invariant: what is booked is what the entries of the sheet say that point at this interview and carry this person's
// sign, so an entry that was removed, or taken back, counts no more; and a second press books only what was added since.
import { toCommandError, type Backend, type CommandError } from "../../lib/ipc/client";
import type { Audience, Effort, Kept } from "../../lib/ipc/generated";
import type { Saving } from "../../lib/saving.svelte";
import { dayInJapan, wireMoment } from "../../lib/format";
import type { Clock } from "./clock.svelte";
import type { Sheet } from "./sheet.svelte";

const QUARTER = 900_000;
/** The sheet takes no entry of more than a day. */
const MOST_HOURS = 24;

/** What came of a press. */
export type Booked = "booked" | "already" | "nothing" | "refused";

/** The entry that was made last. */
export interface LastBooked {
  id: string;
  /** When its commit returned. */
  savedAt: string;
}

/** The row of the sheet for interviews of an audience: those of its checklist's document. */
export function rowOf(audience: Audience): number {
  return { executive: 1, user: 5, admin: 3, vendor: 3, device: 3 }[audience];
}

/** The booking of one interview. */
export class Booking {
  kept = $state.raw<Kept<Effort>[]>([]);
  /** The entry that was made last, for as long as it stands. */
  last = $state.raw<LastBooked | null>(null);
  who = $state("");
  refused = $state.raw<CommandError | null>(null);
  readonly #backend: Backend;
  readonly #saving: Saving;
  readonly #sheet: Sheet;
  readonly #clock: Clock;
  readonly #sign: () => Promise<string>;
  #turn: Promise<unknown> = Promise.resolve();

  /** `sign` says who works in this vault, empty where nobody said so. */
  constructor(backend: Backend, saving: Saving, sheet: Sheet, clock: Clock, sign: () => Promise<string>) {
    this.#backend = backend;
    this.#saving = saving;
    this.#sheet = sheet;
    this.#clock = clock;
    this.#sign = sign;
  }

  async load(): Promise<void> {
    try {
      const [kept, sign] = await Promise.all([
        this.#backend.call("effort_list", { survey: this.#sheet.survey }),
        this.#sign(),
      ]);
      this.kept = kept;
      this.who = sign || mostOften(kept.map(({ record }) => record.surveyor));
      if (!kept.some(({ id }) => id === this.last?.id)) this.last = null;
      this.refused = null;
    } catch (cause) {
      this.refused = toCommandError(cause);
    }
  }

  get #mine(): Kept<Effort>[] {
    return this.kept.filter(({ record }) => record.interview === this.#sheet.id && record.surveyor === this.who);
  }

  /** Hundredths of an hour that are booked. */
  get booked(): number {
    return this.#mine.reduce((sum, { record }) => sum + Math.round(record.hours * 100), 0);
  }

  /** Hundredths of the entry that was made last. */
  get lastHours(): number {
    return Math.round((this.kept.find(({ id }) => id === this.last?.id)?.record.hours ?? 0) * 100);
  }

  /** Hundredths that a press would book: the time in whole quarters, and one at least, without what is booked. */
  get due(): number {
    const { spent, started } = this.#clock;
    if (!started || spent === null || this.who === "") return 0;
    const all = Math.max(1, Math.round(spent / QUARTER)) * 25;
    return Math.min(MOST_HOURS * 100, Math.max(0, all - this.booked));
  }

  /** Books what is not booked yet. `note` says in the person's words what was done. */
  book(note: string): Promise<Booked> {
    // One press after another: the second looks at what the first has booked.
    const mine = this.#turn.then(() => this.#book(note));
    this.#turn = mine.catch(() => {});
    return mine;
  }

  async #book(note: string): Promise<Booked> {
    this.#clock.tick();
    await this.load();
    if (this.refused) return "refused";
    const { due, booked } = this;
    const { interview } = this.#sheet;
    if (!interview || due === 0) return booked > 0 ? "already" : "nothing";
    const { started, ended, audience } = interview.record;
    // What was added later was added on the day on which it ended, or is going on.
    const moment = booked === 0 ? started : ended;
    const record: Effort = {
      on: dayInJapan(moment ?? wireMoment(this.#clock.now)),
      surveyor: this.who,
      row: rowOf(audience),
      hours: due / 100,
      note,
      interview: interview.id,
    };
    try {
      const saved = await this.#saving.during(() =>
        this.#backend.call("effort_set", { survey: this.#sheet.survey, record }),
      );
      this.kept = [...this.kept, { id: saved.id, rev: saved.rev, record }];
      this.last = { id: saved.id, savedAt: saved.saved_at };
      return "booked";
    } catch (cause) {
      this.refused = toCommandError(cause);
      return "refused";
    }
  }
}

function mostOften(signs: readonly string[]): string {
  const count = (sign: string): number => signs.filter((one) => one === sign).length;
  return [...new Set(signs)].toSorted((a, b) => count(b) - count(a))[0] ?? "";
}
