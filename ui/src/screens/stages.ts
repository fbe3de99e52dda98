// The stages of a survey, in the order of the list on the left.
//
// How to add a stage, say effort:
//  1. features/effort/: state in effort.svelte.ts (on lib/records), parts in small components; no other feature.
//     Texts in lib/i18n/effort.ts ({ ja, en: typeof ja }), one line each in ja.ts and en.ts.
//  2. features/effort/EffortStage.svelte with `let { survey, overview, reloadOverview, target }: StageProps = $props()`
//     (from lib/stage.svelte). It begins with `<h1 tabindex="-1">` at once, loading or not: the focus goes there.
//  3. In it: `const frame = useStageFrame(); frame.onLeave(() => records.settle());` so that unsaved text holds the
//     person back. `frame.fixed = true` where a table scrolls by itself; `frame.onHome` and `frame.inside` where the
//     stage has pages inside; `frame.go("walk_round", { kind: "asset", id })` to jump to a record elsewhere.
//  4. One entry below, at its place in the order: setup, interviews, requests, walk_round, connections, backups,
//     diagrams, effort, findings, handover. Only a stage that needs several features has its component in screens/.
import type { Component } from "svelte";
import BackupsStage from "../features/backups/BackupsStage.svelte";
import EffortStage from "../features/effort/EffortStage.svelte";
import FindingsStage from "../features/findings/FindingsStage.svelte";
import DiagramStage from "../features/diagram/DiagramStage.svelte";
import ConnectionsStage from "../features/connections/ConnectionsStage.svelte";
import HandOverStage from "../features/handover/HandOverStage.svelte";
import WalkRoundStage from "../features/inventory/WalkRoundStage.svelte";
import { isComplete } from "../features/interviews/interviews.svelte";
import RequestsStage from "../features/requests/RequestsStage.svelte";
import SetupStage from "../features/setup/SetupStage.svelte";
import type { Messages } from "../lib/i18n";
import type { SurveyOverview } from "../lib/ipc/generated";
import type { StageProgress, StageProps } from "../lib/stage.svelte";
import InterviewsStage from "./InterviewsStage.svelte";

/** One stage of a survey. */
export interface Stage {
  id: string;
  label: (t: Messages) => string;
  component: Component<StageProps>;
  /** How far it has come, where that can be counted. */
  done?: (overview: SurveyOverview) => StageProgress;
}

/** Hours that the client plans for a survey. */
const PLANNED_HOURS = 200;

/** What a stage counts by two names of the overview. */
const counted =
  (done: string, all: string) =>
  ({ counts }: SurveyOverview): StageProgress => ({ done: counts[done] ?? 0, all: counts[all] ?? 0 });

/** Every stage, in order. */
export const stages: readonly Stage[] = [
  {
    id: "setup",
    label: (t) => t.stages.name.setup,
    component: SetupStage,
    done: ({ survey, hospital, counts }) => {
      const { period_start: from, period_end: to } = survey.record;
      const points = [Boolean(from && to), hospital !== null, (counts.visit ?? 0) > 0];
      return { done: points.filter(Boolean).length, all: points.length };
    },
  },
  {
    id: "interviews",
    label: (t) => t.stages.name.interviews,
    component: InterviewsStage,
    done: ({ interviews }) => ({
      done: interviews.filter(({ progress }) => isComplete(progress)).length,
      all: interviews.length,
    }),
  },
  {
    id: "requests",
    label: (t) => t.stages.name.requests,
    component: RequestsStage,
    done: ({ counts, requests_open, requests_overdue }) => ({
      done: (counts.request ?? 0) - requests_open,
      all: counts.request ?? 0,
      pressing: requests_overdue,
    }),
  },
  {
    id: "walk_round",
    label: (t) => t.stages.name.walk_round,
    component: WalkRoundStage,
    done: counted("asset_confirmed", "asset"),
  },
  {
    id: "connections",
    label: (t) => t.stages.name.connections,
    component: ConnectionsStage,
    done: counted("category_settled", "category"),
  },
  {
    id: "backups",
    label: (t) => t.stages.name.backups,
    component: BackupsStage,
    done: ({ counts: { system = 0, system_covered = 0 } }) => ({
      done: system_covered,
      all: system,
      pressing: system - system_covered,
    }),
  },
  {
    id: "diagrams",
    label: (t) => t.stages.name.diagrams,
    component: DiagramStage,
    done: counted("drawn", "to_draw"),
  },
  {
    id: "effort",
    label: (t) => t.stages.name.effort,
    component: EffortStage,
    done: ({ effort_hundredths }) => ({ done: Math.floor(effort_hundredths / 100), all: PLANNED_HOURS }),
  },
  {
    id: "findings",
    label: (t) => t.stages.name.findings,
    component: FindingsStage,
    done: counted("finding_decided", "finding"),
  },
  {
    id: "handover",
    label: (t) => t.stages.name.handover,
    component: HandOverStage,
    done: ({ counts: { gap_error = 0 } }) => ({ done: 0, all: 0, pressing: gap_error }),
  },
];

/** The stage that a survey opens at: set-up until there is an interview. */
export function opening(overview: SurveyOverview): Stage {
  const wanted = overview.interviews.length === 0 ? "setup" : "interviews";
  const stage = stages.find(({ id }) => id === wanted) ?? stages.find(({ id }) => id === "interviews");
  if (!stage) throw new Error("BUG: interviews are always a stage");
  return stage;
}
