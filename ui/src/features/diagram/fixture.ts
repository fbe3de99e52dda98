// A small drawing behind a fake table, for tests: two zones, three devices, one party outside. The table lays nothing
// out; it puts what was placed by hand where the record says, and everything else where the fixture has it.
import { CommandError, type Backend } from "../../lib/ipc/client";
import type { DiagramEdge, DiagramNode, DiagramPicture, Kept, PictureArea, RecordRef } from "../../lib/ipc/generated";

const SIZE = { w: 120, h: 30 };

/** What the fake table holds. */
export interface Behind {
  nodes: Map<string, Kept<DiagramNode>>;
  edges: Map<string, Kept<DiagramEdge>>;
  /** Every write that was asked for, by name. */
  writes: string[];
  /** Thrown by the next write, once. */
  refuse: CommandError | null;
  /** Changes that were made, as undo would take them back. */
  past: (() => void)[];
  differences: DiagramPicture["differences"];
}

function area(behind: Behind, id: string, at: Record<string, PictureArea>): PictureArea {
  const record = behind.nodes.get(id)?.record;
  const usual = at[id] ?? { x: 0, y: 900, ...SIZE };
  if (!record || record.x === null || record.x === undefined) return usual;
  const zone = record.zone ? area(behind, record.zone, at) : { x: 0, y: 0 };
  return { ...usual, x: zone.x + record.x, y: zone.y + (record.y ?? 0) };
}

const PLACES: Record<string, PictureArea> = {
  za: { x: 100, y: 100, w: 300, h: 200 },
  zb: { x: 500, y: 100, w: 300, h: 200 },
  fw: { x: 120, y: 140, ...SIZE },
  sw: { x: 120, y: 220, ...SIZE },
  srv: { x: 520, y: 140, ...SIZE },
  ven: { x: -200, y: 150, ...SIZE },
};

/** A table with the drawing in it. */
export function table(): { behind: Behind; backend: Backend } {
  const node = (id: string, record: Partial<DiagramNode>): [string, Kept<DiagramNode>] => [
    id,
    { id, rev: 1, record: { diagram: "network", kind: "asset", label: id.toUpperCase(), ...record } },
  ];
  const behind: Behind = {
    nodes: new Map([
      node("za", { kind: "zone" }),
      node("zb", { kind: "zone" }),
      node("fw", { zone: "za" }),
      node("sw", { zone: "za" }),
      node("srv", { zone: "zb" }),
      node("ven", { kind: "external_party" }),
      node("dir", { kind: "role", diagram: "management" }),
    ]),
    edges: new Map([
      ["e1", { id: "e1", rev: 1, record: { diagram: "network", kind: "link", from: "fw", to: "sw" } }],
    ]),
    writes: [],
    refuse: null,
    past: [],
    differences: [
      { difference: "connection_not_drawn", text: "not drawn", about: { kind: "connection", id: "c1" }, name: "C-01" },
      { difference: "gateway_not_drawn", text: "not drawn", about: { kind: "asset", id: "a1" }, name: "UTM" },
    ],
  };
  let made = 0;
  const saved = (id: string, rev: number) => ({ id, rev, saved_at: "2026-11-21T01:02:03Z" });
  const write = (name: string): void => {
    behind.writes.push(name);
    const { refuse } = behind;
    behind.refuse = null;
    if (refuse) throw refuse;
    const [nodes, edges] = [new Map(behind.nodes), new Map(behind.edges)];
    behind.past.push(() => Object.assign(behind, { nodes, edges }));
  };
  function set<R>(all: Map<string, Kept<R>>, args: { id?: string; rev?: number; record: R }) {
    const id = args.id ?? `new${(made += 1)}`;
    const rev = all.get(id)?.rev;
    if (rev !== args.rev) throw new CommandError("conflict", { rev });
    all.set(id, { id, rev: (rev ?? 0) + 1, record: args.record });
    return saved(id, (rev ?? 0) + 1);
  }
  const picture = (kind: string): DiagramPicture => {
    const own = [...behind.nodes.values()].filter(({ record }) => record.diagram === kind);
    const nodes = own.map(({ id, record }) => ({
      node: id,
      label: record.label ?? record.asset ?? "",
      zone: record.zone ?? null,
      outside: record.kind === "external_party",
      area: area(behind, id, PLACES),
    }));
    const edges = [...behind.edges.values()].filter(({ record }) => record.diagram === kind);
    const middle = (id: string): [number, number] => {
      const at = area(behind, id, PLACES);
      return [at.x + at.w / 2, at.y + at.h / 2];
    };
    return {
      parts: [
        ...edges.map(({ id, record }) => ({
          node: null,
          edges: [id],
          items: [
            {
              shape: "line" as const,
              points: [middle(record.from), middle(record.to)],
              stroke: { color: "#000000", width: 1, dash: false },
            },
          ],
        })),
        ...nodes.map(({ node: id, label, area: at }) => ({
          node: id,
          edges: [],
          items: [
            { shape: "rect" as const, area: at, radius: 3, fill: "#ffffff", stroke: null },
            { shape: "text" as const, x: at.x, y: at.y, size: 8, bold: false, middle: false, color: "#000000", text: label },
          ],
        })),
      ],
      nodes,
      edges: edges.map(({ id, record }) => ({ edge: id, label: record.label ?? "", loose: false })),
      bounds: { x: -220, y: 80, w: 1040, h: 260 },
      problems: [{ number: 1, problem: "isolated_node", text: "stands alone", nodes: ["ven"], edges: [] }],
      differences: behind.differences,
    };
  };
  const ours = { seq: 1, at: "", action: "update", about: { kind: "diagram_node", id: "fw" } as RecordRef, fields: [], entries: 1, kinds: ["diagram_node"] };
  const answers: Record<string, (args: never) => unknown> = {
    diagram_node_list: () => [...behind.nodes.values()],
    diagram_edge_list: () => [...behind.edges.values()],
    diagram_node_set: (args: { id?: string; rev?: number; record: DiagramNode }) => {
      write("diagram_node_set");
      return set(behind.nodes, args);
    },
    diagram_edge_set: (args: { id?: string; rev?: number; record: DiagramEdge }) => {
      write("diagram_edge_set");
      return set(behind.edges, args);
    },
    diagram_edge_remove: ({ id }: { id: string }) => {
      write("diagram_edge_remove");
      behind.edges.delete(id);
      return saved(id, 0);
    },
    diagram_node_erase: ({ id }: { id: string }) => {
      write("diagram_node_erase");
      for (const [edge, { record }] of behind.edges) if (record.from === id || record.to === id) behind.edges.delete(edge);
      behind.nodes.delete(id);
      return saved(id, 0);
    },
    diagram_add: ({ about }: { about: RecordRef }) => {
      write("diagram_add");
      if (about.kind === "connection") {
        set(behind.edges, {
          record: { diagram: "network", kind: "external_connection", from: "ven", to: "fw", connection: about.id },
        });
      } else set(behind.nodes, { record: { diagram: "network", kind: "asset", asset: about.id } });
      behind.differences = behind.differences.filter((one) => one.about.id !== about.id);
      return { nodes: 1, edges: 1, saved_at: "2026-11-21T01:02:03Z" };
    },
    diagram_from_ledger: () => {
      write("diagram_from_ledger");
      return { nodes: 2, edges: 1, saved_at: "2026-11-21T01:02:03Z" };
    },
    diagram_release: () => {
      write("diagram_release");
      let nodes = 0;
      for (const [id, kept] of behind.nodes) {
        if (kept.record.x === null || kept.record.x === undefined) continue;
        nodes += 1;
        behind.nodes.set(id, { ...kept, rev: kept.rev + 1, record: { ...kept.record, x: null, y: null } });
      }
      return { nodes, saved_at: "2026-11-21T01:02:03Z" };
    },
    diagram_get: ({ diagram }: { diagram: string }) => picture(diagram),
    diagram_draw: () => ({ svg: "<svg xmlns='http://www.w3.org/2000/svg'/>", problems: [], differences: [] }),
    change_status: () => (behind.past.length > 0 ? { undo: ours } : {}),
    change_undo: () => {
      behind.past.pop()?.();
      return { change: ours, next: {}, saved_at: "2026-11-21T01:02:03Z" };
    },
    asset_list: () => [{ id: "a1", rev: 1, record: { kind: "firewall", name: "UTM" } }],
    system_list: () => [],
    connection_list: () => [{ id: "c1", rev: 1, record: { label: "C-01", purpose: "maintenance" } }],
  };
  const backend = {
    async call(name: string, args: unknown) {
      const answer = answers[name];
      if (!answer) throw new CommandError("unknown_command", { name });
      return JSON.parse(JSON.stringify(answer(JSON.parse(JSON.stringify(args)) as never)));
    },
  } as Backend;
  return { behind, backend };
}
