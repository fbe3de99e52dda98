// Values of records as the audit trail shows them: closed choices, days and answers in words, other records by name.
//
// Invariant: nothing is left out: a value that has no words of its own is shown as it is stored. A reference is never
// shown as the id that it is.
import { choiceWord, type ChoiceKey, type Lang, type Messages } from "../../lib/i18n";
import { fieldWord } from "../../lib/i18n/fields";
import { day, dayAndTime, number } from "../../lib/format";
import { choiceWords, type AnswerValue, type AuditLine, type Nameless, type RecordKind } from "../../lib/ipc/generated";

interface Speaking {
  readonly t: Messages;
  readonly current: Lang;
}

/** Which closed choice a field is, where its name alone or with its kind says so. */
const choices: Record<string, ChoiceKey> = {
  "asset.kind": "asset_kind",
  "system.kind": "system_kind",
  "request.kind": "request_kind",
  "visit.kind": "visit_kind",
  "diagram_node.kind": "node_kind",
  "diagram_edge.kind": "edge_kind",
  "effort.row": "effort_row",
  "finding.state": "finding_state",
  outcome: "request_outcome",
  founder: "founder",
  side: "side",
  audience: "audience",
  authentication: "authentication",
  availability: "availability",
  category: "category",
  confirmed_by: "confirmed_by",
  diagram: "diagram_kind",
  direction: "direction",
  line: "line_kind",
  maintenance: "maintenance",
  means: "investigation_means",
  owner: "owner",
  patch_state: "upkeep_state",
  antivirus_state: "upkeep_state",
  severity: "severity",
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
const ANSWERS: readonly string[] = [
  ...["mark", "yes_no", "yes_no_date", "single", "multi", "number", "text", "table", "dont_know", "not_applicable"],
];

/** How many of several other records are named. */
const NAMED = 3;

/** What another record is called; nothing while that is not known. */
type Name = (id: string) => string | null;

/** Every record that entries of the trail are about, or point at. */
export function refsOf(lines: readonly AuditLine[]): Nameless[] {
  const values = lines.flatMap(({ changes }) => changes.flatMap(({ before, after }) => [before, after]));
  return [...lines.map(({ about }) => about), ...values.flatMap(pointed)];
}

function pointed(value: unknown): Nameless[] {
  if (typeof value === "string") return UUID.test(value) ? [{ id: value }] : [];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(pointed) : [];
}

/** What a value is, in words; blank where there is none. */
export function valueWords(
  kind: RecordKind,
  field: string,
  value: unknown,
  language: Speaking,
  name: Name = () => null,
): string {
  const speaking = { t: language.t, current: language.current, name };
  const { t, current } = speaking;
  if (value === null || value === undefined || value === "") return "";
  const choice = choices[`${kind}.${field}`] ?? choices[field];
  if ((typeof value === "string" || typeof value === "number") && choice) return choiceWord(choice, value, current);
  if (typeof value === "boolean") return value ? t.history.yes : t.history.no;
  if (typeof value === "number") return number(value, current);
  if (typeof value === "string") return textWords(value, speaking);
  if (Array.isArray(value)) return listWords(kind, field, value, speaking);
  return partWords(kind, value as Record<string, unknown>, speaking);
}

interface Telling extends Speaking {
  readonly name: Name;
}

function textWords(value: string, { t, current, name }: Telling): string {
  if (UUID.test(value)) return name(value) ?? t.history.other;
  if (DAY.test(value)) return day(value, current);
  if (MOMENT.test(value)) return dayAndTime(value, current);
  return Object.hasOwn(choiceWords.tri, value) ? choiceWord("tri", value, current) : value;
}

function listWords(kind: RecordKind, field: string, values: unknown[], speaking: Telling): string {
  const { t, current, name } = speaking;
  const ids = values.map(idOf);
  const refers = values.length > 0 && ids.every((id) => id !== null);
  if (!refers) return values.map((one) => valueWords(kind, field, one, speaking, name)).join(t.answer.separator);
  const names = ids.slice(0, NAMED).map((id) => name(id ?? ""));
  // As long as nothing is called by a name, how many there are says more.
  if (names.includes(null)) return t.history.entries(number(values.length, current));
  const some = names.join(t.answer.separator);
  return ids.length > NAMED ? t.names.more(some, number(ids.length - NAMED, current)) : some;
}

/** The record that one of several values points at. */
function idOf(value: unknown): string | null {
  const id = value !== null && typeof value === "object" && "kind" in value && "id" in value ? value.id : value;
  return typeof id === "string" && UUID.test(id) ? id : null;
}

function partWords(kind: RecordKind, part: Record<string, unknown>, speaking: Telling): string {
  const { current, name: called } = speaking;
  const id = idOf(part);
  if (id !== null) return called(id) ?? speaking.t.history.other;
  if (typeof part.kind === "string" && ANSWERS.includes(part.kind)) return answerWords(part as AnswerValue, speaking);
  if (typeof part.ja === "string" && typeof part.en === "string") return String(part[current]);
  return Object.entries(part)
    .map(([name, value]) => [fieldWord(kind, name, current), valueWords(kind, name, value, speaking, called)])
    .filter(([, words]) => words !== "")
    .map((pair) => pair.join(" "))
    .join(speaking.t.answer.separator);
}

function answerWords(value: AnswerValue, { t, current }: Speaking): string {
  switch (value.kind) {
    case "mark":
      return value.value ? t.answer.circle : t.answer.cross;
    case "yes_no":
      return value.value ? t.answer.yes : t.answer.no;
    case "yes_no_date": {
      const checked = value.checked_on ? t.answer.checkedShort(day(value.checked_on, current)) : "";
      const target = value.target_on ? t.answer.targetShort(day(value.target_on, current)) : "";
      return t.answer.wholeAnswer([value.value ? t.answer.yes : t.answer.no, checked].filter(Boolean).join(" "), target);
    }
    case "single":
      return value.text ? t.answer.withText(value.option, value.text) : value.option;
    case "multi": {
      const options = value.options.join(t.answer.separator);
      return value.text ? t.answer.withText(options, value.text) : options;
    }
    case "number":
      return number(value.value, current);
    case "text":
      return value.text;
    case "table":
      return value.rows.map((row) => row.join(" / ")).join(t.answer.separator);
    case "dont_know":
      return t.answer.dontKnow;
    case "not_applicable":
      return t.answer.notApplicable;
  }
}
