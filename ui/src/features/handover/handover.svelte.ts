// What a hand-over needs to know: what is missing, the cards, the revisions, what left before.
//
// Invariant: a card counts only by what the vault says of it; nothing here decides who may open anything.
import { toCommandError, type Backend, type CommandError, type Shell } from "../../lib/ipc/client";
import type { CardLine, DocumentLine, Gap, Kept, Revision, SealedLine } from "../../lib/ipc/generated";
import type { Lang } from "../../lib/i18n";
import type { Saving } from "../../lib/saving.svelte";

/** The state of a hand-over, as last read. */
export class HandOver {
  gaps = $state.raw<Gap[]>([]);
  cards = $state.raw<CardLine[]>([]);
  documents = $state.raw<DocumentLine[]>([]);
  revisions = $state.raw<Kept<Revision>[]>([]);
  sent = $state.raw<SealedLine[]>([]);
  loaded = $state(false);
  /** Why the last thing asked for was refused. */
  refused = $state.raw<CommandError | null>(null);
  /** Fingerprints of the recipients. */
  chosen = $state.raw<string[]>([]);
  readonly survey: string;
  readonly #backend: Backend;
  readonly #shell: Shell;
  readonly #saving: Saving;

  constructor(backend: Backend, shell: Shell, saving: Saving, survey: string) {
    this.#backend = backend;
    this.#shell = shell;
    this.#saving = saving;
    this.survey = survey;
  }

  /** How many gaps there are of a level. */
  count(level: Gap["level"]): number {
    return this.gaps.filter((gap) => gap.level === level).length;
  }

  get own(): CardLine | undefined {
    return this.cards.find((card) => card.own && card.state === "verified");
  }

  /** Cards of others, those in use first. */
  get others(): CardLine[] {
    const order = ["verified", "unverified", "retired"];
    return this.cards
      .filter((card) => !card.own)
      .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  }

  /** Whom can be sealed for today; a copy for this office itself comes last. */
  recipients(today: string): CardLine[] {
    const valid = (card: CardLine): boolean => card.state === "verified" && isValid(card, today);
    return [...this.others.filter(valid), ...(this.own && valid(this.own) ? [this.own] : [])];
  }

  /** The newest revision. */
  get revision(): Kept<Revision> | undefined {
    return this.revisions.toSorted((a, b) => b.record.number - a.record.number)[0];
  }

  async load(lang: Lang): Promise<void> {
    const { survey } = this;
    const read = async (): Promise<void> => {
      const [gaps, cards, revisions, sent] = await Promise.all([
        this.#backend.call("handover_list", { survey }),
        this.#backend.call("card_list", {}),
        this.#backend.call("revision_list", { survey }),
        this.#backend.call("export_list", {}),
      ]);
      Object.assign(this, { gaps, cards, revisions, sent: sent.toReversed() });
      this.loaded = true;
      // Nobody sees the documents before their page; making all of them takes longer than everything else here.
      this.documents = await this.#backend.call("document_list", { survey, lang });
    };
    await this.#tried(read);
  }

  choose(fingerprint: string, on: boolean): void {
    this.chosen = [...this.chosen.filter((one) => one !== fingerprint), ...(on ? [fingerprint] : [])];
  }

  /** Numbers a new revision. */
  async revise(reason: string, today: string): Promise<number | null> {
    const number = (this.revision?.record.number ?? 0) + 1;
    const record = { number, on: today, reason };
    const done = await this.#tried(async () => {
      await this.#saving.during(() => this.#backend.call("revision_set", { survey: this.survey, record }));
      this.revisions = await this.#backend.call("revision_list", { survey: this.survey });
      this.gaps = this.gaps.filter((gap) => gap.gap !== "revision_missing");
      return number;
    });
    return done ?? null;
  }

  /** Makes this office's card. */
  async makeOwn(org: string, name: string): Promise<boolean> {
    const done = await this.#tried(async () => {
      await this.#shell.ask("card_make", { org, name });
      await this.#readCards();
      return true;
    });
    return done ?? false;
  }

  /** Saves this office's card for others; its name, or null when there was none chosen. */
  async saveOwn(): Promise<string | null> {
    const done = await this.#tried(() => this.#shell.ask("card_save", {}));
    return done?.name ?? null;
  }

  /** Takes in a card from a file, unverified unless it is known. */
  async pick(): Promise<{ card: CardLine; known: boolean } | null> {
    const done = await this.#tried(async () => {
      const picked = await this.#shell.ask("card_pick", {});
      if (!picked) return null;
      const before = this.cards;
      const card = await this.#backend.call("card_add", { card: picked.card });
      await this.#readCards();
      return { card, known: before.some((one) => one.fingerprint === card.fingerprint) };
    });
    return done ?? null;
  }

  /** Marks a card as verified, given what its owner read out; chosen from then on. */
  async verify(card: CardLine, typed: string): Promise<boolean> {
    if (digits(typed) !== digits(card.fingerprint)) return false;
    const done = await this.#tried(async () => {
      await this.#backend.call("card_verify", { fingerprint: typed });
      await this.#readCards();
      this.choose(card.fingerprint, true);
      return true;
    });
    return done ?? false;
  }

  async retire(card: CardLine): Promise<boolean> {
    const done = await this.#tried(async () => {
      await this.#backend.call("card_retire", { fingerprint: card.fingerprint });
      await this.#readCards();
      this.choose(card.fingerprint, false);
      return true;
    });
    return done ?? false;
  }

  async readSent(): Promise<void> {
    await this.#tried(async () => {
      this.sent = (await this.#backend.call("export_list", {})).toReversed();
    });
  }

  /** What a recipient of an earlier bundle is called. */
  nameOf(fingerprint: string): string | undefined {
    return this.cards.find((card) => card.fingerprint === fingerprint)?.name;
  }

  async #readCards(): Promise<void> {
    this.cards = await this.#backend.call("card_list", {});
  }

  async #tried<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      const done = await work();
      this.refused = null;
      return done;
    } catch (cause) {
      this.refused = toCommandError(cause);
      return undefined;
    }
  }
}

/** The digits of a fingerprint, however it was typed. */
export function digits(typed: string): string {
  return typed.normalize("NFKC").replace(/\D/g, "");
}

/** Whether a card is valid on a day. */
export function isValid(card: CardLine, today: string): boolean {
  return card.valid_from <= today && today <= card.valid_to;
}
