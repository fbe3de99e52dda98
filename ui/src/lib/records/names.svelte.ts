// What records are called where only their ids are at hand: in the audit trail, below a finding.
//
// Invariant: each record is asked about once, those that are wanted at the same moment together. What is not known yet,
// or was never a record, is called by its kind. What cannot be read stays without a name; the rest is there all the same.
import { SvelteMap } from "svelte/reactivity";
import { day } from "../format";
import { choiceWord, type Lang, type Messages } from "../i18n";
import type { Backend } from "../ipc/client";
import type { Nameless, RecordKind, RecordName } from "../ipc/generated";
import { placeOf, type RecordPlace } from "./places";

interface Speaking {
  readonly t: Messages;
  readonly current: Lang;
}

/** Names of the records of a survey. */
export class RecordNames {
  readonly #known = new SvelteMap<string, RecordName>();
  readonly #backend: Backend;
  readonly #survey: string;
  // Only looked up, never shown.
  readonly #asked = new Set<string>(); // eslint-disable-line svelte/prefer-svelte-reactivity
  #wanted: Nameless[] = [];
  #asking: Promise<void> | null = null;

  constructor(backend: Backend, survey: string) {
    this.#backend = backend;
    this.#survey = survey;
  }

  /** Asks for what is not known yet; over once that is answered. */
  need(of: readonly Nameless[], lang: Lang): Promise<void> {
    for (const { kind, id } of of) {
      if (this.#asked.has(id)) continue;
      this.#asked.add(id);
      this.#wanted.push({ id, ...(kind ? { kind } : {}) });
    }
    if (this.#wanted.length === 0) return this.#asking ?? Promise.resolve();
    this.#asking ??= Promise.resolve().then(() => this.#ask(lang));
    return this.#asking;
  }

  /** Forgets everything: records may have been changed. */
  forget(): void {
    this.#asked.clear();
    this.#known.clear();
  }

  of(id: string): RecordName | undefined {
    return this.#known.get(id);
  }

  /** What a record is called; nothing while that is not known. */
  name(id: string, speaking: Speaking): string | null {
    const known = this.#known.get(id);
    return known ? nameWords(known, speaking) : null;
  }

  /** Where a record is shown by itself. */
  place(id: string): RecordPlace | null {
    const known = this.#known.get(id);
    return known ? placeOf(known) : null;
  }

  async #ask(lang: Lang): Promise<void> {
    const of = this.#wanted;
    [this.#wanted, this.#asking] = [[], null];
    const names = await this.#backend.call("name_list", { survey: this.#survey, of, lang }).catch(() => []);
    for (const one of names) this.#known.set(one.about.id, one);
  }
}

/** What a record is called, in words. */
export function nameWords(record: RecordName, speaking: Speaking): string {
  const words = present(record, speaking);
  return record.removed ? speaking.t.names.removed(words) : words;
}

function present({ about, name, of }: RecordName, { t, current }: Speaking): string {
  const word = choiceWord("record_kind", about.kind, current);
  if (name === undefined) return of ?? word;
  const said = inWords(about.kind, name, current);
  if (about.kind === "answer") return of === undefined ? t.names.itemAlone(said) : t.names.item(of, said);
  return [of, said].filter(Boolean).join(" ");
}

function inWords(kind: RecordKind, name: string, lang: Lang): string {
  switch (kind) {
    case "visit":
    case "investigation":
    case "effort":
      return day(name, lang);
    case "category_check":
      return choiceWord("category", name, lang);
    default:
      return name;
  }
}
