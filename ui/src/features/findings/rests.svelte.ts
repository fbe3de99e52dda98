// What findings rest on: what each record is called and where it is shown.
//
// Invariant: only kinds that a finding rests on are read; a record that is gone is called by its kind.
import type { Backend, CommandName } from "../../lib/ipc/client";
import { day } from "../../lib/format";
import { choiceWord, type Lang, type Messages } from "../../lib/i18n";
import type {
  Answer,
  Asset,
  Backup,
  CategoryCheck,
  Connection,
  DiagramEdge,
  DiagramNode,
  Effort,
  Interview,
  Investigation,
  Kept,
  RecordKind,
  RecordRef,
  Request,
  System,
  Visit,
} from "../../lib/ipc/generated";
import type { Target } from "../../lib/stage.svelte";

interface Speaking {
  readonly t: Messages;
  readonly current: Lang;
}

/** Kinds whose records are told apart by name, and the kind that is needed to name them. */
const also: Partial<Record<RecordKind, RecordKind>> = { answer: "interview", investigation: "connection", backup: "system" };

const listed: readonly RecordKind[] = [
  ...(["asset", "system", "connection", "interview", "answer", "request", "backup", "visit"] as const),
  ...(["diagram_node", "diagram_edge", "investigation", "category_check", "effort"] as const),
];

const stageOf: Partial<Record<RecordKind, string>> = {
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
  diagram_node: "diagrams",
  diagram_edge: "diagrams",
};

/** The records that findings rest on. */
export class Rests {
  #known = $state.raw<ReadonlyMap<string, unknown>>(new Map()); // eslint-disable-line svelte/prefer-svelte-reactivity
  readonly #backend: Backend;
  readonly #survey: string;

  constructor(backend: Backend, survey: string) {
    this.#backend = backend;
    this.#survey = survey;
  }

  /** Reads what is needed to name `refs`. What cannot be read stays without a name; the findings are there all the same. */
  async load(refs: readonly RecordRef[]): Promise<void> {
    const used = new Set(refs.map(({ kind }) => kind)); // eslint-disable-line svelte/prefer-svelte-reactivity
    for (const kind of [...used]) {
      const needed = also[kind];
      if (needed) used.add(needed);
    }
    const known = new Map<string, unknown>(); // eslint-disable-line svelte/prefer-svelte-reactivity
    const read = async (kind: RecordKind): Promise<void> => {
      const answer = (await this.#backend
        .call(`${kind}_list` as CommandName, { survey: this.#survey } as never)
        .catch(() => [])) as unknown as Kept<unknown>[];
      for (const kept of answer) known.set(`${kind} ${kept.id}`, kept.record);
    };
    await Promise.all(listed.filter((kind) => used.has(kind)).map(read));
    this.#known = known;
  }

  #of<R>(kind: RecordKind, id: string): R | undefined {
    return this.#known.get(`${kind} ${id}`) as R | undefined;
  }

  /** What a record is called; its kind where it has no name. */
  name({ kind, id }: RecordRef, { t, current }: Speaking): string {
    const word = choiceWord("record_kind", kind, current);
    switch (kind) {
      case "asset":
        return this.#of<Asset>(kind, id)?.name ?? word;
      case "system":
        return this.#of<System>(kind, id)?.name ?? word;
      case "connection": {
        const one = this.#of<Connection>(kind, id);
        return one ? `${one.label} ${one.purpose}` : word;
      }
      case "interview":
        return this.#of<Interview>(kind, id)?.interviewee ?? word;
      case "answer": {
        const one = this.#of<Answer>(kind, id);
        const who = one && this.#of<Interview>("interview", one.interview)?.interviewee;
        return one && who ? t.findings.item(who, one.item) : word;
      }
      case "request":
        return this.#of<Request>(kind, id)?.what ?? word;
      case "backup": {
        const one = this.#of<Backup>(kind, id);
        return one ? `${this.#of<System>("system", one.system)?.name ?? word} ${one.data}` : word;
      }
      case "visit": {
        const one = this.#of<Visit>(kind, id);
        return one ? day(one.on, current) : word;
      }
      case "investigation": {
        const one = this.#of<Investigation>(kind, id);
        const label = one && this.#of<Connection>("connection", one.connection)?.label;
        return one && label ? `${label} ${day(one.on, current)}` : word;
      }
      case "category_check": {
        const one = this.#of<CategoryCheck>(kind, id);
        return one ? choiceWord("category", one.category, current) : word;
      }
      case "effort": {
        const one = this.#of<Effort>(kind, id);
        return one ? `${day(one.on, current)} ${one.surveyor} ${one.hours.toFixed(2)}` : word;
      }
      case "diagram_node":
        return this.#of<DiagramNode>(kind, id)?.label ?? word;
      case "diagram_edge":
        return this.#of<DiagramEdge>(kind, id)?.label ?? word;
      default:
        return word;
    }
  }

  /** Where a record is shown: the stage and the place in it; null where no stage shows it. */
  place(about: RecordRef): { stage: string; target: Target } | null {
    const stage = stageOf[about.kind];
    if (!stage) return null;
    const answer = about.kind === "answer" ? this.#of<Answer>("answer", about.id) : undefined;
    if (about.kind === "answer" && !answer) return null;
    const target = answer ? { kind: "interview" as const, id: answer.interview, item: answer.item } : about;
    return { stage, target };
  }
}
