// A change of one answer: fields with their new value, null for a field that is emptied.
import type { Answer, AnswerSet, ClearField, EvidenceId } from "../../lib/ipc/generated";

type Field = Extract<keyof Answer, ClearField>;

/** What changes. A field that is absent stays as it is. */
export type Patch = { [F in Field]?: NonNullable<Answer[F]> | null } & { evidence?: EvidenceId[] };

/** `answer` with `patches` on top, the last one uppermost. */
export function patched(answer: Patch, ...patches: (Patch | null)[]): Patch {
  return Object.assign({}, answer, ...patches);
}

/** The patch as the wire has it: what is to be emptied is named. */
export function onWire(patch: Patch): Partial<AnswerSet> {
  const set = Object.entries(patch).filter(([, value]) => value !== null);
  const clear = Object.keys(patch).filter((field) => patch[field as Field] === null) as ClearField[];
  return { ...Object.fromEntries(set), ...(clear.length > 0 ? { clear } : {}) };
}
