// Where a record is shown: which stage, and how its place there is told.
import type { Hit, RecordKind, RecordName } from "../ipc/generated";
import type { Target } from "../stage.svelte";

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

/** A stage, and what to show in it. */
export interface RecordPlace {
  stage: string;
  target: Target;
}

/** The stage that shows records of a kind. */
export function stageFor(kind: RecordKind): string {
  return stageOf[kind];
}

/** The place of a hit in its stage. An item of an interview is told by the interview and its number. */
export function targetOf({ kind, id, interview, item }: Hit): Target {
  if (interview === undefined) return { kind, id };
  return { kind: "interview", id: interview, ...(item === undefined ? {} : { item }) };
}

/** Where a record is shown by itself; null for one that is gone, and for photos and papers, which others hold. */
export function placeOf({ about, interview, name, removed }: RecordName): RecordPlace | null {
  if (removed || about.kind === "evidence") return null;
  const item = interview === undefined || name === undefined ? null : { kind: "interview" as const, id: interview, item: name };
  return { stage: stageFor(about.kind), target: item ?? about };
}
