// How a field shows a part of a record: as text, as a number, as a day, blank where the record has nothing.
//
// Invariant: what cannot be saved as it stands (a number that is none, a blank name) gives null, so that it stays in
// its field and is never stored as something else.
import { parseDay, parseNumber } from "../format";

/** A part of a record that one field shows. */
export interface Part<R, T> {
  get: (record: R) => T;
  /** The record with the part in it; null when the part cannot be saved as it stands. */
  set: (record: R, value: T) => R | null;
}

type Get<R, T> = (record: R) => T | null | undefined;
type Put<R, T> = (record: R, value: T | null) => R;

/** Between which bounds a number lies, and how many places it may have. */
export interface Limits {
  min?: number;
  max?: number;
  places?: number;
}

/** A field of the record itself: for the functions below. */
export function here<R, T = string>(name: keyof R): [Get<R, T>, Put<R, T>] {
  return [(record) => record[name] as T | null | undefined, (record, value) => ({ ...record, [name]: value })];
}

/** A text; blank is absent. For a text inside of a part, such as the room of a location. */
export function textPart<R>(get: Get<R, string>, put: Put<R, string>): Part<R, string> {
  return {
    get: (record) => get(record) ?? "",
    set: (record, typed) => put(record, typed.trim() === "" ? null : typed),
  };
}

/** A text that cannot be blank. */
export function filledPart<R>(get: Get<R, string>, put: Put<R, string>): Part<R, string> {
  return {
    get: (record) => get(record) ?? "",
    set: (record, typed) => (typed.trim() === "" ? null : put(record, typed)),
  };
}

/** A number as typed; blank is absent. */
export function numberPart<R>(get: Get<R, number>, put: Put<R, number>, limits: Limits = {}): Part<R, string> {
  return {
    get: (record) => String(get(record) ?? ""),
    set: (record, typed) => {
      if (typed.trim() === "") return put(record, null);
      const value = parseNumber(typed);
      return value === null || !within(value, limits) ? null : put(record, value);
    },
  };
}

/** Whether a number keeps to its limits. */
export function within(value: number, { min = 0, max = Number.MAX_SAFE_INTEGER, places = 0 }: Limits): boolean {
  return value >= min && value <= max && Number(value.toFixed(places)) === value;
}

/** A day as typed; blank is absent. */
export function dayPart<R>(get: Get<R, string>, put: Put<R, string>): Part<R, string> {
  return {
    get: (record) => get(record) ?? "",
    set: (record, typed) => {
      if (typed.trim() === "") return put(record, null);
      const day = parseDay(typed);
      return day === null ? null : put(record, day);
    },
  };
}
