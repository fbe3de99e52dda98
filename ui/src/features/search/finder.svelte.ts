// What is found while somebody types: records by the table, stages and commands by their names.
//
// Invariant: what is shown belongs to the words in the field; an answer that comes late is dropped. One thing is chosen
// as long as there is any, so that Enter always does what can be seen.
import { toCommandError, type Backend, type CommandError } from "../../lib/ipc/client";
import type { Lang } from "../../lib/i18n";
import type { Hit, Nameless, RecordKind, RecordName } from "../../lib/ipc/generated";
import { placeOf, stageFor, targetOf, type RecordPlace } from "../../lib/records/places";
import { plain, wordsOf } from "../../lib/search";

/** Milliseconds from the last key press to asking. */
export const PAUSE = 120;

/** How many hits are drawn. */
export const MOST = 200;

/** Somewhere to go, or something to do. */
export interface Command {
  id: string;
  label: string;
  run: () => void;
}

/** One line of what is found. */
export type Found = { at: "command"; id: string; command: Command } | { at: "hit"; id: string; hit: Hit };

/** Hits of one kind. */
export interface Group {
  kind: RecordKind;
  found: Found[];
}

/** The search of one survey. */
export class Finder {
  text = $state("");
  hits = $state.raw<Hit[]>([]);
  busy = $state(false);
  refused = $state.raw<CommandError | null>(null);
  /** How far down the list the person has walked. */
  at = $state(0);
  readonly #backend: Backend;
  readonly #survey: string;
  readonly #commands: () => readonly Command[];
  readonly #lang: () => Lang;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(backend: Backend, survey: string, commands: () => readonly Command[], lang: () => Lang) {
    this.#backend = backend;
    this.#survey = survey;
    this.#commands = commands;
    this.#lang = lang;
  }

  /** Stages and commands whose names hold the words. */
  get commands(): Found[] {
    const words = wordsOf(this.text);
    return this.#commands()
      .filter(({ label }) => isCalled(label, words))
      .map((command) => ({ at: "command", id: command.id, command }));
  }

  /** Hits by kind, the kind of the best hit first. */
  get groups(): Group[] {
    const groups: Group[] = [];
    for (const hit of this.hits.slice(0, MOST)) {
      const found: Found = { at: "hit", id: `${hit.kind}-${hit.id}`, hit };
      const group = groups.find(({ kind }) => kind === hit.kind);
      if (group) group.found.push(found);
      else groups.push({ kind: hit.kind, found: [found] });
    }
    return groups;
  }

  /** Everything in the order in which it is shown. */
  get all(): Found[] {
    return [...this.commands, ...this.groups.flatMap(({ found }) => found)];
  }

  get chosen(): Found | null {
    return this.all[Math.min(this.at, this.all.length - 1)] ?? null;
  }

  type(text: string): void {
    this.text = text;
    this.at = 0;
    clearTimeout(this.#timer);
    this.#asked += 1;
    if (text.trim() === "") {
      this.hits = [];
      this.busy = false;
      return;
    }
    this.busy = true;
    this.#timer = setTimeout(() => void this.ask(), PAUSE);
  }

  move(by: number): void {
    const { length } = this.all;
    if (length > 0) this.at = (Math.min(this.at, length - 1) + by + length) % length;
  }

  async ask(): Promise<void> {
    clearTimeout(this.#timer);
    const mine = (this.#asked += 1);
    try {
      const args = { survey: this.#survey, text: this.text, lang: this.#lang() };
      const hits = await this.#backend.call("search_list", args);
      if (mine !== this.#asked) return;
      this.hits = hits;
      this.refused = null;
    } catch (cause) {
      if (mine !== this.#asked) return;
      this.hits = [];
      this.refused = toCommandError(cause);
    }
    this.busy = false;
  }

  /**
   * Where a hit is shown; null where nothing shows it. A photo or paper is shown at the record that it is attached to,
   * which only the table knows.
   */
  async placeOf(hit: Hit): Promise<RecordPlace | null> {
    if (hit.kind !== "evidence") return { stage: stageFor(hit.kind), target: targetOf(hit) };
    const holder = (await this.#named({ kind: hit.kind, id: hit.id }))?.held_by;
    const named = holder && (await this.#named(holder));
    const place = named && placeOf(named);
    return place ? { ...place, target: { ...place.target, evidence: hit.id } } : null;
  }

  async #named(one: Nameless): Promise<RecordName | undefined> {
    const args = { survey: this.#survey, of: [one], lang: this.#lang() };
    return (await this.#backend.call("name_list", args).catch(() => []))[0];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }
}

/** Whether a label holds the words; Latin letters must begin a word of it, so that "CT" does not mean connections. */
function isCalled(label: string, words: readonly string[]): boolean {
  const text = plain(label);
  const begun = ` ${text.replaceAll(/[^\p{L}\p{N}]+/gu, " ")}`;
  return words.every((word) => (/^[\x21-\x7e]+$/.test(word) ? begun.includes(` ${word}`) : text.includes(word)));
}
