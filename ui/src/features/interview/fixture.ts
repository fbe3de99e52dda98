// A small checklist behind a fake backend that answers as the command table does: revisions, conflicts, conditions.
// For tests only.
import { CommandError } from "../../lib/ipc/client";
import { fakeBackend, type Answers } from "../../lib/ipc/fake";
import type { Answer, AnswerKind, AnswerSet, AnswerValue, Checklist, Condition, Effort, Evidence, Interview, Item, Kept, SheetLine } from "../../lib/ipc/generated";

const both = (text: string): { ja: string; en: string } => ({ ja: `${text}（和）`, en: `${text} (en)` });

/** An item with only what a test says about it. */
export function item(no: string, kind: AnswerKind, more: Partial<Item> = {}): Item {
  return { no, section: "s", text: both(`item ${no}`), kind, may_not_apply: false, derived: false, ...more };
}

/** The list: a gate, an item behind it, and one of every other kind. */
export const items: Item[] = [
  item("1", "yes_no"),
  item("1-1", "mark", { show_if: { item: "1", is: ["yes"] } }),
  item("2", "single", {
    options: [
      { id: "A", text: both("A") },
      { id: "B", text: both("B"), specify: both("which") },
      { id: "C", text: both("C"), show_if: { item: "1", is: ["no"] } },
    ],
  }),
  item("3", "number", { unit: both("beds") }),
  item("4", "text"),
  item("5", "table", { columns: [both("name"), both("place")] }),
  item("6", "yes_no_date", { may_not_apply: true }),
];

const checklist: Checklist = {
  format: 1,
  id: "test",
  version: "1",
  audience: "admin",
  official: false,
  title: both("list"),
  source: both("source"),
  minutes: 30,
  sections: [{ id: "s", title: both("section") }],
  items,
};

/** What a test may look at and turn. */
export interface Table {
  answers: Map<string, Kept<Answer>>;
  interview: Kept<Interview>;
  sent: AnswerSet[];
  effort: Kept<Effort>[];
  evidence: Kept<Evidence>[];
  /** How many records were made. */
  made: number;
  /** Refuses the next change of an answer so. */
  refuseNext: CommandError | null;
  /** Refuses every change of an answer so, for as long as it stands. */
  refuse: CommandError | null;
}

/** A backend over the small list, and the table behind it. */
export function table(given: Record<string, Partial<Answer>> = {}): { table: Table; backend: ReturnType<typeof fakeBackend> } {
  const state: Table = {
    answers: new Map(),
    interview: {
      id: "i",
      rev: 1,
      record: { checklist: "test", checklist_version: "1", audience: "admin", interviewee: "manager" },
    },
    sent: [],
    effort: [],
    evidence: [],
    made: 0,
    refuseNext: null,
    refuse: null,
  };
  for (const [no, record] of Object.entries(given)) {
    state.answers.set(no, { id: no, rev: 1, record: { interview: "i", item: no, ...record } });
  }
  let clock = 0;
  const savedAt = (): string => new Date(Date.UTC(2026, 10, 21, 4, 0, (clock += 1))).toISOString();

  const counted = (no: string): Answer["own"] => {
    const record = applies(no) ? state.answers.get(no)?.record : undefined;
    return record?.confirmed ?? record?.own ?? null;
  };
  function applies(no: string): boolean {
    const condition = items.find((one) => one.no === no)?.show_if;
    return !condition || shown(condition);
  }
  /** The list's conditions look at yes and no of one item, so this is all that it takes. */
  function shown(condition: Condition): boolean {
    const value = "item" in condition ? counted(condition.item) : null;
    return "is" in condition && value?.kind === "yes_no" && condition.is.includes(value.value ? "yes" : "no");
  }
  function because(): { item: string; answer?: AnswerValue }[] {
    const answer = counted("1");
    return [{ item: "1", ...(answer ? { answer } : {}) }];
  }
  const progress = (): { applicable: number; confirmed: number; own: number; dont_know: number } => {
    const those = items.filter((one) => applies(one.no)).map((one) => state.answers.get(one.no)?.record);
    return {
      applicable: those.length,
      confirmed: those.filter((record) => record?.confirmed).length,
      own: those.filter((record) => record?.own).length,
      dont_know: those.filter((record) => record?.confirmed?.kind === "dont_know").length,
    };
  };
  const lines = (): SheetLine[] =>
    items.map((one) => ({
      item: one,
      answer: state.answers.get(one.no) ?? null,
      applies: applies(one.no),
      because: applies(one.no) ? [] : because(),
      options: (one.options ?? []).filter((option) => !option.show_if || shown(option.show_if)).map((option) => option.id),
      benchmarks: [],
    }));

  const commands: Answers = {
    interview_sheet: () => ({ interview: state.interview, lines: lines(), progress: progress() }),
    checklist_get: () => checklist,
    request_list: () => [],
    effort_list: () => state.effort,
    effort_set: ({ record }) => {
      if (state.refuse) throw state.refuse;
      const id = `e${(state.made += 1)}`;
      state.effort = [...state.effort, { id, rev: 1, record }];
      return { id, rev: 1, saved_at: savedAt() };
    },
    evidence_list: () => state.evidence,
    evidence_add: ({ name, media_type }) => {
      const id = `p${(state.made += 1)}`;
      state.evidence = [...state.evidence, { id, rev: 1, record: { name, media_type, bytes: 3, sha256: "" } }];
      return { id, rev: 1, saved_at: savedAt() };
    },
    evidence_set: ({ id, rev, record }) => {
      state.evidence = state.evidence.map((one) => (one.id === id ? { id, rev: (rev ?? 0) + 1, record } : one));
      return { id: id ?? "", rev: (rev ?? 0) + 1, saved_at: savedAt() };
    },
    evidence_get: () => ({ media_type: "image/png", bytes: "AAAA" }),
    evidence_detach: ({ id, from }) => {
      const kept = [...state.answers.values()].find((one) => one.id === from.id);
      if (!kept) throw new CommandError("not_found");
      const record = { ...kept.record, evidence: (kept.record.evidence ?? []).filter((one) => one !== id) };
      state.answers.set(kept.record.item, { id: kept.id, rev: kept.rev + 1, record });
      state.evidence = state.evidence.filter((one) => one.id !== id);
      return { id: kept.id, rev: kept.rev + 1, saved_at: savedAt() };
    },
    interview_set: ({ record }) => {
      state.interview = { id: "i", rev: state.interview.rev + 1, record };
      return { id: "i", rev: state.interview.rev, saved_at: savedAt() };
    },
    answer_set: (args) => {
      state.sent.push(args);
      if (state.refuse) throw state.refuse;
      if (state.refuseNext) {
        const refusal = state.refuseNext;
        state.refuseNext = null;
        throw refusal;
      }
      const kept = state.answers.get(args.item);
      if (args.rev !== undefined && args.rev !== kept?.rev) throw new CommandError("conflict");
      const record: Answer = { interview: "i", item: args.item, ...kept?.record };
      const { own, own_note, confirmed, note, not_understood, hard_to_understand, not_applicable_because, evidence } = args;
      for (const [field, value] of Object.entries({ own, own_note, confirmed, note, not_understood, hard_to_understand, not_applicable_because, evidence })) {
        if (value !== undefined) Object.assign(record, { [field]: value });
      }
      for (const field of args.clear ?? []) Object.assign(record, { [field]: undefined });
      const answer = { id: args.item, rev: (kept?.rev ?? 0) + 1, record };
      state.answers.set(args.item, answer);
      return { answer, saved_at: savedAt(), progress: progress() };
    },
  };
  return { table: state, backend: fakeBackend(commands) };
}
