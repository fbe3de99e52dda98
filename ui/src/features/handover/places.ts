// Where in the window a gap is to be filled.
import type { Gap, RecordKind } from "../../lib/ipc/generated";

const ofRecord: Partial<Record<RecordKind, string>> = {
  survey: "setup",
  hospital: "setup",
  visit: "setup",
  interview: "interviews",
  answer: "interviews",
  request: "requests",
  system: "walk_round",
  asset: "walk_round",
  connection: "connections",
  investigation: "connections",
  category_check: "connections",
  backup: "backups",
  effort: "effort",
  finding: "findings",
  comment: "findings",
  diagram_node: "diagrams",
  diagram_edge: "diagrams",
};

const ofGap: Partial<Record<Gap["gap"], string>> = {
  hospital_missing: "setup",
  interview_missing: "interviews",
  asset_missing: "walk_round",
  backup_missing: "backups",
  effort_missing: "effort",
  drawing_empty: "diagrams",
  drawing_problems: "diagrams",
  finding_undecided: "findings",
};

/** Reminders about the survey as a whole go by their rule. */
const ofRule: Record<string, string> = {
  ask_about_category: "connections",
  confirm_empty_category: "connections",
  draw_listed_connection: "diagrams",
  list_drawn_connection: "diagrams",
  watch_cost_cap: "effort",
  watch_row_hours: "effort",
  watch_total_hours: "effort",
};

/** The stage where a gap is filled; null where that is here. */
export function stageOf(gap: Gap): string | null {
  const byRule = gap.rule ? ofRule[gap.rule] : undefined;
  const byRecord = gap.about ? ofRecord[gap.about.kind] : undefined;
  return byRecord ?? byRule ?? ofGap[gap.gap] ?? (gap.gap === "reminder" ? "findings" : null);
}

/** Gaps of one sort under one heading, so that three hundred of them stay a line that can be opened. */
export interface GapGroup {
  key: string;
  gaps: Gap[];
}

/** Gaps of a level, those of one sort together, in their order. */
export function grouped(gaps: readonly Gap[], level: Gap["level"]): GapGroup[] {
  const groups = new Map<string, Gap[]>();
  for (const gap of gaps) {
    if (gap.level !== level) continue;
    const key = gap.rule ?? gap.gap;
    groups.set(key, [...(groups.get(key) ?? []), gap]);
  }
  return [...groups].map(([key, of]) => ({ key, gaps: of }));
}
