// What a survey begins with: its parties, the profile of the hospital, and the visits.
//
// Invariant: people appear by position only; a day or a time that would turn the order round is not saved.
import { toCommandError, type Backend, type CommandError } from "../../lib/ipc/client";
import type { Hospital, Kept, Survey, SurveyLine, Visit, VisitKind } from "../../lib/ipc/generated";
import { One } from "../../lib/records/one.svelte";
import { dayPart, filledPart, here, numberPart, textPart, type Part } from "../../lib/records/parts";
import { Records } from "../../lib/records/records.svelte";
import type { Saving } from "../../lib/saving.svelte";
import { momentOf, parseTime, timeOf } from "./clockTime";

/** The largest number of beds, people and yen that is kept. */
export const COUNT = { min: 0, max: 4_294_967_295 };

/** The largest amount of money that a number of the page holds exactly. */
export const MONEY = { min: 0, max: Number.MAX_SAFE_INTEGER };

/** The set-up of a survey. */
export class Setup {
  readonly survey: One<Survey>;
  readonly hospitals: Records<"hospital">;
  readonly visits: Records<"visit">;
  /** Other surveys of the vault. */
  others = $state.raw<SurveyLine[]>([]);
  /** Why the other surveys could not be read. */
  refused = $state.raw<CommandError | null>(null);
  readonly #backend: Backend;
  readonly #id: string;

  constructor(backend: Backend, saving: Saving, id: string, kept: Kept<Survey>) {
    const read = async (): Promise<Kept<Survey>> => (await backend.call("survey_overview", { survey: id })).survey;
    this.survey = new One(
      { read, write: (args) => backend.call("survey_set", { survey: id, ...args }) },
      saving,
      kept,
    );
    this.hospitals = new Records(backend, saving, id, "hospital");
    this.visits = new Records(backend, saving, id, "visit");
    this.#backend = backend;
    this.#id = id;
  }

  /** Reads everything again. */
  async load(): Promise<void> {
    await Promise.all([this.survey.load(), this.hospitals.load(), this.visits.load(), this.#loadOthers()]);
  }

  get hospital(): Kept<Hospital> | null {
    return this.hospitals.kept[0] ?? null;
  }

  /** The visits by day. */
  get days(): Kept<Visit>[] {
    return this.visits.kept.toSorted((a, b) => (a.record.on < b.record.on ? -1 : a.record.on > b.record.on ? 1 : 0));
  }

  async addHospital(name: string): Promise<boolean> {
    return (await this.hospitals.add({ name, beds: {}, staff: {} })) !== null;
  }

  addVisit(on: string, kind: VisitKind): Promise<string | null> {
    return this.visits.add({ on, kind });
  }

  /** Sends everything that was typed; whether nothing is left to lose. */
  async settle(): Promise<boolean> {
    const all = await Promise.all([this.survey.settle(), this.hospitals.settle(), this.visits.settle()]);
    return all.every(Boolean);
  }

  async #loadOthers(): Promise<void> {
    try {
      const lines = await this.#backend.call("survey_list", {});
      this.others = lines.filter(({ survey, erased }) => survey !== this.#id && !erased);
      this.refused = null;
    } catch (cause) {
      this.refused = toCommandError(cause);
    }
  }
}

type TextName = "client" | "supervising_firm" | "note";

/** Parts of a survey. */
export const surveyParts = {
  firm: filledPart<Survey>(...here<Survey>("firm")),
  text: (name: TextName): Part<Survey, string> => textPart<Survey>(...here<Survey>(name)),
  start: ordered(dayPart<Survey>(...here<Survey>("period_start"))),
  end: ordered(dayPart<Survey>(...here<Survey>("period_end"))),
  money: (name: "unit_price_yen" | "cost_cap_yen"): Part<Survey, string> =>
    numberPart<Survey>(...here<Survey, number>(name), MONEY),
  earlier: {
    get: (survey: Survey): string | null => survey.earlier ?? null,
    set: (survey: Survey, earlier: string | null): Survey => ({ ...survey, earlier }),
  },
};

function ordered(part: Part<Survey, string>): Part<Survey, string> {
  return {
    get: part.get,
    set: (survey, typed) => {
      const changed = part.set(survey, typed);
      const { period_start: start, period_end: end } = changed ?? {};
      return start && end && end < start ? null : changed;
    },
  };
}

/** A number inside of the beds or the staff of a hospital. */
export function countPart<G extends "beds" | "staff">(group: G, name: keyof Hospital[G]): Part<Hospital, string> {
  return numberPart<Hospital>(
    (record) => record[group][name] as number | null | undefined,
    (record, value) => ({ ...record, [group]: { ...record[group], [name]: value } }),
    COUNT,
  );
}

/** The day of a visit; its times move along. */
export const visitDay: Part<Visit, string> = {
  get: (visit) => visit.on,
  set: (visit, typed) => {
    const on = dayPart<Visit>(...here<Visit>("on")).set(visit, typed)?.on;
    if (!on) return null;
    const moved = (moment: string | null | undefined): string | null => (moment ? momentOf(on, timeOf(moment)) : null);
    return { ...visit, on, started: moved(visit.started), ended: moved(visit.ended) };
  },
};

/** When a visit began or ended, as a time of its day. */
export function visitTime(name: "started" | "ended"): Part<Visit, string> {
  return {
    get: (visit) => (visit[name] ? timeOf(visit[name]) : ""),
    set: (visit, typed) => {
      const time = parseTime(typed);
      if (time === null && typed.trim() !== "") return null;
      const changed = { ...visit, [name]: time === null ? null : momentOf(visit.on, time) };
      return changed.started && changed.ended && changed.ended < changed.started ? null : changed;
    },
  };
}
