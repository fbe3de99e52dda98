// A workbook on its way to checklists: what it looks like, how its columns are taken, what that makes of each row.
//
// Invariant: what is shown is what the present mapping makes; an answer to an earlier mapping is thrown away. Nothing is
// kept here.
import { workbook } from "../../lib/file";
import { toCommandError, type Backend, type CommandError } from "../../lib/ipc/client";
import type { Mapped, Mapping, Outline, SheetMapping } from "../../lib/ipc/generated";

/** How long nothing is changed before the rows are looked at anew, in milliseconds. */
const PAUSE = 300;

/** Letters of the first `count` columns, as a spreadsheet shows them. */
export function letters(count: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    let rest = at;
    let name = "";
    do {
      name = String.fromCharCode(65 + (rest % 26)) + name;
      rest = Math.floor(rest / 26) - 1;
    } while (rest >= 0);
    return name;
  });
}

/** A workbook and its mapping. */
export class Mapper {
  outline = $state.raw<Outline | null>(null);
  mapping = $state.raw<Mapping | null>(null);
  mapped = $state.raw<Mapped | null>(null);
  busy = $state(false);
  refused = $state.raw<CommandError | null>(null);
  name = $state("");
  readonly #backend: Backend;
  #bytes = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async read(file: File): Promise<void> {
    this.outline = this.mapping = this.mapped = this.refused = null;
    this.busy = true;
    this.name = file.name;
    try {
      this.#bytes = await workbook(file);
      const { outline, mapping } = await this.#backend.call("workbook_get", { bytes: this.#bytes });
      const title = file.name.replace(/\.xlsx$/i, "");
      this.outline = outline;
      this.mapping = { ...mapping, title: { ja: title, en: title } };
      await this.map();
    } catch (cause) {
      this.refused = toCommandError(cause);
    } finally {
      this.busy = false;
    }
  }

  /** Changes the mapping; the rows follow after a pause. */
  change(part: Partial<Mapping>): void {
    if (!this.mapping) return;
    this.mapping = { ...this.mapping, ...part };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.map(), PAUSE);
  }

  changeSheet(sheet: string, part: Partial<SheetMapping>): void {
    const sheets = this.mapping?.sheets.map((one) => (one.sheet === sheet ? { ...one, ...part } : one));
    if (sheets) this.change({ sheets });
  }

  /** Takes a sheet or leaves it out; in the order of the workbook. */
  chooseSheet(name: string, on: boolean): void {
    const { mapping, outline } = this;
    if (!mapping || !outline) return;
    const sheet = outline.sheets.find((one) => one.name === name);
    const fresh: SheetMapping = sheet?.guess ?? { sheet: name, header_row: 1, text: "A", audience: "admin", kind: "yes_no" };
    const rest = mapping.sheets.filter((one) => one.sheet !== name);
    const all = on ? [...rest, fresh] : rest;
    const place = (one: SheetMapping): number => outline.sheets.findIndex((known) => known.name === one.sheet);
    this.change({ sheets: all.toSorted((a, b) => place(a) - place(b)) });
  }

  /** Looks at what the present mapping makes. */
  async map(): Promise<void> {
    clearTimeout(this.#timer);
    const { mapping } = this;
    if (!mapping) return;
    const mine = (this.#asked += 1);
    try {
      const mapped = await this.#backend.call("workbook_map", { bytes: this.#bytes, mapping });
      if (mine !== this.#asked) return;
      this.mapped = mapped;
      this.refused = null;
    } catch (cause) {
      if (mine === this.#asked) this.refused = toCommandError(cause);
    }
  }
}
