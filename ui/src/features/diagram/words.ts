// What nodes and edges are called, for people who hear or read about them.
import { choiceWord, type Lang, type Messages } from "../../lib/i18n";
import type { Drawing } from "./drawing.svelte";
import type { Chosen, Told } from "./editor.svelte";

/** What is chosen, in words. */
export function nameOf(drawing: Drawing, { kind, id }: Chosen, t: Messages, lang: Lang): string {
  if (kind === "edge") {
    const edge = drawing.edges.byId(id)?.record;
    if (!edge) return "";
    return t.diagram.chosenEdge(choiceWord("edge_kind", edge.kind, lang), drawing.labelOf(edge.from), drawing.labelOf(edge.to));
  }
  const node = drawing.node(id)?.record;
  return node ? t.diagram.chosenNode(choiceWord("node_kind", node.kind, lang), drawing.labelOf(id)) : "";
}

/** What somebody who does not see the picture is told. */
export function spoken(drawing: Drawing, told: Told, t: Messages, lang: Lang): string {
  const label = (id: string): string => drawing.labelOf(id);
  switch (told.what) {
    case "chosen": {
      const zone = drawing.placed.get(told.chosen.id)?.zone;
      const name = nameOf(drawing, told.chosen, t, lang);
      return zone ? `${name} ${t.diagram.inZone(label(zone))}` : name;
    }
    case "connecting":
      return t.diagram.connecting(label(told.from));
    case "connected":
      return t.diagram.connected(label(told.from), label(told.to));
    case "exists":
      return t.diagram.exists(label(told.from), label(told.to));
    case "moved":
      return told.zone ? t.diagram.movedInto(label(told.id), label(told.zone)) : t.diagram.moved(label(told.id));
    case "removed":
      return t.diagram.removed;
    case "given_up":
      return t.diagram.givenUp;
  }
}
