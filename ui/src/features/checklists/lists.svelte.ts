// The checklists of the build and of the vault: which there are, one of them whole, and a draft as it is edited.
//
// Invariant: a draft is kept after every change, with whatever is wrong with it; a released version never changes here.
// An item that a later version drops is named in it, so that nobody has to guess what became of it.
import { toCommandError, type Backend, type CommandError, type Shell } from "../../lib/ipc/client";
import type { AnswerKind, Checklist, ChecklistLine, ChecklistSaved, ChecklistSection, ContentProblem, Item, Wording } from "../../lib/ipc/generated";
import type { ChecklistShown } from "../../lib/ipc/shell";
import type { Saving } from "../../lib/saving.svelte";

/** With one of them moved by one place, where there is such a place. */
function swapped<T>(all: readonly T[], which: (one: T) => boolean, by: 1 | -1): T[] {
  const at = all.findIndex(which);
  const to = at + by;
  const one = all[at];
  if (one === undefined || to < 0 || to >= all.length) return [...all];
  return all.toSpliced(at, 1).toSpliced(to, 0, one);
}

/** With the items in the order of their sections, as they are asked. */
function inOrder(list: Checklist): Checklist {
  const place = (item: Item): number => list.sections.findIndex(({ id }) => id === item.section);
  return { ...list, items: list.items.toSorted((a, b) => place(a) - place(b)) };
}

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
      // A list that counts through goes on counting.
      const name = taken.every((one) => /^\d+$/.test(one)) ? String : (at: number) => `${section}-${at}`;
      let number = list.items.length + 1;
      while (taken.includes(name(number))) number += 1;
      const item: Item = { no: name(number), section, text, kind: "yes_no", may_not_apply: false, derived: true };
      const last = list.items.findLastIndex((one) => one.section === section);
      return { ...list, items: list.items.toSpliced(last < 0 ? list.items.length : last + 1, 0, item) };
    });
  }

  /** Adds a section at the end; its id. */
  async addSection(title: Wording): Promise<string> {
    const taken = (this.open?.sections ?? []).map(({ id }) => id);
    let number = taken.length + 1;
    while (taken.includes(`section-${number}`)) number += 1;
    const id = `section-${number}`;
    await this.change((list) => ({ ...list, sections: [...list.sections, { id, title }] }));
    return id;
  }

  changeSection(id: string, part: Partial<Omit<ChecklistSection, "id">>): Promise<void> {
    return this.change((list) => ({
      ...list,
      sections: list.sections.map((section) => (section.id === id ? { ...section, ...part } : section)),
    }));
  }

  /** Moves a section up or down, with its items. */
  moveSection(id: string, by: 1 | -1): Promise<void> {
    return this.change((list) => inOrder({ ...list, sections: swapped(list.sections, (section) => section.id === id, by) }));
  }

  /** Removes a section that holds nothing. */
  removeSection(id: string): Promise<void> {
    if (this.open?.items.some(({ section }) => section === id)) return Promise.resolve();
    return this.change((list) => ({ ...list, sections: list.sections.filter((section) => section.id !== id) }));
  }

  /** Puts an item at the end of another section. */
  putItem(no: string, section: string): Promise<void> {
    return this.change((list) => {
      const item = list.items.find((one) => one.no === no);
      if (!item) return list;
      return inOrder({ ...list, items: [...list.items.filter((one) => one !== item), { ...item, section }] });
    });
  }

  /** Moves an item up or down within its section. */
  moveItem(no: string, by: 1 | -1): Promise<void> {
    return this.change((list) => {
      const section = list.items.find((item) => item.no === no)?.section;
      const own = swapped(list.items.filter((item) => item.section === section), (item) => item.no === no, by);
      return inOrder({ ...list, items: [...list.items.filter((item) => item.section !== section), ...own] });
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
