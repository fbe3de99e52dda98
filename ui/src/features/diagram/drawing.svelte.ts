// One of the two drawings: its records, and the picture that the table makes of them.
//
// Invariant: the picture is the table's; nothing here lays anything out. Every change is one command, hence one step of
// undo. While something is moved, the picture shows it at its new place until the table has drawn it there.
import { toCommandError, type Backend, type CommandError } from "../../lib/ipc/client";
import type {
  DiagramEdge,
  DiagramKind,
  DiagramNode,
  DiagramPicture,
  EdgeKind,
  Kept,
  Lang,
  NodeKind,
  PictureNode,
  RecordRef,
} from "../../lib/ipc/generated";
import { Records } from "../../lib/records/records.svelte";
import type { Saving } from "../../lib/saving.svelte";
import { inside, landing, snap, type Landing, type Point } from "./geometry";

/** The kinds of nodes that one adds to a drawing, the usual one first. */
export const nodeKinds: Record<DiagramKind, readonly NodeKind[]> = {
  network: ["asset", "system", "zone", "external_party"],
  management: ["role", "safety_officer", "contractor", "authority", "zone", "system"],
};

/** The kinds of edges of a drawing. */
export const edgeKinds: Record<DiagramKind, readonly EdgeKind[]> = {
  network: ["link", "external_connection"],
  management: ["reports_to", "contract", "contact"],
};

const OUTSIDE: readonly NodeKind[] = ["external_party", "contractor", "authority"];

/** What is moved, and how far. */
interface Moved {
  id: string;
  to: Landing;
}

/** A drawing as it is being worked on. */
export class Drawing {
  kind = $state<DiagramKind>("network");
  picture = $state.raw<DiagramPicture | null>(null);
  /** Why the picture could not be drawn, or an edit of several records was refused. */
  refused = $state.raw<CommandError | null>(null);
  moved = $state.raw<Moved | null>(null);
  /** Whether the hand still holds what is moved. */
  holding = false;
  readonly nodes: Records<"diagram_node">;
  readonly edges: Records<"diagram_edge">;
  readonly survey: string;
  readonly #backend: Backend;
  readonly #saving: Saving;
  readonly #lang: () => Lang;
  #drawing: Promise<void> | null = null;
  /** What the picture was made of. */
  #made: readonly unknown[] = [null, null, null, null];

  readonly placed = $derived(new Map((this.picture?.nodes ?? []).map((node) => [node.node, node]))); // eslint-disable-line svelte/prefer-svelte-reactivity
  readonly edgeLabels = $derived(new Map((this.picture?.edges ?? []).map(({ edge, label }) => [edge, label]))); // eslint-disable-line svelte/prefer-svelte-reactivity
  readonly ownNodes = $derived.by(() => this.nodes.kept.filter(({ record }) => record.diagram === this.kind));
  readonly ownEdges = $derived.by(() => this.edges.kept.filter(({ record }) => record.diagram === this.kind));
  /** The nodes in the order in which one reads: row by row, zones before what stands in them. */
  readonly inOrder = $derived(
    [...(this.picture?.nodes ?? [])].sort((a, b) => a.area.y - b.area.y || a.area.x - b.area.x),
  );
  readonly zones = $derived(this.inOrder.filter(({ node }) => this.kindOf(node) === "zone"));
  /** What moves with the thing that is moved. */
  readonly moving = $derived.by(() => {
    const { moved } = this;
    // Made anew whenever something else is moved.
    const all = new Set<string>(); // eslint-disable-line svelte/prefer-svelte-reactivity
    if (!moved) return all;
    all.add(moved.id);
    for (const { node, zone } of this.inOrder) if (zone === moved.id) all.add(node);
    return all;
  });

  constructor(backend: Backend, saving: Saving, survey: string, lang: () => Lang) {
    this.#backend = backend;
    this.#saving = saving;
    this.#lang = lang;
    this.survey = survey;
    this.nodes = new Records(backend, saving, survey, "diagram_node");
    this.edges = new Records(backend, saving, survey, "diagram_edge");
  }

  async load(): Promise<void> {
    await Promise.all([this.nodes.load(), this.edges.load()]);
    await this.refresh();
  }

  show(kind: DiagramKind): Promise<void> {
    this.kind = kind;
    this.picture = null;
    this.moved = null;
    return this.refresh();
  }

  /** Has the picture made anew where something changed that it was made of; waits for one that is being made. */
  refresh(): Promise<void> {
    if (!this.#stale) return this.#drawing ?? Promise.resolve();
    this.#drawing ??= this.#draw().finally(() => (this.#drawing = null));
    return this.#drawing;
  }

  /** Whether the picture was made, or is being made, of something else than what is there now. */
  get #stale(): boolean {
    const of = this.#of();
    return this.#made.some((one, i) => one !== of[i]);
  }

  #of(): readonly unknown[] {
    return [this.nodes.kept, this.edges.kept, this.kind, this.#lang()];
  }

  async #draw(): Promise<void> {
    while (this.#stale) {
      this.#made = this.#of();
      const { kind } = this;
      try {
        const args = { survey: this.survey, diagram: kind, lang: this.#lang() };
        const picture = await this.#backend.call("diagram_get", args);
        if (this.kind !== kind) continue;
        this.picture = picture;
        if (!this.holding && !this.#stale) this.moved = null;
      } catch (cause) {
        this.refused = toCommandError(cause);
      }
    }
  }

  node(id: string): Kept<DiagramNode> | undefined {
    return this.nodes.byId(id);
  }

  kindOf(id: string): NodeKind | undefined {
    return this.nodes.byId(id)?.record.kind;
  }

  labelOf(id: string): string {
    return this.placed.get(id)?.label ?? this.nodes.byId(id)?.record.label ?? "";
  }

  /** The topmost node under a place. */
  nodeAt(point: Point, slack = 0): PictureNode | null {
    const under = this.inOrder.filter(({ area }) => inside(area, point, slack));
    return under.findLast(({ node }) => this.kindOf(node) !== "zone") ?? under.at(-1) ?? null;
  }

  /** Holds a node at a new place, without storing it yet. */
  hold(id: string, dx: number, dy: number): void {
    const node = this.placed.get(id);
    if (!node) return;
    const kind = this.kindOf(id);
    const takers = kind === "zone" || (kind && OUTSIDE.includes(kind)) ? [] : this.zones;
    this.moved = { id, to: landing(node, dx, dy, takers) };
  }

  /** Lets go of what is held: where it is now it stays. */
  async drop(): Promise<boolean> {
    const { moved } = this;
    if (!moved) {
      this.holding = false;
      return true;
    }
    const { zone, x, y, dx, dy } = moved.to;
    const done = (dx === 0 && dy === 0) || (await this.nodes.patch(moved.id, { zone, x, y }));
    // Unless the hand has taken hold of something else meanwhile.
    if (this.moved === moved) this.holding = false;
    await this.refresh();
    if (this.moved === moved) this.moved = null;
    return done;
  }

  /** Puts what is held back. */
  putBack(): void {
    this.holding = false;
    this.moved = null;
  }

  /** What an edge between two nodes usually stands for. */
  usualKind(from: string, to: string): EdgeKind {
    const kinds = [this.kindOf(from), this.kindOf(to)];
    if (this.kind === "network") return kinds.includes("external_party") ? "external_connection" : "link";
    if (kinds.includes("authority")) return "contact";
    return kinds.includes("contractor") ? "contract" : "reports_to";
  }

  /** The edge between two nodes, whichever way it goes. */
  between(from: string, to: string, kind: EdgeKind): string | null {
    const same = this.ownEdges.find(
      ({ record: r }) =>
        r.kind === kind && ((r.from === from && r.to === to) || (r.from === to && r.to === from)),
    );
    return same?.id ?? null;
  }

  async connect(from: string, to: string, kind = this.usualKind(from, to)): Promise<string | null> {
    const edge: DiagramEdge = { diagram: this.kind, kind, from, to };
    const id = await this.edges.add(edge);
    await this.refresh();
    return id;
  }

  /** Adds a node; at `at`, in the zone that lies there, or where the layout puts it. */
  async add(node: Omit<DiagramNode, "diagram" | "x" | "y">, at: Point | null = null): Promise<string | null> {
    const mayStandInZone = node.kind !== "zone" && !OUTSIDE.includes(node.kind);
    const zone = at && mayStandInZone ? this.zones.find(({ area }) => inside(area, at)) : undefined;
    const from = zone?.area ?? { x: 0, y: 0 };
    const place = at ? { zone: zone?.node ?? null, x: snap(at.x - from.x), y: snap(at.y - from.y) } : {};
    const id = await this.nodes.add({ ...node, diagram: this.kind, ...place });
    await this.refresh();
    return id;
  }

  /** Adds a record of the ledger as the proposal would; the node or edge that stands for it then. */
  async addFromLedger(about: RecordRef): Promise<RecordRef | null> {
    const args = { survey: this.survey, diagram: this.kind, lang: this.#lang(), about };
    if (!(await this.#several(() => this.#backend.call("diagram_add", args)))) return null;
    if (about.kind === "connection") {
      const edge = this.ownEdges.find(({ record }) => record.connection === about.id);
      return edge ? { kind: "diagram_edge", id: edge.id } : null;
    }
    const node = this.ownNodes.find(({ record }) => record.asset === about.id || record.system === about.id);
    return node ? { kind: "diagram_node", id: node.id } : null;
  }

  /** Adds everything that the ledger has and the drawing has not; how much that was. */
  async fromLedger(): Promise<{ nodes: number; edges: number } | null> {
    const args = { survey: this.survey, diagram: this.kind, lang: this.#lang() };
    return this.#several(() => this.#backend.call("diagram_from_ledger", args));
  }

  /** Lets the layout place nodes again: one, or all. How many had been placed by hand. */
  async release(id?: string): Promise<number | null> {
    const nodes = id === undefined ? {} : { nodes: [id] };
    const args = { survey: this.survey, diagram: this.kind, ...nodes };
    return (await this.#several(() => this.#backend.call("diagram_release", args)))?.nodes ?? null;
  }

  /** Removes a node with the lines that end at it. */
  async removeNode(id: string): Promise<boolean> {
    const kept = this.nodes.byId(id);
    if (!kept) return true;
    // What is typed about something that goes away has nowhere to be kept.
    for (const name of ["label", "note"] as const) this.nodes.text(id, name).takeStored();
    const args = { survey: this.survey, id, rev: kept.rev };
    return (await this.#several(() => this.#backend.call("diagram_node_erase", args))) !== null;
  }

  async removeEdge(id: string): Promise<boolean> {
    const done = await this.edges.remove(id);
    await this.refresh();
    return done;
  }

  /** Takes the last change of the drawing back, or makes it again. */
  async step(command: "change_undo" | "change_redo"): Promise<boolean> {
    return (await this.#several(() => this.#backend.call(command, { survey: this.survey }))) !== null;
  }

  /** Whether the step that undo or redo would take is one of the drawings. */
  async steps(): Promise<{ undo: boolean; redo: boolean }> {
    const next = await this.#backend.call("change_status", { survey: this.survey });
    const ours = (kinds?: readonly string[]): boolean =>
      kinds !== undefined && kinds.every((kind) => kind === "diagram_node" || kind === "diagram_edge");
    return { undo: ours(next.undo?.kinds), redo: ours(next.redo?.kinds) };
  }

  /** Sends everything typed; whether nothing is left to lose. */
  async settle(): Promise<boolean> {
    const [nodes, edges] = await Promise.all([this.nodes.settle(), this.edges.settle()]);
    return nodes && edges;
  }

  /** A command that changes several records at once; what it changed is read again. */
  async #several<T extends { saved_at: string }>(command: () => Promise<T>): Promise<T | null> {
    try {
      const done = await this.#saving.during(command);
      this.refused = null;
      return done;
    } catch (cause) {
      this.refused = toCommandError(cause);
      return null;
    } finally {
      await Promise.all([this.nodes.load(), this.edges.load()]);
      await this.refresh();
    }
  }
}
