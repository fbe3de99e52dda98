// The fields of connections: which are needed at once, which must be asked about before a connection is understood.
import type { ChoiceKey, Messages } from "../../lib/i18n";
import type { Asset, Connection, Kept, System } from "../../lib/ipc/generated";
import type { Field } from "../../lib/ledger/field";

type ConnectionField = Field<Connection>;
type Name = keyof Messages["connections"]["field"] & keyof Connection;

/** What the fields need to know of the survey. */
interface Known {
  assets: () => readonly Kept<Asset>[];
  systems: () => readonly Kept<System>[];
}

function own(key: Name, kind: ConnectionField["kind"], more: Partial<ConnectionField> = {}): ConnectionField {
  return {
    key,
    kind,
    label: (t) => t.connections.field[key],
    get: (connection) => connection[key] as string | null | undefined,
    put: (connection, value) => ({ ...connection, [key]: value }),
    ...more,
  };
}

function choice(key: Name, words: ChoiceKey, more: Partial<ConnectionField> = {}): ConnectionField {
  return own(key, "choice", { choice: words, ...more });
}

/** Every field of a connection, by name. */
export function connectionFields({ assets, systems }: Known) {
  return {
    purpose: own("purpose", "suggest", { required: true, own: true, wide: true }),
    label: own("label", "text", { required: true, own: true }),
    category: choice("category", "category", {
      required: true,
      get: (connection) => String(connection.category),
      put: (connection, value) => ({ ...connection, category: Number(value) }),
    }),
    counterpart: own("counterpart", "suggest", { wide: true }),
    line: choice("line", "line_kind"),
    line_other: own("line_other", "suggest"),
    managed_by: own("managed_by", "suggest"),
    terminating_asset: own("terminating_asset", "ref", {
      options: () =>
        assets().map(({ id, record }) => ({ id, label: record.name, detail: Object.values(record.location).join(" ") })),
    }),
    system: own("system", "ref", { options: () => systems().map(({ id, record }) => ({ id, label: record.name })) }),
    known_to_manager: choice("known_to_manager", "tri", { radio: true }),
    direction: choice("direction", "direction"),
    availability: choice("availability", "availability"),
    authentication: choice("authentication", "authentication"),
    log_kept: choice("log_kept", "tri", { radio: true }),
    said_anonymised: choice("said_anonymised", "tri", { radio: true }),
    carrier: own("carrier", "suggest"),
    software_version: own("software_version", "suggest"),
    setting_reviewed: choice("setting_reviewed", "tri", { radio: true }),
    maintenance: choice("maintenance", "maintenance"),
    managed_by_network_manager: choice("managed_by_network_manager", "tri", { radio: true }),
    contract: own("contract", "suggest"),
    boundary: own("boundary", "suggest"),
    note: own("note", "area"),
  } satisfies Record<string, ConnectionField>;
}

/** Every field of a connection, by name. */
export type ConnectionFields = ReturnType<typeof connectionFields>;
type FieldName = keyof ConnectionFields;

const NEEDED: FieldName[] = [
  "purpose",
  "label",
  "category",
  "counterpart",
  "line",
  "managed_by",
  "terminating_asset",
  "system",
  "known_to_manager",
];

/** Categories by which data leave that are said to be anonymised: regional care, reading from afar, research. */
const DATA_LEAVE: readonly number[] = [5, 6, 7];

/** The fields that a connection needs at once, and the others. */
export function fieldsOf(
  fields: ConnectionFields,
  { category, line }: Connection,
): { needed: ConnectionField[]; rest: ConnectionField[] } {
  const wanted = new Set<FieldName>(NEEDED);
  if (DATA_LEAVE.includes(category)) wanted.add("said_anonymised");
  if (line === "other") wanted.add("line_other");
  const all = Object.entries(fields) as [FieldName, ConnectionField][];
  return {
    needed: all.flatMap(([name, field]) => (wanted.has(name) ? [field] : [])),
    rest: all.flatMap(([name, field]) => (wanted.has(name) || (name === "line_other" && line !== "other") ? [] : [field])),
  };
}

const NOT_ASKED_ABOUT: readonly string[] = ["purpose", "label", "category", "line_other", "note"];

/** The fields that nobody has asked about yet. */
export function openFields(fields: ConnectionFields, connection: Connection): ConnectionField[] {
  return Object.values<ConnectionField>(fields).filter((field) => {
    if (NOT_ASKED_ABOUT.includes(field.key)) return false;
    if (field.key === "said_anonymised" && !DATA_LEAVE.includes(connection.category)) return false;
    return !field.get(connection);
  });
}

/** The label after the highest one: `C-08` after `C-07`. */
export function nextLabel(connections: readonly Kept<Connection>[]): string {
  const numbers = connections.flatMap(({ record }) => /^C-(\d{1,6})$/.exec(record.label)?.[1] ?? []);
  return `C-${String(Math.max(0, ...numbers.map(Number)) + 1).padStart(2, "0")}`;
}

/** One more like another: what was found out about that one is not taken along. */
export function copyOf({ category, purpose, line, line_other, carrier, managed_by, system, maintenance, contract }: Connection, label: string): Connection {
  const same = { line, line_other, carrier, managed_by, system, maintenance, contract };
  return { label, category, purpose, ...Object.fromEntries(Object.entries(same).filter(([, value]) => value != null)) };
}
