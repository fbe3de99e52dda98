// A block of cells as a spreadsheet puts it on the clipboard: cells between tabs, rows between line breaks, cells with
// either in them between quotes.
//
// Invariant: a block is taken whole or refused with its reason; every row of it is as long as the longest. What the
// cells mean is not decided here.

/** A block of cells. */
export interface Block {
  rows: string[][];
}

/** Why a block is refused. */
export type PasteRefusal = "empty" | "not_text" | "too_large" | "too_many_rows";

/** The most text, in characters, and the most rows that are taken: five thousand and a heading. */
export const MOST_TEXT = 10_000_000;
export const MOST_ROWS = 5_001;

/** Cells of a pasted text. */
export function parseBlock(text: string): Block | PasteRefusal {
  if (text.length > MOST_TEXT) return "too_large";
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [cell, end] = text[at] === '"' ? quoted(text, at) : bare(text, at);
    row.push(cell);
    at = end;
    if (text[at] === "\t") {
      at += 1;
      // The last cell of a text that ends with a tab is empty.
      if (at === text.length) row.push("");
      else continue;
    }
    rows.push(row);
    row = [];
    if (rows.length > MOST_ROWS && text.slice(at).trim() !== "") return "too_many_rows";
    if (text[at] === "\r") at += 1;
    if (text[at] === "\n") at += 1;
  }
  const last = rows.findLastIndex((cells) => cells.some((cell) => cell.trim() !== ""));
  if (last === -1) return "empty";
  if (last >= MOST_ROWS) return "too_many_rows";
  const filled = rows.slice(0, last + 1);
  const width = Math.max(...filled.map((cells) => cells.length));
  return { rows: filled.map((cells) => [...cells, ...Array<string>(width - cells.length).fill("")]) };
}

/** The block of a paste; pictures and bare HTML are none. */
export function blockOf(data: DataTransfer | null): Block | PasteRefusal {
  const text = data?.getData("text/plain") ?? "";
  if (text === "") return data && data.types.length > 0 ? "not_text" : "empty";
  return parseBlock(text);
}

/** A cell up to the next tab or line break, and where that is. */
function bare(text: string, from: number): [string, number] {
  let end = from;
  while (end < text.length && !"\t\r\n".includes(text[end] ?? "")) end += 1;
  return [text.slice(from, end).trim(), end];
}

/** A cell between quotes; one that nothing closes, or that goes on after its quotes, is taken as it stands. */
function quoted(text: string, from: number): [string, number] {
  let end = from + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end === -1) return bare(text, from);
    if (text[end + 1] !== '"') break;
    end += 2;
  }
  const next = text[end + 1];
  if (next !== undefined && !"\t\r\n".includes(next)) return bare(text, from);
  const inside = text.slice(from + 1, end).replaceAll('""', '"').replaceAll("\r\n", "\n");
  return [inside.trim(), end + 1];
}
