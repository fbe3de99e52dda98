// What the state of a request is called.
import { choiceWord, type Lang, type Messages } from "../../lib/i18n";
import { day, number } from "../../lib/format";
import type { Request } from "../../lib/ipc/generated";
import { lateBy } from "./requests.svelte";

interface Speaking {
  readonly t: Messages;
  readonly current: Lang;
}

/** The state of a request in words: how long it is overdue, how long there is, or what came of it. */
export function stateWords(record: Request, today: string, { t, current }: Speaking): string {
  if (record.outcome !== "open") {
    const outcome = choiceWord("request_outcome", record.outcome, current);
    return record.closed_on ? t.requests.closed(outcome, day(record.closed_on, current)) : outcome;
  }
  const late = lateBy(record, today);
  if (late > 0) return t.requests.overdue(number(late, current));
  return late === 0 ? t.requests.dueToday : t.requests.dueIn(number(-late, current));
}
