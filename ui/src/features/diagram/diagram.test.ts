import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CommandError } from "../../lib/ipc/client";
import { Saving } from "../../lib/saving.svelte";
import { Drawing } from "./drawing.svelte";
import { Editor, REST, type Told } from "./editor.svelte";
import { table } from "./fixture";
import { runs } from "./afar";
import { away, landing, snap, towards } from "./geometry";
import { Viewport } from "./viewport.svelte";
import type { PictureItem, PictureNode, PicturePart } from "../../lib/ipc/generated";

/** A drawing that is open, with a hand on it. The window shows points as pixels, beginning at -300, 0. */
async function open() {
  const { behind, backend } = table();
  const drawing = new Drawing(backend, new Saving(), "s", () => "en");
  await drawing.load();
  const view = new Viewport();
  [view.x, view.y, view.width, view.height] = [300, 0, 1200, 700];
  const told: Told[] = [];
  const editor = new Editor(drawing, view, (one) => told.push(one));
  return { behind, drawing, view, editor, told };
}

/** Lets everything come to rest that was begun. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}

/** A drag with the mouse, from one place of the sheet to another. */
async function drag(editor: Editor, [x, y]: [number, number], [toX, toY]: [number, number], finger = 1): Promise<void> {
  editor.down(finger, { x: x + 300, y });
  editor.move(finger, { x: (x + toX) / 2 + 300, y: (y + toY) / 2 });
  editor.move(finger, { x: toX + 300, y: toY });
  editor.up(finger, { x: toX + 300, y: toY });
  await settled();
}

const node = (id: string, x: number, y: number, w = 100, h = 30): PictureNode => ({
  node: id,
  label: id,
  zone: null,
  outside: false,
  area: { x, y, w, h },
});

describe("places on the sheet", () => {
  it("lets a node come to rest on the grid of the zone that it is over", () => {
    const zone = node("z", 100, 100, 400, 300);
    expect(landing(node("n", 0, 0), 200, 150, [zone])).toEqual({ zone: "z", x: 102, y: 48, dx: 202, dy: 148 });
    const close = landing(node("n", 0, 0), 101, 101, [zone]);
    expect([close.x, close.y], "the heading of a zone stays free").toEqual([12, 24]);
    expect(landing(node("n", 0, 0), 800, 7, [zone])).toEqual({ zone: null, x: 798, y: 6, dx: 798, dy: 6 });
    expect(landing(zone, 10, 10, [zone]).zone, "a zone is not put into itself").toBeNull();
  });

  it("rounds to the grid without a negative zero", () => {
    expect([snap(-2), snap(-4), snap(8)].map((n) => Object.is(n, -0) || n)).toEqual([0, -6, 6]);
  });

  it("finds the nearest node in a direction, and how far a line is away", () => {
    const [a, b, c] = [node("a", 0, 0), node("b", 300, 10), node("c", 0, 200)];
    expect(towards([a, b, c], a, 1, 0)?.node).toBe("b");
    expect(towards([a, b, c], a, 0, 1)?.node).toBe("c");
    expect(towards([a, b, c], a, -1, 0), "nothing lies there").toBeNull();
    expect(away([[0, 0], [10, 0], [10, 10]], { x: 12, y: 5 })).toBe(2);
  });

  it("zooms about a place, and shows everything", () => {
    const view = new Viewport();
    const before = view.toSheet({ x: 100, y: 50 });
    view.zoom(2, { x: 100, y: 50 });
    expect(view.toSheet({ x: 100, y: 50 })).toEqual(before);
    view.fit({ x: -50, y: -50, w: 4000, h: 100 });
    expect(view.toWindow({ x: -50, y: 0 }).x).toBeGreaterThanOrEqual(0);
    expect(view.toWindow({ x: 3950, y: 0 }).x).toBeLessThanOrEqual(view.width);
  });
});

describe("the hand on a drawing", () => {
  it("moves a node by dragging: one write, on the grid, from its zone", async () => {
    const { behind, drawing, editor, told } = await open();
    await drag(editor, [150, 150], [193, 171]);
    expect(behind.writes).toEqual(["diagram_node_set"]);
    expect(behind.nodes.get("fw")?.record).toMatchObject({ zone: "za", x: 66, y: 60 });
    expect(drawing.placed.get("fw")?.area.x, "the picture has it where it was let go").toBe(166);
    expect(drawing.moved, "nothing is held any more").toBeNull();
    expect(told.at(-1)).toEqual({ what: "moved", id: "fw", zone: "za" });
  });

  it("puts a node into the zone that it is dragged to", async () => {
    const { behind, editor } = await open();
    await drag(editor, [150, 150], [600, 250]);
    expect(behind.nodes.get("fw")?.record.zone).toBe("zb");
    await drag(editor, [-180, 160], [160, 260]);
    expect(behind.nodes.get("ven")?.record, "what stands outside the hospital is in no zone of it").toMatchObject({ zone: null });
  });

  it("takes a zone by its heading and looks around elsewhere", async () => {
    const { behind, editor, view } = await open();
    await drag(editor, [300, 250], [330, 280]);
    expect(behind.writes, "nothing was moved").toEqual([]);
    expect([view.x, view.y]).toEqual([330, 30]);
    [view.x, view.y] = [300, 0];
    await drag(editor, [300, 110], [360, 170]);
    expect(behind.nodes.get("za")?.record).toMatchObject({ x: 162, y: 162 });
    expect(behind.nodes.get("fw")?.record.x, "what stands in it moves with it").toBeUndefined();
  });

  it("chooses without moving when the hand only slips", async () => {
    const { behind, editor } = await open();
    await drag(editor, [150, 150], [152, 152]);
    expect(editor.chosen).toEqual({ kind: "node", id: "fw" });
    expect(behind.writes).toEqual([]);
    await drag(editor, [180, 200], [180, 200]);
    expect(editor.chosen, "a line is chosen by pressing it").toEqual({ kind: "edge", id: "e1" });
    await drag(editor, [450, 400], [450, 400]);
    expect(editor.chosen).toBeNull();
  });

  it("connects from handle to node", async () => {
    const { behind, editor, told } = await open();
    await drag(editor, [600, 150], [600, 150]);
    const [, right] = editor.handles;
    await drag(editor, [(right?.x ?? 0) - 300, right?.y ?? 0], [150, 230]);
    const edges = [...behind.edges.values()].map(({ record }) => record);
    expect(edges.at(-1)).toEqual({ diagram: "network", kind: "link", from: "srv", to: "sw" });
    expect(told.at(-1)).toEqual({ what: "connected", from: "srv", to: "sw" });
    expect(editor.chosen?.kind, "the new line can be changed at once").toBe("edge");
  });

  it("leaves no trace of a movement that was taken away", async () => {
    const { behind, drawing, editor } = await open();
    editor.down(1, { x: 450, y: 150 });
    editor.move(1, { x: 520, y: 190 });
    expect(drawing.moved).not.toBeNull();
    editor.cancel(1);
    await settled();
    expect([drawing.moved, behind.writes]).toEqual([null, []]);
  });

  it("zooms with two fingers, and moves nothing by them", async () => {
    const { behind, editor, view } = await open();
    editor.down(1, { x: 450, y: 150 });
    editor.down(2, { x: 550, y: 150 });
    editor.move(2, { x: 650, y: 150 });
    expect(view.scale).toBe(2);
    editor.up(2, { x: 650, y: 150 });
    editor.move(1, { x: 500, y: 500 });
    editor.up(1, { x: 500, y: 500 });
    await settled();
    expect(behind.writes).toEqual([]);
  });
});

describe("looking at a zone", () => {
  /** The part of the sheet that is seen, and the place of the zone of the firewall. */
  async function near(act: (editor: Editor) => void) {
    const { editor, drawing, view } = await open();
    view.scale = 0.2;
    act(editor);
    return { view, zone: drawing.placed.get("za")?.area ?? { x: 0, y: 0, w: 0, h: 0 } };
  }

  it("shows the zone of what is chosen as large as the window allows, by a key or two presses", async () => {
    const ways: ((editor: Editor) => void)[] = [
      (editor) => {
        editor.choose({ kind: "node", id: "fw" }, false);
        expect(editor.key({ key: "f" })).toBe(true);
      },
      (editor) => {
        editor.choose({ kind: "node", id: "za" }, false);
        editor.fit();
      },
      // The middle of the firewall, on a sheet that is shown at a fifth.
      (editor) => editor.twice({ x: 300 + 180 * 0.2, y: 155 * 0.2 }),
    ];
    for (const way of ways) {
      const { view, zone } = await near(way);
      expect(view.scale, "letters can be read").toBeGreaterThan(1);
      const { x, y, w, h } = view.seen;
      expect([x <= zone.x, y <= zone.y, x + w >= zone.x + zone.w, y + h >= zone.y + zone.h]).toEqual([true, true, true, true]);
    }
  });

  it("has nothing to show where nothing is chosen", async () => {
    const { editor, view } = await open();
    const before = view.scale;
    expect(editor.around).toBeNull();
    expect(editor.key({ key: "f" })).toBe(false);
    editor.twice({ x: 5, y: 650 });
    expect(view.scale).toBe(before);
  });
});

describe("the keys of a drawing", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("connects by C, a walk, and C", async () => {
    const { behind, editor, told } = await open();
    editor.choose({ kind: "node", id: "fw" });
    expect(editor.key({ key: "c" })).toBe(true);
    expect(told.at(-1)).toEqual({ what: "connecting", from: "fw" });
    editor.key({ key: "ArrowRight" });
    expect(editor.chosen?.id, "arrow keys walk while a line has no end").toBe("srv");
    editor.key({ key: "Enter" });
    await settled();
    expect([...behind.edges.values()].at(-1)?.record).toMatchObject({ from: "fw", to: "srv", kind: "link" });
    expect(editor.source).toBeNull();
  });

  it("does not draw the same line twice, but several connections to one party", async () => {
    const { behind, editor, told } = await open();
    await editor.connect("sw", "fw");
    expect(told.at(-1)).toMatchObject({ what: "exists" });
    expect(behind.edges.size).toBe(1);
    await editor.connect("ven", "fw");
    await editor.connect("ven", "fw");
    expect([...behind.edges.values()].map(({ record }) => record.kind)).toEqual(["link", "external_connection", "external_connection"]);
    await editor.connect("fw", "fw");
    expect(behind.edges.size, "nothing is connected with itself").toBe(3);
  });

  it("makes one change of many presses of an arrow key", async () => {
    const { behind, editor, told } = await open();
    editor.choose({ kind: "node", id: "sw" });
    for (const key of ["ArrowRight", "ArrowRight", "ArrowDown"]) editor.key({ key });
    editor.key({ key: "ArrowRight", shift: true });
    expect(behind.writes, "not yet").toEqual([]);
    await vi.advanceTimersByTimeAsync(REST);
    await settled();
    expect(behind.writes).toEqual(["diagram_node_set"]);
    expect(behind.nodes.get("sw")?.record).toMatchObject({ zone: "za", x: 60, y: 126 });
    expect(told.at(-1)).toMatchObject({ what: "moved", id: "sw" });
  });

  it("stores what the keys moved before the stage is left", async () => {
    const { behind, editor } = await open();
    editor.choose({ kind: "node", id: "sw" });
    editor.key({ key: "ArrowRight" });
    expect(await editor.leave()).toBe(true);
    expect(behind.writes).toEqual(["diagram_node_set"]);
  });

  it("walks through all nodes, gives up with Escape, removes with Delete", async () => {
    const { behind, editor, told } = await open();
    const seen = new Set<string>();
    for (let i = 0; i < 6; i += 1) {
      editor.key({ key: "j" });
      if (editor.chosen) seen.add(editor.chosen.id);
    }
    expect([...seen].sort()).toEqual(["fw", "srv", "sw", "ven", "za", "zb"]);
    editor.choose({ kind: "node", id: "fw" });
    editor.key({ key: "c" });
    editor.key({ key: "Escape" });
    expect([editor.source, editor.chosen?.id], "only the line is given up").toEqual([null, "fw"]);
    editor.key({ key: "Delete" });
    await settled();
    expect(behind.nodes.has("fw")).toBe(false);
    expect(behind.edges.size, "its line is gone with it").toBe(0);
    expect(behind.writes, "in one step").toEqual(["diagram_node_erase"]);
    expect(told.at(-1)).toEqual({ what: "removed" });
    expect(editor.key({ key: "x" }), "other keys are not ours").toBe(false);
  });
});

describe("a drawing", () => {
  it("makes a move once more on top of what somebody else changed elsewhere in the record", async () => {
    const { behind, drawing, editor } = await open();
    behind.nodes.set("fw", { id: "fw", rev: 2, record: { diagram: "network", kind: "asset", label: "renamed", zone: "za" } });
    await drag(editor, [150, 150], [180, 150]);
    expect(behind.nodes.get("fw")?.record).toMatchObject({ label: "renamed", x: 48 });
    expect([...drawing.nodes.conflicts]).toEqual([]);
  });

  it("says so when somebody else moved the same node, and shows where it is now", async () => {
    const { behind, drawing, editor, told } = await open();
    behind.nodes.set("fw", { id: "fw", rev: 2, record: { diagram: "network", kind: "asset", label: "FW", zone: "za", x: 150, y: 120 } });
    await drag(editor, [150, 150], [180, 150]);
    expect([...drawing.nodes.conflicts]).toEqual(["fw"]);
    expect(behind.nodes.get("fw")?.record.x, "theirs stays").toBe(150);
    expect(drawing.placed.get("fw")?.area.x, "and is what the picture shows").toBe(250);
    expect(told.filter(({ what }) => what === "moved"), "nobody is told that it worked").toEqual([]);
  });

  it("puts a node back when its move was refused", async () => {
    const { behind, drawing, editor } = await open();
    behind.refuse = new CommandError("disk_full");
    await drag(editor, [150, 150], [193, 171]);
    expect(drawing.nodes.refused?.code).toBe("disk_full");
    expect([drawing.moved, drawing.placed.get("fw")?.area.x]).toEqual([null, 120]);
  });

  it("takes in what is on the ledger, at a place or where the proposal has it", async () => {
    const { behind, drawing } = await open();
    const id = await drawing.add({ kind: "asset", asset: "a1" }, { x: 545, y: 223 });
    expect(behind.nodes.get(id ?? "")?.record).toMatchObject({ asset: "a1", zone: "zb", x: 48, y: 126 });
    const made = await drawing.addFromLedger({ kind: "connection", id: "c1" });
    expect(made?.kind).toBe("diagram_edge");
    expect(drawing.picture?.differences.map(({ name }) => name)).toEqual(["UTM"]);
  });

  it("lets the layout place everything again, and takes that back", async () => {
    const { behind, drawing, editor } = await open();
    await drag(editor, [150, 150], [193, 171]);
    expect(await drawing.release()).toBe(1);
    expect(drawing.placed.get("fw")?.area.x).toBe(120);
    expect(await drawing.steps()).toEqual({ undo: true, redo: false });
    await drawing.step("change_undo");
    expect(drawing.placed.get("fw")?.area.x, "placed by hand again").toBe(166);
    expect(behind.past.length).toBe(1);
  });

  it("shows the other drawing and nothing of this one", async () => {
    const { drawing } = await open();
    await drawing.show("management");
    expect(drawing.inOrder.map(({ node: id }) => id)).toEqual(["dir"]);
    expect(drawing.ownEdges).toEqual([]);
    expect(drawing.usualKind("dir", "dir")).toBe("reports_to");
  });
});

describe("a large drawing from afar", () => {
  const rect = (x: number, fill: string): PictureItem => ({
    shape: "rect",
    area: { x, y: 0, w: 10, h: 5 },
    radius: 2,
    fill,
    stroke: { color: "#000000", width: 1, dash: false },
  });
  const line = (x: number): PictureItem => ({
    shape: "line",
    points: [[x, 0], [x, 9]],
    stroke: { color: "#000000", width: 1, dash: true },
  });
  const letters: PictureItem = { shape: "text", x: 0, y: 0, size: 9, bold: false, middle: false, color: "#000000", text: "EHR" };
  const box = (x: number): PicturePart => ({ node: `n${String(x)}`, edges: [], items: [rect(x, "white"), letters, rect(x + 1, "red")] });
  const edge = (x: number): PicturePart => ({ node: null, edges: [`e${String(x)}`], items: [line(x)] });

  it("is a path for each look, and what lies above stays above", () => {
    const paths = runs([box(0), edge(3), edge(4), box(20), box(40)]);
    expect(paths.map(({ fill, dash, d }) => [fill, dash, d])).toEqual([
      ["white", false, "M0 0h10v5h-10z"],
      ["red", false, "M1 0h10v5h-10z"],
      ["none", true, "M3 0L3 9M4 0L4 9"],
      ["white", false, "M20 0h10v5h-10zM40 0h10v5h-10z"],
      ["red", false, "M21 0h10v5h-10zM41 0h10v5h-10z"],
    ]);
  });
});
