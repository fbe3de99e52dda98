// What a ledger knows of one field of its records: how it is called, edited, given to many rows and read from a cell.
//
// Invariant: a value is a text as on the wire, or null where the record has none; what a cell says is taken as one of
// the field's own values or refused with a reason, never guessed.
import type { Draft } from "../draft.svelte";
import { parseDay, parseNumber } from "../format";
import { catalogue, choiceWord, languages, type ChoiceKey, type Messages } from "../i18n";
import { choiceWords, type Kept } from "../ipc/generated";
import { dayPart, filledPart, textPart, within, type Part } from "../records/parts";
import { plain } from "../search";

/** Another record, by its name. */
export interface RefOption {
  id: string;
  label: string;
  detail?: string;
}

/** A field of records. */
export interface Field<R> {
  key: string;
  kind: "text" | "area" | "suggest" | "choice" | "day" | "number" | "ref";
  label: (t: Messages) => string;
  /** The closed choice, where it is one. */
  choice?: ChoiceKey;
  /** What no choice at all is called, where it is not "not asked". */
  blank?: (t: Messages) => string;
  /** Few enough to be seen all at once. */
  radio?: boolean;
  /** What a reference may point at. */
  options?: () => readonly RefOption[];
  required?: boolean;
  /** It takes a row of the form for itself. */
  wide?: boolean;
  /** Each record has its own: not given to many at once. */
  own?: boolean;
  get: (record: R) => string | null | undefined;
  put: (record: R, value: string | null) => R;
}

/** Records as a ledger needs them; `Records` of any kind that can be removed are. */
export interface Rows<R> {
  readonly kept: Kept<R>[];
  readonly survey: string;
  byId(id: string): Kept<R> | undefined;
  part<T>(id: string, name: string, part: Part<R, T>): Draft<T>;
}

/** The draft of a text, a day or a number. */
export function textDraft<R>(rows: Rows<R>, id: string, field: Field<R>): Draft<string> {
  return rows.part(id, `ledger ${field.key}`, typedPart(field));
}

/** The draft of a choice or a reference. */
export function valueDraft<R>(rows: Rows<R>, id: string, field: Field<R>): Draft<string | null> {
  return rows.part(id, `ledger ${field.key}`, {
    get: (record) => field.get(record) ?? null,
    set: (record, value) => (value === null && field.required ? null : field.put(record, value)),
  });
}

function typedPart<R>(field: Field<R>): Part<R, string> {
  if (field.kind === "day") return dayPart(field.get, field.put);
  if (field.kind === "number") {
    return {
      get: (record) => field.get(record) ?? "",
      set: (record, typed) => {
        if (typed.trim() === "") return field.put(record, null);
        const value = parseNumber(typed);
        return value === null || !within(value, {}) ? null : field.put(record, String(value));
      },
    };
  }
  return (field.required ? filledPart : textPart)(field.get, field.put);
}

/** What a cell says, as a value of the field; or the key of what is wrong with it. */
export type Read = { value: string } | { problem: "choice" | "day" | "number" | "unknown" | "ambiguous" };

/** Reads cells of a field that are not blank. What a choice or a reference may say is looked up once, not for each cell. */
export function cellReader<R>(field: Field<R>): (cell: string) => Read {
  switch (field.kind) {
    case "choice": {
      const said = field.choice ? choicesSaid(field.choice) : new Map<string, string>();
      return (cell) => {
        const found = said.get(comparable(cell));
        return found === undefined ? { problem: "choice" } : { value: found };
      };
    }
    case "ref": {
      const called = new Map<string, string[]>();
      for (const { id, label } of field.options?.() ?? []) {
        const name = comparable(label);
        const known = called.get(name);
        if (known) known.push(id);
        else called.set(name, [id]);
      }
      return (cell) => {
        const [id, other] = called.get(comparable(cell)) ?? [];
        if (other !== undefined) return { problem: "ambiguous" };
        return id === undefined ? { problem: "unknown" } : { value: id };
      };
    }
    case "day":
      return (cell) => {
        const day = parseDay(cell);
        return day === null ? { problem: "day" } : { value: day };
      };
    case "number":
      return (cell) => {
        const value = parseNumber(cell);
        return value === null || !within(value, {}) ? { problem: "number" } : { value: String(value) };
      };
    default:
      return (cell) => ({ value: cell.trim() });
  }
}

/** Reads a cell that is not blank. */
export function readCell<R>(field: Field<R>, cell: string): Read {
  return cellReader(field)(cell);
}

/** Every way to say each name of a choice: as it is stored, and as each language calls it. The first name has a word. */
function choicesSaid(choice: ChoiceKey): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  for (const name of Object.keys(choiceWords[choice])) {
    for (const way of [name, ...languages.map((lang) => plain(choiceWord(choice, name, lang)))]) {
      if (!said.has(way)) said.set(way, name);
    }
  }
  return said;
}

function comparable(text: string): string {
  return plain(text).trim();
}

/** Whether a heading of a column means the field, in whichever language. */
export function isCalled<R>(field: Field<R>, heading: string): boolean {
  const text = plain(heading).trim();
  return text === field.key || languages.some((lang) => plain(field.label(catalogue[lang])) === text);
}
