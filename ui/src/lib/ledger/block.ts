// What a pasted block of cells would do to a ledger, row by row, before anything is done.
//
// Invariant: a row changes a record only where its name is that of exactly one; blank cells change nothing. Every
// problem of a row is named, not the first only. Nothing is written here.
import type { Block } from "../paste";
import { plain } from "../search";
import type { Kept } from "../ipc/generated";
import { cellReader, isCalled, type Field, type Read } from "./field";

/** What is wrong with a cell, or with a row as a whole. */
export interface CellProblem {
  key: Extract<Read, { problem: string }>["problem"] | "required" | "twice" | "several" | "range";
  field: string;
  cell: string;
}

/** What one row would do. */
export interface RowPlan<R> {
  /** The record that it changes; none where it adds one. */
  target: Kept<R> | null;
  record: R;
  /** Keys of the fields that it sets to something else. */
  changes: string[];
  problems: CellProblem[];
}

/** What a block would do. */
export interface BlockPlan<R> {
  rows: RowPlan<R>[];
  /** Headings that mean no field. */
  ignored: string[];
  /** The block without its headings. */
  block: Block;
}

interface Given<R> {
  /** In the order in which columns without headings are taken. */
  fields: readonly Field<R>[];
  /** The field by which records are told apart. */
  name: Field<R>;
  kept: readonly Kept<R>[];
  /** What a new record begins as. */
  fresh: R;
  /** Fields that no new record can be without. */
  needed: readonly string[];
}

/** Reads a block: by its headings where it has them, else by place. */
export function planBlock<R extends object>(block: Block, given: Given<R>): BlockPlan<R> {
  const [first = [], ...rest] = block.rows;
  const headed = first.filter((cell) => given.fields.some((field) => isCalled(field, cell))).length;
  const withHeadings = headed > 0 && headed * 2 >= first.filter((cell) => cell !== "").length;
  const columns = withHeadings
    ? first.map((cell) => column(given.fields.find((field) => isCalled(field, cell))))
    : given.fields.map((field) => column(field));
  const ignored = withHeadings ? first.filter((cell, at) => cell !== "" && !columns[at]) : [];
  const rows = withHeadings ? rest : block.rows;
  const byName = new Map<string, Kept<R>[]>();
  for (const one of given.kept) {
    const name = called(given.name.get(one.record));
    const same = byName.get(name);
    if (same) same.push(one);
    else byName.set(name, [one]);
  }
  const seen = new Set<string>();
  return {
    rows: rows.map((cells) => planRow(cells, columns, given, byName, seen)),
    ignored,
    block: { rows },
  };
}

/** A column with what it means; none where no field is called so. */
type Column<R> = { field: Field<R>; read: (cell: string) => Read } | null;

function column<R>(field: Field<R> | undefined): Column<R> {
  return field ? { field, read: cellReader(field) } : null;
}

function planRow<R extends object>(
  cells: readonly string[],
  columns: readonly Column<R>[],
  given: Given<R>,
  byName: ReadonlyMap<string, Kept<R>[]>,
  seen: Set<string>,
): RowPlan<R> {
  const problems: CellProblem[] = [];
  const name = called(cells[columns.findIndex((one) => one?.field === given.name)]);
  const same = name === "" ? [] : (byName.get(name) ?? []);
  const target = same.length === 1 ? (same[0] ?? null) : null;
  if (same.length > 1) problems.push({ key: "several", field: given.name.key, cell: name });
  if (name !== "" && seen.has(name)) problems.push({ key: "twice", field: given.name.key, cell: name });
  seen.add(name);
  let record = target?.record ?? given.fresh;
  const changes: string[] = [];
  columns.forEach((one, at) => {
    const cell = cells[at] ?? "";
    // The name by which a record was found stays as it was written there.
    if (!one || cell.trim() === "" || (target && one.field === given.name)) return;
    const { field } = one;
    const read = one.read(cell);
    if ("problem" in read) problems.push({ key: read.problem, field: field.key, cell });
    else if ((field.get(record) ?? "") !== read.value || !target) {
      record = field.put(record, read.value);
      changes.push(field.key);
    }
  });
  if (!target) {
    for (const key of given.needed) {
      const wrong = problems.some((problem) => problem.field === key);
      if (!changes.includes(key) && !wrong) problems.push({ key: "required", field: key, cell: "" });
    }
  }
  return { target, record, changes, problems };
}

/** A name as names are compared. */
function called(name: string | null | undefined): string {
  return plain(name ?? "").trim();
}
