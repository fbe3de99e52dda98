// Where a found record is shown: which stage, and how its place there is told.
import type { Hit, RecordKind } from "../../lib/ipc/generated";
import type { Target } from "../../lib/stage.svelte";

const stageOf: Record<RecordKind, string> = {
  survey: "setup",
  hospital: "setup",
  visit: "setup",
  interview: "interviews",
  answer: "interviews",
  request: "requests",
  system: "walk_round",
  asset: "walk_round",
  evidence: "walk_round",
  connection: "connections",
  investigation: "connections",
  category_check: "connections",
  backup: "backups",
  diagram_node: "diagrams",
  diagram_edge: "diagrams",
  effort: "effort",
  finding: "findings",
  comment: "handover",
  revision: "handover",
};

/** The stage that shows records of a kind. */
export function stageFor(kind: RecordKind): string {
  return stageOf[kind];
}

/** The place of a hit in its stage. An item of an interview is told by the interview and its number. */
export function targetOf({ kind, id, interview, item }: Hit): Target {
  if (interview === undefined) return { kind, id };
  return { kind: "interview", id: interview, ...(item === undefined ? {} : { item }) };
}
