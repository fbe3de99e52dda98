// The checklists of the build and of the vault: which there are, one of them whole, and a draft as it is edited.
//
// Invariant: a draft is kept after every change, with whatever is wrong with it; a released version never changes here.
// An item that a later version drops is named in it, so that nobody has to guess what became of it.
import { toCommandError, type Backend, type CommandError, type Shell } from "../../lib/ipc/client";
import type { AnswerKind, Checklist, ChecklistLine, ChecklistSaved, ContentProblem, Item } from "../../lib/ipc/generated";
import type { ChecklistShown } from "../../lib/ipc/shell";
import type { Saving } from "../../lib/saving.svelte";

/** The checklists, and the one that is open. */
export class Lists {
  lines = $state.raw<ChecklistLine[]>([]);
  loaded = $state(false);
  /** The one that is open; replaced as a whole by each change. */
  open = $state.raw<Checklist | null>(null);
  problems = $state.raw<ContentProblem[] | null>(null);
  pack = $state.raw<ChecklistShown | null>(null);
  refused = $state.raw<CommandError | null>(null);
  readonly #backend: Backend;
  readonly #shell: Shell;
  readonly #saving: Saving;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(backend: Backend, shell: Shell, saving: Saving) {
    this.#backend = backend;
    this.#shell = shell;
    this.#saving = saving;
  }

  /** The line of the open list. */
  get line(): ChecklistLine | undefined {
    return this.lines.find(({ id, version }) => id === this.open?.id && version === this.open.version);
  }

  get isDraft(): boolean {
    return this.line?.state === "draft";
  }

  async load(): Promise<void> {
    await this.#tried(async () => {
      this.lines = await this.#backend.call("checklist_list", {});
      this.loaded = true;
    });
  }

  async show({ id, version, state }: ChecklistLine): Promise<void> {
    await this.#tried(async () => {
      this.problems = null;
      this.open = await this.#backend.call("checklist_get", { id, version });
      // Keeping a draft as it is says what stands in the way of releasing it.
      if (state === "draft") await this.#keep(this.open);
    });
  }

  /** Back to the list. */
  async close(): Promise<void> {
    await this.#turn;
    this.open = null;
    await this.load();
  }

  /** Changes the open draft and keeps it; changes go out one after another. */
  change(edit: (list: Checklist) => Checklist): Promise<void> {
    if (!this.open || !this.isDraft) return Promise.resolve();
    const list = edit(this.open);
    this.open = list;
    const mine = this.#turn.then(async () => void (await this.#tried(() => this.#keep(list))));
    this.#turn = mine;
    return mine;
  }

  changeItem(no: string, part: Partial<Item>): Promise<void> {
    return this.change((list) => ({
      ...list,
      items: list.items.map((item) => (item.no === no ? { ...item, ...part } : item)),
    }));
  }

  /** How an item is answered; options come and go with it. */
  changeKind(no: string, kind: AnswerKind): Promise<void> {
    const chosen = kind === "single" || kind === "multi";
    return this.change((list) => ({
      ...list,
      items: list.items.map((item) => (item.no === no ? { ...item, kind, options: chosen ? (item.options ?? []) : [] } : item)),
    }));
  }

  removeItem(no: string): Promise<void> {
    return this.change((list) => {
      const items = list.items.filter((item) => item.no !== no);
      const { previous } = list;
      if (!previous) return { ...list, items };
      return { ...list, items, previous: { ...previous, dropped: [...(previous.dropped ?? []), no] } };
    });
  }

  /** Adds an item at the end of a section. */
  addItem(section: string, text: { ja: string; en: string }): Promise<void> {
    return this.change((list) => {
      const taken = [...list.items.map(({ no }) => no), ...(list.previous?.dropped ?? [])];
      let number = list.items.length + 1;
      while (taken.includes(`${section}-${number}`)) number += 1;
      const item: Item = { no: `${section}-${number}`, section, text, kind: "yes_no", may_not_apply: false, derived: true };
      const last = list.items.findLastIndex((one) => one.section === section);
      return { ...list, items: list.items.toSpliced(last < 0 ? list.items.length : last + 1, 0, item) };
    });
  }

  /** Makes a draft that follows the open list; the id stays. */
  async next(): Promise<string | null> {
    const { open } = this;
    if (!open) return null;
    const versions = this.lines.filter(({ id }) => id === open.id).map(({ version }) => Number.parseInt(version, 10) || 0);
    const version = String(Math.max(0, ...versions) + 1);
    const done = await this.#tried(async () => {
      const list: Checklist = { ...open, version, previous: { version: open.version } };
      await this.#keep(list);
      this.lines = await this.#backend.call("checklist_list", {});
      this.open = list;
      return version;
    });
    return done ?? null;
  }

  async release(): Promise<boolean> {
    return this.#finish("checklist_release");
  }

  async remove(): Promise<boolean> {
    const done = await this.#finish("checklist_remove");
    if (done) this.open = null;
    return done;
  }

  /** Writes a signed file to share; its name, or null when none was chosen. */
  async export(): Promise<string | null> {
    const { open } = this;
    if (!open) return null;
    const saved = await this.#tried(() => this.#shell.ask("checklist_export", { checklist: open.id, version: open.version }));
    return saved?.name ?? null;
  }

  /** Keeps lists that came of a workbook as drafts; how many. */
  async keepAll(lists: readonly Checklist[]): Promise<number> {
    let kept = 0;
    await this.#tried(async () => {
      for (const list of lists) {
        await this.#keep(list);
        kept += 1;
      }
      this.lines = await this.#backend.call("checklist_list", {});
    });
    return kept;
  }

  /** Looks at a shared file; nothing is kept. */
  async look(): Promise<void> {
    await this.#tried(async () => {
      this.pack = await this.#shell.ask("checklist_import", {});
    });
  }

  /** Marks who signed as verified; false where what was typed is another fingerprint. */
  async verifySigner(typed: string): Promise<boolean> {
    const { pack } = this;
    const digits = (text: string): string => text.normalize("NFKC").replace(/\D/g, "");
    if (!pack || digits(typed) !== digits(pack.fingerprint)) return false;
    const done = await this.#tried(async () => {
      await this.#backend.call("card_add", { card: pack.card });
      await this.#backend.call("card_verify", { fingerprint: typed });
      this.pack = { ...pack, verified: true };
      return true;
    });
    return done ?? false;
  }

  /** Keeps the list of the file that was looked at. */
  async take(): Promise<boolean> {
    const done = await this.#tried(async () => {
      const taken = await this.#shell.ask("checklist_take", {});
      this.lines = await this.#backend.call("checklist_list", {});
      this.pack = null;
      return taken !== null;
    });
    return done ?? false;
  }

  async #finish(command: "checklist_release" | "checklist_remove"): Promise<boolean> {
    const { open } = this;
    if (!open) return false;
    await this.#turn;
    const done = await this.#tried(async () => {
      await this.#saving.during(() => this.#backend.call(command, { id: open.id, version: open.version }));
      this.lines = await this.#backend.call("checklist_list", {});
      this.problems = null;
      return true;
    });
    return done ?? false;
  }

  async #keep(checklist: Checklist): Promise<void> {
    const saved: ChecklistSaved = await this.#saving.during(() => this.#backend.call("checklist_set", { checklist }));
    this.problems = saved.problems;
  }

  async #tried<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      const done = await work();
      this.refused = null;
      return done;
    } catch (cause) {
      this.refused = toCommandError(cause);
      return undefined;
    }
  }
}
