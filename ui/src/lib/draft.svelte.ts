// What is being typed: kept until the table has it, sent 400 ms after the last key press, 450 ms after the first one
// that nothing was sent after, and on leaving the field: a power cut takes half a second of typing, however long somebody
// goes on without a pause.
//
// Invariant: typed text goes away only when a commit holds it, or when the person takes the stored text instead. While
// an input method composes, nothing is sent: half a word of kana is no answer. After a conflict nothing is sent until
// the person chose.

/** Milliseconds from the last key press to saving. */
export const PAUSE = 400;
/** The most milliseconds that typed text waits while the typing goes on. */
export const MOST_WAIT = 450;

interface Source<T> {
  /** What the table holds. */
  stored: () => T;
  /** Saves; false when that was refused or `value` cannot be saved as it stands. */
  save: (value: T) => Promise<boolean>;
  /** Told when something typed begins or ceases to wait for saving. */
  waits: (change: 1 | -1) => void;
}

/** One field in the making. */
export class Draft<T> {
  /** Whether somebody else changed what is stored while this was typed. */
  conflict = $state(false);
  #typed = $state.raw<{ value: T } | null>(null);
  #composing = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Since when typed text has been waiting. */
  #since: number | null = null;
  readonly #source: Source<T>;

  constructor(source: Source<T>) {
    this.#source = source;
  }

  /** What the field shows. */
  get value(): T {
    return this.#typed ? this.#typed.value : this.#source.stored();
  }

  /** What the table holds. */
  get stored(): T {
    return this.#source.stored();
  }

  /** Whether something typed is not committed. */
  get typed(): boolean {
    return this.#typed !== null;
  }

  type(value: T): void {
    this.#set({ value });
    this.#wait();
  }

  compose(on: boolean): void {
    this.#composing = on;
    if (on) clearTimeout(this.#timer);
    else this.#wait();
  }

  /** Saves now. The field is being left, or the pause is over. */
  async commit(): Promise<void> {
    clearTimeout(this.#timer);
    const sent = this.#typed;
    if (!sent || this.#composing || this.conflict) return;
    this.#since = null;
    if (JSON.stringify(sent.value) === JSON.stringify(this.#source.stored())) {
      this.#set(null);
      return;
    }
    if ((await this.#source.save(sent.value)) && this.#typed === sent) this.#set(null);
  }

  /** Leaves the field: a composition that was broken off by it is over. */
  leave(): Promise<void> {
    this.#composing = false;
    return this.commit();
  }

  /** After a conflict: what was typed is right. */
  keepMine(): Promise<void> {
    this.conflict = false;
    return this.commit();
  }

  /** What is stored is right: the typed text is given up. */
  takeStored(): void {
    clearTimeout(this.#timer);
    this.conflict = false;
    this.#set(null);
  }

  #wait(): void {
    clearTimeout(this.#timer);
    if (!this.#typed || this.#composing) return;
    this.#since ??= Date.now();
    const left = this.#since + MOST_WAIT - Date.now();
    this.#timer = setTimeout(() => void this.commit(), Math.max(0, Math.min(PAUSE, left)));
  }

  #set(typed: { value: T } | null): void {
    if (typed && !this.#typed) this.#source.waits(1);
    if (!typed && this.#typed) this.#source.waits(-1);
    this.#typed = typed;
  }
}

/** A draft as a field sees it; one whose value is never absent fits where absent is possible. */
export type FieldDraft<T> = Pick<
  Draft<T>,
  "value" | "stored" | "typed" | "conflict" | "type" | "compose" | "leave" | "keepMine" | "takeStored"
>;
