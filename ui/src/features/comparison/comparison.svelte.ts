// Answers side by side: between the interviewees of a survey, and with the earlier survey that it names.
//
// Invariant: what is compared with what is the table's to say; here the numbers get their questions. Nothing is changed.
import { toCommandError, type Backend, type CommandError } from "../../lib/ipc/client";
import type { Agreement, Checklist, Compared, ComparisonView, Interview, Item, Kept } from "../../lib/ipc/generated";

/** How answers can stand to each other, in the order of the report's chart. */
export const agreements: readonly Agreement[] = ["same", "to_yes", "to_no", "differs", "one_sided", "unanswered"];

/** Two interviews with what their numbers mean. */
export interface Pair {
  key: string;
  view: ComparisonView;
  /** Whether the left one belongs to the earlier survey. */
  earlier: boolean;
  left: ReadonlyMap<string, Item>;
  right: ReadonlyMap<string, Item>;
}

/** Whether two answers are worth asking about: one differs from the other, or only one was given. */
export function isDifferent({ agreement }: Compared): boolean {
  return agreement !== "same" && agreement !== "unanswered";
}

/** Every comparison of a survey. */
export class Comparisons {
  pairs = $state.raw<Pair[] | null>(null);
  refused = $state.raw<CommandError | null>(null);
  /** Whether items that are answered alike are shown as well. */
  everything = $state(false);
  readonly survey: string;
  readonly earlier: string | null;
  #chosen = $state<string | null>(null);
  readonly #backend: Backend;
  // Only looked up, never shown.
  readonly #lists = new Map<string, Promise<Checklist>>(); // eslint-disable-line svelte/prefer-svelte-reactivity

  constructor(backend: Backend, survey: string, earlier: string | null) {
    this.#backend = backend;
    this.survey = survey;
    this.earlier = earlier;
  }

  async load(): Promise<void> {
    try {
      const across = await this.#read(false);
      const since = this.earlier === null ? [] : await this.#read(true);
      this.pairs = [...across, ...since];
      this.refused = null;
    } catch (cause) {
      this.refused = toCommandError(cause);
    }
  }

  /** The pair that is shown: the one that was chosen, else the first in which something differs. */
  get pair(): Pair | null {
    const { pairs } = this;
    if (!pairs) return null;
    return (
      pairs.find(({ key }) => key === this.#chosen) ??
      pairs.find(({ view }) => view.lines.some(isDifferent)) ??
      pairs[0] ??
      null
    );
  }

  choose(key: string): void {
    this.#chosen = key;
  }

  /** The lines that are shown. */
  get lines(): Compared[] {
    const lines = this.pair?.view.lines ?? [];
    return this.everything ? lines : lines.filter(isDifferent);
  }

  async #read(earlier: boolean): Promise<Pair[]> {
    const { survey } = this;
    const views = await this.#backend.call("comparison_list", { survey, earlier });
    // Of a pair the left one is the earlier.
    const right = views.length > 0 ? await this.#backend.call("interview_list", { survey }) : [];
    const left =
      earlier && this.earlier !== null && views.length > 0
        ? await this.#backend.call("interview_list", { survey: this.earlier })
        : right;
    return Promise.all(
      views.map(async (view) => ({
        key: `${view.left.interview} ${view.right.interview}`,
        view,
        earlier,
        left: await this.#items(left, view.left.interview),
        right: await this.#items(right, view.right.interview),
      })),
    );
  }

  async #items(interviews: readonly Kept<Interview>[], id: string): Promise<ReadonlyMap<string, Item>> {
    const record = interviews.find((one) => one.id === id)?.record;
    const items = record ? (await this.#list(record.checklist, record.checklist_version)).items : [];
    return new Map(items.map((item) => [item.no, item])); // eslint-disable-line svelte/prefer-svelte-reactivity
  }

  #list(id: string, version: string): Promise<Checklist> {
    const key = `${id} ${version}`;
    const list = this.#lists.get(key) ?? this.#backend.call("checklist_get", { id, version });
    this.#lists.set(key, list);
    return list;
  }
}
