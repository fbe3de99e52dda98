// Which part of the sheet is seen, and how large.
import { distance, middle, type Point } from "./geometry";
import type { PictureArea } from "../../lib/ipc/generated";

const LEAST = 0.05;
const MOST = 6;
const STEP = 1.25;
/** Pixels per point below which letters are not shown, and at which they can be read with ease. */
export const LEGIBLE = 0.42;
const READ = 0.8;

/** The window onto the sheet. */
export class Viewport {
  /** Where the sheet's origin lies in the window, in pixels. */
  x = $state(0);
  y = $state(0);
  /** Pixels per point. */
  scale = $state(1);
  width = $state(800);
  height = $state(600);
  /** Whether it was put somewhere: before that nothing needs to be drawn, only to be drawn again elsewhere. */
  placed = $state(false);

  /** What is seen, in points. */
  readonly seen = $derived<PictureArea>({
    x: -this.x / this.scale,
    y: -this.y / this.scale,
    w: this.width / this.scale,
    h: this.height / this.scale,
  });

  /** The place on the sheet under a pixel. */
  toSheet({ x, y }: Point): Point {
    return { x: (x - this.x) / this.scale, y: (y - this.y) / this.scale };
  }

  /** The pixel over a place on the sheet. */
  toWindow({ x, y }: Point): Point {
    return { x: x * this.scale + this.x, y: y * this.scale + this.y };
  }

  pan(dx: number, dy: number): void {
    this.x += dx;
    this.y += dy;
  }

  /** Zooms by `factor`; what lies under `at` stays there. */
  zoom(factor: number, at: Point = { x: this.width / 2, y: this.height / 2 }): void {
    const scale = Math.min(MOST, Math.max(LEAST, this.scale * factor));
    const real = scale / this.scale;
    this.x = at.x - (at.x - this.x) * real;
    this.y = at.y - (at.y - this.y) * real;
    this.scale = scale;
  }

  closer(): void {
    this.zoom(STEP);
  }

  farther(): void {
    this.zoom(1 / STEP);
  }

  /** Two fingers moved: what was between them stays between them. */
  pinch(before: readonly [Point, Point], after: readonly [Point, Point]): void {
    const between = ([a, b]: readonly [Point, Point]): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
    const [from, to] = [between(before), between(after)];
    this.pan(to.x - from.x, to.y - from.y);
    this.zoom(distance(...after) / Math.max(1, distance(...before)), to);
  }

  /** Shows all of `area`, not larger than life. */
  fit(area: PictureArea): void {
    const room = 8;
    const scale = Math.min((this.width - 2 * room) / area.w, (this.height - 2 * room) / area.h, 1.5);
    this.scale = Math.min(MOST, Math.max(LEAST, scale));
    this.x = (this.width - area.w * this.scale) / 2 - area.x * this.scale;
    this.y = (this.height - area.h * this.scale) / 2 - area.y * this.scale;
  }

  /** Shows `area` as `fit` does, but never smaller than can be read: then its upper left corner. */
  read(area: PictureArea): void {
    this.fit(area);
    if (this.scale >= READ) return;
    this.scale = READ;
    const corner = (size: number, all: number, at: number): number => (size * READ < all ? (all - size * READ) / 2 : 8) - at * READ;
    this.x = corner(area.w, this.width, area.x);
    this.y = corner(area.h, this.height, area.y);
  }

  /** Moves the sheet as little as needed to show `area`, and closer where it could not be read. */
  reveal(area: PictureArea): void {
    if (this.scale < 0.6) this.zoom(1 / this.scale, this.toWindow(middle(area)));
    const [room, { x, y }] = [24, this.toWindow(area)];
    const [w, h] = [area.w * this.scale, area.h * this.scale];
    const shift = (at: number, size: number, all: number): number => {
      if (at < room || size > all - 2 * room) return room - at;
      return at + size > all - room ? all - room - at - size : 0;
    };
    this.pan(shift(x, w, this.width), shift(y, h, this.height));
  }
}
