// What the hand does on a drawing: choose, move, connect, look around; by mouse, finger and key alike.
//
// Invariant: one movement ends in one change, whether it was made by dragging or by many presses of an arrow key.
// What is begun and not finished is given up with Escape and leaves no trace. Deliberately absent: elements of the
// page; events come in as plain places and names of keys, so that all of this can be tried without a screen.
import type { Drawing } from "./drawing.svelte";
import { away, distance, GRID, HEADING, INDENT, inside, middle, towards, type Point } from "./geometry";
import type { Viewport } from "./viewport.svelte";
import type { PictureNode } from "../../lib/ipc/generated";

/** Milliseconds from the last arrow key to storing the new place. */
export const REST = 600;
/** How far a handle stands from its node, and how near one must press to take it, in pixels. */
export const HANDLE = { away: 18, reach: 20 };
/** Pixels that a finger or a mouse may slip without moving anything. */
const SLIP = 5;

/** What is chosen. */
export interface Chosen {
  kind: "node" | "edge";
  id: string;
}

/** What a person is told about. */
export type Told =
  | { what: "chosen"; chosen: Chosen }
  | { what: "connecting"; from: string }
  | { what: "connected" | "exists"; from: string; to: string }
  | { what: "moved"; id: string; zone: string | null }
  | { what: "removed" | "given_up" };

/** A press on a key, as far as the drawing is concerned. */
export interface Press {
  key: string;
  shift?: boolean;
}

type Hand =
  | { does: "nothing" }
  | { does: "press"; id: string; from: Point }
  | { does: "drag"; id: string; from: Point }
  | { does: "pan"; last: Point; from: Point; slipped: boolean }
  | { does: "link"; id: string; from: Point }
  | { does: "pinch" };

const ARROWS: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** The hand on the drawing. */
export class Editor {
  chosen = $state.raw<Chosen | null>(null);
  /** Where a line begins that has no end yet. */
  source = $state<string | null>(null);
  /** Where the loose end of that line is, while it is drawn by hand. */
  tip = $state.raw<Point | null>(null);
  readonly #drawing: Drawing;
  readonly #view: Viewport;
  readonly #tell: (told: Told) => void;
  #hand: Hand = { does: "nothing" };
  // Only looked up, never shown.
  readonly #fingers = new Map<number, Point>(); // eslint-disable-line svelte/prefer-svelte-reactivity
  #nudged: Point | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(drawing: Drawing, view: Viewport, tell: (told: Told) => void) {
    this.#drawing = drawing;
    this.#view = view;
    this.#tell = tell;
  }

  /** The chosen node with its place. */
  get node(): PictureNode | null {
    return this.chosen?.kind === "node" ? (this.#drawing.placed.get(this.chosen.id) ?? null) : null;
  }

  /** What stands around the chosen thing: its zone with what is in it, itself where it stands in none, both ends of a
   * line. */
  get around(): PictureNode["area"] | null {
    const { chosen } = this;
    if (!chosen) return null;
    const zone = this.node?.zone ?? chosen.id;
    const held = this.#drawing.inOrder.filter((node) => node.zone === zone);
    // A zone may be wide and nearly empty: what counts is its heading and what stands in it.
    const area = this.#drawing.placed.get(zone)?.area;
    if (!area || held.length === 0) return this.#areaOf(chosen);
    const right = Math.max(...held.map(({ area: a }) => a.x + a.w));
    const bottom = Math.max(...held.map(({ area: a }) => a.y + a.h));
    return { x: area.x, y: area.y, w: right - area.x + INDENT.x, h: bottom - area.y + INDENT.x };
  }

  /** Shows what stands around the chosen thing so that it can be read; false where nothing is chosen. */
  fit(): boolean {
    const { around } = this;
    if (around) this.#view.read(around);
    return around !== null;
  }

  /** Pressed twice: the zone there as large as the window allows. */
  twice(at: Point): void {
    const node = this.#drawing.nodeAt(this.#view.toSheet(at));
    if (!node) return;
    this.choose({ kind: "node", id: node.node }, false);
    this.fit();
  }

  /** Where one takes hold of the chosen node to draw a line, in pixels. */
  get handles(): Point[] {
    const { node } = this;
    if (!node || this.#drawing.moved) return [];
    const { area } = node;
    const corner = this.#view.toWindow(area);
    const [w, h] = [area.w * this.#view.scale, area.h * this.#view.scale];
    const { away: off } = HANDLE;
    return [
      { x: corner.x + w / 2, y: corner.y - off },
      { x: corner.x + w + off, y: corner.y + h / 2 },
      { x: corner.x + w / 2, y: corner.y + h + off },
      { x: corner.x - off, y: corner.y + h / 2 },
    ];
  }

  /** Chooses something, and shows it where it was not seen. */
  choose(chosen: Chosen | null, reveal = true): void {
    this.chosen = chosen;
    if (!chosen) return;
    if (reveal) {
      const area = this.#areaOf(chosen);
      if (area) this.#view.reveal(area);
    }
    this.#tell({ what: "chosen", chosen });
  }

  down(finger: number, at: Point): void {
    void this.#settle();
    this.#fingers.set(finger, at);
    if (this.#fingers.size > 1) {
      this.#drawing.putBack();
      this.tip = null;
      this.#hand = { does: "pinch" };
      return;
    }
    if (this.chosen && this.handles.some((handle) => distance(handle, at) <= HANDLE.reach)) {
      this.#hand = { does: "link", id: this.chosen.id, from: at };
      this.tip = this.#view.toSheet(at);
      return;
    }
    const place = this.#view.toSheet(at);
    const node = this.#drawing.nodeAt(place);
    this.#hand =
      node && this.#held(node, place)
        ? { does: "press", id: node.node, from: at }
        : { does: "pan", last: at, from: at, slipped: false };
  }

  move(finger: number, at: Point): void {
    const before = this.#fingers.get(finger);
    if (!before) return;
    const others = [...this.#fingers].filter(([one]) => one !== finger);
    this.#fingers.set(finger, at);
    const hand = this.#hand;
    if (hand.does === "pinch") {
      const other = others[0]?.[1];
      if (other) this.#view.pinch([before, other], [at, other]);
    } else if (hand.does === "link") {
      this.tip = this.#view.toSheet(at);
    } else if (hand.does === "pan") {
      if (distance(hand.from, at) > SLIP) hand.slipped = true;
      if (hand.slipped) {
        this.#view.pan(at.x - hand.last.x, at.y - hand.last.y);
        hand.last = at;
      }
    } else if (hand.does === "press" || hand.does === "drag") {
      if (hand.does === "press" && distance(hand.from, at) <= SLIP) return;
      this.#hand = { ...hand, does: "drag" };
      this.#drawing.holding = true;
      const { scale } = this.#view;
      this.#drawing.hold(hand.id, (at.x - hand.from.x) / scale, (at.y - hand.from.y) / scale);
    }
  }

  up(finger: number, at: Point): void {
    this.#fingers.delete(finger);
    const hand = this.#hand;
    if (hand.does === "pinch") {
      if (this.#fingers.size === 0) this.#hand = { does: "nothing" };
      return;
    }
    this.#hand = { does: "nothing" };
    if (hand.does === "press") this.#pressed({ kind: "node", id: hand.id });
    else if (hand.does === "drag") void this.#let(hand.id);
    else if (hand.does === "link") {
      this.tip = null;
      if (distance(hand.from, at) <= SLIP) this.#pressedAt(this.#view.toSheet(at));
      else this.#end(hand.id, this.#view.toSheet(at));
    } else if (hand.does === "pan" && !hand.slipped) this.#pressedAt(this.#view.toSheet(at));
  }

  /** The movement was taken away: nothing of it counts. */
  cancel(finger: number): void {
    this.#fingers.delete(finger);
    this.#hand = { does: "nothing" };
    this.tip = null;
    this.#drawing.putBack();
  }

  /** Draws a line between two nodes; where there is one of that kind already, that one is chosen. */
  async connect(from: string, to: string): Promise<void> {
    this.source = null;
    if (from === to) return;
    const kind = this.#drawing.usualKind(from, to);
    const known = this.#drawing.between(from, to, kind);
    // Several connections may run between a gateway and one party, each a line of its own.
    const again = known !== null && kind !== "external_connection";
    const id = again ? known : await this.#drawing.connect(from, to, kind);
    if (id === null) return;
    this.chosen = { kind: "edge", id };
    this.#tell({ what: again ? "exists" : "connected", from, to });
  }

  /** What a key does; false when it is not ours. */
  key({ key, shift = false }: Press): boolean {
    const arrow = ARROWS[key];
    if (arrow) {
      if (this.source !== null || this.chosen?.kind !== "node") this.#walk(arrow);
      else this.#nudge(arrow, shift ? 5 * GRID : GRID);
      return true;
    }
    void this.#settle();
    switch (key) {
      case "j":
      case "J":
        return this.#next(1);
      case "k":
      case "K":
        return this.#next(-1);
      case "c":
      case "C":
        return this.#link();
      case "Enter":
        return this.source !== null && this.#link();
      case "Escape":
        return this.#giveUp();
      case "Delete":
      case "Backspace":
        return this.#remove();
      case "+":
      case ";":
        this.#view.closer();
        return true;
      case "-":
        this.#view.farther();
        return true;
      case "f":
      case "F":
        return this.fit();
      case "0":
        if (this.#drawing.picture) this.#view.fit(this.#drawing.picture.bounds);
        return true;
      default:
        return false;
    }
  }

  /** The focus goes elsewhere: what was moved by keys stays where it is now. */
  leave(): Promise<boolean> {
    return this.#settle();
  }

  async removeChosen(): Promise<void> {
    const { chosen } = this;
    if (!chosen) return;
    const done =
      chosen.kind === "node" ? await this.#drawing.removeNode(chosen.id) : await this.#drawing.removeEdge(chosen.id);
    if (!done) return;
    this.chosen = null;
    this.#tell({ what: "removed" });
  }

  /** Whether a press at `place` takes hold of the node. A zone is taken by its heading, or wherever once it is chosen:
   * else nobody could look around on a sheet full of zones. */
  #held(node: PictureNode, place: Point): boolean {
    if (this.#drawing.kindOf(node.node) !== "zone") return true;
    return this.chosen?.id === node.node || place.y <= node.area.y + HEADING;
  }

  #pressed(chosen: Chosen): void {
    if (this.source !== null && chosen.kind === "node") void this.connect(this.source, chosen.id);
    else this.choose(chosen, false);
  }

  /** A press that took hold of nothing: a line, a zone, or nothing at all. */
  #pressedAt(place: Point): void {
    const edges = this.#edgesAt(place);
    if (edges.length > 0) {
      // Pressed again, the next of several that share a way.
      const now = this.chosen?.kind === "edge" ? edges.indexOf(this.chosen.id) : -1;
      const id = edges[(now + 1) % edges.length];
      if (id !== undefined) this.choose({ kind: "edge", id }, false);
      return;
    }
    const node = this.#drawing.nodeAt(place);
    if (node) this.#pressed({ kind: "node", id: node.node });
    else this.choose(null);
  }

  #edgesAt(place: Point): string[] {
    const reach = 8 / this.#view.scale;
    const parts = (this.#drawing.picture?.parts ?? []).filter(({ edges }) => edges.length > 0);
    let nearest: { edges: string[]; far: number } = { edges: [], far: reach };
    for (const { edges, items } of parts) {
      for (const item of items) {
        const far =
          item.shape === "line" ? away(item.points, place) : item.shape === "rect" && inside(item.area, place) ? 0 : Infinity;
        if (far < nearest.far) nearest = { edges, far };
      }
    }
    return nearest.edges;
  }

  /** A line was drawn to a place. Let go of beside everything in the zone where it began, it was given up. */
  #end(from: string, place: Point): void {
    const to = this.#drawing.nodeAt(place, 4);
    if (!to || (to.node === this.#drawing.placed.get(from)?.zone && place.y > to.area.y + HEADING)) return;
    void this.connect(from, to.node);
  }

  async #let(id: string): Promise<void> {
    const zone = this.#drawing.moved?.to.zone ?? null;
    this.chosen = { kind: "node", id };
    if (await this.#drawing.drop()) this.#tell({ what: "moved", id, zone });
  }

  #nudge(by: Point, step: number): void {
    const { chosen } = this;
    if (!chosen) return;
    this.#nudged = { x: (this.#nudged?.x ?? 0) + by.x * step, y: (this.#nudged?.y ?? 0) + by.y * step };
    this.#drawing.holding = true;
    this.#drawing.hold(chosen.id, this.#nudged.x, this.#nudged.y);
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => void this.#settle(), REST);
  }

  /** Stores where the arrow keys moved something. */
  async #settle(): Promise<boolean> {
    clearTimeout(this.#rest);
    const { chosen } = this;
    if (!this.#nudged || !chosen) return true;
    this.#nudged = null;
    const zone = this.#drawing.moved?.to.zone ?? null;
    const done = await this.#drawing.drop();
    if (done) this.#tell({ what: "moved", id: chosen.id, zone });
    return done;
  }

  #next(by: 1 | -1): true {
    const nodes = this.#drawing.inOrder;
    const now = nodes.findIndex(({ node }) => node === this.chosen?.id);
    const next = now < 0 ? nodes.at(by > 0 ? 0 : -1) : nodes[(now + by + nodes.length) % nodes.length];
    if (next) this.choose({ kind: "node", id: next.node });
    return true;
  }

  #walk({ x, y }: Point): void {
    const from = this.node;
    const next = from ? towards(this.#drawing.inOrder, from, x, y) : this.#drawing.inOrder[0];
    if (next) this.choose({ kind: "node", id: next.node });
  }

  #link(): boolean {
    if (this.chosen?.kind !== "node") return false;
    if (this.source === null) {
      this.source = this.chosen.id;
      this.#tell({ what: "connecting", from: this.source });
    } else if (this.source !== this.chosen.id) {
      void this.connect(this.source, this.chosen.id);
    }
    return true;
  }

  #giveUp(): boolean {
    if (this.source !== null) {
      this.source = null;
      this.#tell({ what: "given_up" });
      return true;
    }
    if (!this.chosen) return false;
    this.chosen = null;
    return true;
  }

  #remove(): boolean {
    if (!this.chosen) return false;
    void this.removeChosen();
    return true;
  }

  #areaOf({ kind, id }: Chosen): PictureNode["area"] | null {
    if (kind === "node") return this.#drawing.placed.get(id)?.area ?? null;
    const edge = this.#drawing.edges.byId(id)?.record;
    const [from, to] = [edge && this.#drawing.placed.get(edge.from), edge && this.#drawing.placed.get(edge.to)];
    if (!from || !to) return null;
    const [a, b] = [middle(from.area), middle(to.area)];
    return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) };
  }
}
