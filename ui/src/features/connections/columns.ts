// The columns of the list of connections; what nobody has asked about is said to be so, never left blank.
import { day, inOrder } from "../../lib/format";
import { choiceWord, type ChoiceKey, type Lang, type Messages } from "../../lib/i18n";
import type { Connection, Kept } from "../../lib/ipc/generated";
import type { Column } from "../../lib/ui/table.svelte";
import type { Connections } from "./connections.svelte";
import { openFields, type ConnectionFields } from "./fields";

interface Given {
  t: Messages;
  lang: Lang;
  fields: ConnectionFields;
  desk: Connections;
  /** Only what tells one from another: a form stands beside the table. */
  narrow: boolean;
}

/** The columns. */
export function columnsOf({ t, lang, fields, desk, narrow }: Given): Column<Kept<Connection>>[] {
  const { field } = t.connections;
  const word = (key: ChoiceKey, name: string | number | null | undefined): string =>
    name == null ? t.stages.notAsked : choiceWord(key, name, lang);
  const openCount = (record: Connection): number => openFields(fields, record).length;
  const investigated = (id: string): string => desk.entries(id)[0]?.record.on ?? "";
  const all: Column<Kept<Connection>>[] = [
    { key: "label", title: field.label, text: ({ record }) => record.label, width: "5.5rem" },
    { key: "purpose", title: field.purpose, text: ({ record }) => record.purpose, width: "minmax(14rem, 2fr)" },
    {
      key: "open",
      title: t.connections.open,
      text: ({ record }) => {
        const count = openCount(record);
        return count > 0 ? t.connections.openCount(String(count)) : t.connections.openNone;
      },
      sort: (a, b) => openCount(a.record) - openCount(b.record),
      width: "minmax(8.5rem, 0.8fr)",
    },
    {
      key: "category",
      title: field.category,
      text: ({ record }) => word("category", record.category),
      sort: (a, b) => a.record.category - b.record.category,
      width: "minmax(9rem, 1.2fr)",
    },
    {
      key: "counterpart",
      title: field.counterpart,
      text: ({ record }) => record.counterpart ?? t.stages.notAsked,
      width: "minmax(9rem, 1.2fr)",
    },
    { key: "line", title: field.line, text: ({ record }) => word("line_kind", record.line), width: "minmax(7rem, 0.8fr)" },
    {
      key: "known",
      title: field.known_to_manager,
      text: ({ record }) => word("tri", record.known_to_manager),
      width: "minmax(9rem, 0.8fr)",
    },
    {
      key: "managed",
      title: field.managed_by,
      text: ({ record }) => record.managed_by ?? t.stages.notAsked,
      width: "minmax(9rem, 1.2fr)",
    },
    {
      key: "investigated",
      title: t.connections.investigated,
      text: ({ id }) => (investigated(id) ? day(investigated(id), lang) : t.connections.neverInvestigated),
      sort: (a, b) => inOrder(investigated(a.id), investigated(b.id)),
      width: "minmax(8rem, 0.9fr)",
    },
  ];
  return narrow ? all.slice(0, 3) : all;
}
