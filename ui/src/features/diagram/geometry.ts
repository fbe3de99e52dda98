// Places on the sheet: what lies where, where something that is let go comes to rest, how far a line is away.
//
// Lengths are points and y grows downwards, as in the exported drawing. A node that is placed by hand lies on the
// grid, reckoned from its zone, so that things placed by hand line up.
import type { PictureArea, PictureItem, PictureNode, PicturePart } from "../../lib/ipc/generated";

/** Distance of the lines of the grid: that at which the layout lets lines run side by side. */
export const GRID = 6;
/** What the layout keeps free inside of a zone, at its left edge and for its heading. */
export const INDENT = { x: 12, y: 24 };
/** How much of the top of a zone one can take hold of. */
export const HEADING = 22;

export interface Point {
  x: number;
  y: number;
}

/** Where a node comes to rest. */
export interface Landing {
  zone: string | null;
  /** As stored: from the zone, or from the sheet. */
  x: number;
  y: number;
  /** How far that is from where the node is now. */
  dx: number;
  dy: number;
}

export function inside(area: PictureArea, { x, y }: Point, slack = 0): boolean {
  return x >= area.x - slack && x <= area.x + area.w + slack && y >= area.y - slack && y <= area.y + area.h + slack;
}

export function overlap(a: PictureArea, b: PictureArea): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

export function middle(area: PictureArea): Point {
  return { x: area.x + area.w / 2, y: area.y + area.h / 2 };
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

export function snap(value: number): number {
  return Math.round(value / GRID) * GRID || 0;
}

/** Where `node`, moved by `dx` and `dy`, comes to rest. `zones` are those that may take it in; none take a zone. */
export function landing(node: PictureNode, dx: number, dy: number, zones: readonly PictureNode[]): Landing {
  const to = { x: node.area.x + dx, y: node.area.y + dy };
  const centre = { x: to.x + node.area.w / 2, y: to.y + node.area.h / 2 };
  const zone = zones.find(({ node: id, area }) => id !== node.node && inside(area, centre)) ?? null;
  const from = zone ? zone.area : { x: 0, y: 0 };
  const rest = { x: snap(to.x - from.x), y: snap(to.y - from.y) };
  if (zone) {
    rest.x = Math.max(rest.x, INDENT.x);
    rest.y = Math.max(rest.y, INDENT.y);
  }
  return {
    zone: zone?.node ?? null,
    ...rest,
    dx: from.x + rest.x - node.area.x,
    dy: from.y + rest.y - node.area.y,
  };
}

/** The nearest node from `from` in a direction, for the arrow keys. */
export function towards(nodes: readonly PictureNode[], from: PictureNode, dx: number, dy: number): PictureNode | null {
  const start = middle(from.area);
  let best: { node: PictureNode; cost: number } | null = null;
  for (const node of nodes) {
    // The zone in which it stands lies in no direction.
    if (node === from || inside(node.area, start)) continue;
    const { x, y } = middle(node.area);
    const along = (x - start.x) * dx + (y - start.y) * dy;
    const aside = Math.abs((x - start.x) * dy) + Math.abs((y - start.y) * dx);
    if (along <= 0 || aside > 2 * along) continue;
    const cost = along + 2 * aside;
    if (!best || cost < best.cost) best = { node, cost };
  }
  return best?.node ?? null;
}

/** How far a point is from a way. */
export function away(points: readonly (readonly [number, number])[], p: Point): number {
  let least = Infinity;
  points.forEach(([x, y], i) => {
    const next = points[i + 1];
    if (!next) return;
    const [dx, dy] = [next[0] - x, next[1] - y];
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((p.x - x) * dx + (p.y - y) * dy) / length));
    least = Math.min(least, distance(p, { x: x + along * dx, y: y + along * dy }));
  });
  return least;
}

/** The room that a part takes; texts are reckoned as wide as their box, so they do not count. */
export function extent(part: PicturePart): PictureArea {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const take = (x: number, y: number): void => {
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  };
  const each = (item: PictureItem): void => {
    if (item.shape === "rect") {
      take(item.area.x, item.area.y);
      take(item.area.x + item.area.w, item.area.y + item.area.h);
    } else if (item.shape === "line") {
      for (const [x, y] of item.points) take(x, y);
    } else {
      take(item.x, item.y);
    }
  };
  part.items.forEach(each);
  return { x: left, y: top, w: right - left, h: bottom - top };
}
