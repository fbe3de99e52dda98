// The fields of systems; few enough that none is hidden.
import type { Messages } from "../../lib/i18n";
import type { System, SystemKind } from "../../lib/ipc/generated";
import type { Field } from "../../lib/ledger/field";

type SystemField = Field<System>;

function own(
  key: keyof System,
  kind: SystemField["kind"],
  label: keyof Messages["inventory"]["field"],
  more: Partial<SystemField> = {},
): SystemField {
  return {
    key,
    kind,
    label: (t) => t.inventory.field[label],
    get: (system) => system[key] as string | null | undefined,
    put: (system, value) => ({ ...system, [key]: value }),
    ...more,
  };
}

function count(key: "servers" | "terminals"): SystemField {
  return own(key, "number", key, {
    get: (system) => system[key]?.toString(),
    put: (system, value) => ({ ...system, [key]: value === null ? null : Number(value) }),
  });
}

const name = own("name", "text", "name", { required: true, own: true, wide: true });

/** The field that tells systems apart. */
export const systemName = name;

/** Every field of a system, in the order of form and columns. */
export const systemFields: readonly SystemField[] = [
  name,
  own("kind", "choice", "kind", { required: true, choice: "system_kind" }),
  own("vendor", "suggest", "vendor"),
  own("department", "suggest", "owning_department"),
  own("database", "suggest", "database", { wide: true }),
  count("servers"),
  count("terminals"),
  own("note", "area", "note"),
];

/** What a new system begins as. */
export function freshSystem(kind: SystemKind, called: string): System {
  return { kind, name: called };
}
