// A large drawing from afar: shapes of one sort that look the same become one path. Nobody can tell hundreds
// of small boxes apart there, and a page draws ten paths sooner than two thousand shapes.
//
// Invariant: what lies above stays above. Deliberately absent: letters, and round corners, which cannot be seen there.
import type { PictureItem, PicturePart } from "../../lib/ipc/generated";

/** How many parts are too many to be drawn one by one from afar. */
export const MANY = 400;

/** Shapes of one look. */
export interface Run {
  d: string;
  fill: string;
  stroke: string;
  width: number;
  dash: boolean;
}

/** The paths of `parts`, lowest first. Parts of one sort lie side by side, so their order among each other is free. */
export function runs(parts: readonly PicturePart[]): Run[] {
  const found: Run[] = [];
  let [begun, sort] = [0, ""];
  for (const { node, items } of parts) {
    const now = node === null ? "edge" : "node";
    if (now !== sort) [begun, sort] = [found.length, now];
    for (const item of items) {
      const run = runOf(item);
      const same = found.slice(begun).find((one) => run !== null && looksLike(one, run));
      if (same) same.d += run?.d ?? "";
      else if (run) found.push(run);
    }
  }
  return found;
}

function looksLike(a: Run, b: Run): boolean {
  return a.fill === b.fill && a.stroke === b.stroke && a.width === b.width && a.dash === b.dash;
}

function runOf(item: PictureItem): Run | null {
  const d = outline(item);
  if (d === null || item.shape === "text") return null;
  const fill = (item.shape === "rect" ? item.fill : null) ?? "none";
  return { d, fill, stroke: item.stroke?.color ?? "none", width: item.stroke?.width ?? 0, dash: item.stroke?.dash ?? false };
}

function outline(item: PictureItem): string | null {
  if (item.shape === "rect") {
    const { x, y, w, h } = item.area;
    return `M${x} ${y}h${Math.max(0, w)}v${Math.max(0, h)}h${-Math.max(0, w)}z`;
  }
  if (item.shape === "line") return item.points.map(([x, y], at) => `${at === 0 ? "M" : "L"}${x} ${y}`).join("");
  return null;
}
