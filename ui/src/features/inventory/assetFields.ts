// The fields of assets: which a kind needs at once, in which order a block has its columns, what a copy takes along.
//
// Invariant: what was confirmed of one asset (version, addresses, by whom and when) is never copied to another.
import type { ChoiceKey, Messages } from "../../lib/i18n";
import type { Asset, AssetKind, ConfirmedBy, Kept, Location, System } from "../../lib/ipc/generated";
import type { Field } from "../../lib/ledger/field";

type AssetField = Field<Asset>;
type Name = keyof Messages["inventory"]["field"];

/** What the fields need to know of the survey. */
interface Known {
  systems: () => readonly Kept<System>[];
  today: () => string;
}

/** A field of the asset itself. */
function own(key: Name & keyof Asset, kind: AssetField["kind"], more: Partial<AssetField> = {}): AssetField {
  return {
    key,
    kind,
    label: (t) => t.inventory.field[key],
    get: (asset) => asset[key] as string | null | undefined,
    put: (asset, value) => ({ ...asset, [key]: value }),
    ...more,
  };
}

function choice(key: Name & keyof Asset, words: ChoiceKey, more: Partial<AssetField> = {}): AssetField {
  return own(key, "choice", { choice: words, ...more });
}

function place(key: Name & keyof Location): AssetField {
  return {
    key,
    kind: "suggest",
    label: (t) => t.inventory.field[key],
    get: (asset) => asset.location[key],
    put: (asset, value) => ({ ...asset, location: { ...asset.location, [key]: value } }),
  };
}

/** Every field of an asset, by name. */
export function assetFields({ systems, today }: Known) {
  return {
    kind: choice("kind", "asset_kind", { required: true }),
    name: own("name", "text", { required: true, own: true, wide: true }),
    confirmed_by: choice("confirmed_by", "confirmed_by", {
      radio: true,
      blank: (t) => t.inventory.notConfirmed,
      // Confirmed means confirmed today, unless another day is written.
      put: (asset, value) => ({
        ...asset,
        confirmed_by: value as ConfirmedBy | null,
        confirmed_on: value === null ? null : (asset.confirmed_on ?? today()),
      }),
    }),
    maker: own("maker", "suggest"),
    model: own("model", "suggest"),
    os: own("os", "suggest"),
    version: own("version", "suggest"),
    ip: own("ip", "text", { own: true }),
    system: own("system", "ref", {
      options: () => systems().map(({ id, record }) => ({ id, label: record.name })),
    }),
    department: own("department", "suggest"),
    building: place("building"),
    floor: place("floor"),
    room: place("room"),
    rack: place("rack"),
    protocol: own("protocol", "suggest"),
    maintenance: choice("maintenance", "maintenance"),
    maintained_by: own("maintained_by", "suggest"),
    end_of_support: own("end_of_support", "day"),
    patch_state: choice("patch_state", "upkeep_state"),
    antivirus_state: choice("antivirus_state", "upkeep_state"),
    mds2: choice("mds2", "tri", { radio: true }),
    mac: own("mac", "text", { own: true }),
    owner: choice("owner", "owner"),
    owner_name: own("owner_name", "suggest"),
    managing_department: own("managing_department", "suggest"),
    contract: own("contract", "suggest"),
    end_of_life: own("end_of_life", "day"),
    sbom: choice("sbom", "tri", { radio: true }),
    legacy: choice("legacy", "tri", { radio: true }),
    confirmed_on: own("confirmed_on", "day"),
    note: own("note", "area"),
  } satisfies Record<string, AssetField>;
}

/** Every field of an asset, by name. */
export type AssetFields = ReturnType<typeof assetFields>;
type AssetFieldName = keyof AssetFields;

const NETWORK: AssetFieldName[] = ["maker", "model", "os", "version", "ip", "end_of_support"];
const COMPUTER: AssetFieldName[] = ["system", "department", "maker", "model", "os", "version", "ip", "antivirus_state"];
const DEVICE: AssetFieldName[] = ["department", "maker", "model", "os", "version", "ip", "maintenance", "maintained_by", "mds2"];
const PLAIN: AssetFieldName[] = ["maker", "model", "department"];
const PLACE: AssetFieldName[] = ["building", "floor", "room", "rack"];

const BY_KIND: Record<AssetKind, AssetFieldName[]> = {
  server: COMPUTER,
  terminal: COMPUTER,
  firewall: NETWORK,
  vpn_gateway: NETWORK,
  router: NETWORK,
  switch: NETWORK,
  wireless_access_point: NETWORK,
  mobile_router: [...NETWORK, "maintained_by"],
  storage: COMPUTER,
  ct: DEVICE,
  mri: DEVICE,
  imaging: DEVICE,
  laboratory: DEVICE,
  bedside: DEVICE,
  medical_device: DEVICE,
  card_reader: ["maker", "model", "os", "version", "maintained_by"],
  maintenance_box: [...NETWORK, "maintained_by", "owner"],
  peripheral: PLAIN,
  other: PLAIN,
};

/** The fields that an asset of a kind needs at once, and the others. */
export function fieldsOf(fields: AssetFields, kind: AssetKind): { needed: AssetField[]; rest: AssetField[] } {
  const names: AssetFieldName[] = ["name", "confirmed_by", ...BY_KIND[kind], ...PLACE, "note"];
  const wanted = new Set<string>(names);
  const rest = Object.entries(fields).flatMap(([name, field]) => (wanted.has(name) ? [] : [field]));
  return { needed: names.map((name) => fields[name]), rest };
}

/** What a new asset begins as: its kind, a name to be written over, and the place where the person is. */
export function freshAsset(kind: AssetKind, name: string, location: Location): Asset {
  return { kind, name, location };
}

const COPIED = [
  "kind",
  "maker",
  "model",
  "os",
  "protocol",
  "department",
  "owner",
  "owner_name",
  "managing_department",
  "system",
  "maintenance",
  "maintained_by",
  "contract",
  "end_of_life",
  "end_of_support",
] as const satisfies (keyof Asset)[];

/** One more like another, at the place where the person is. */
export function copyOf(asset: Asset, name: string, location: Location): Asset {
  const same = Object.fromEntries(COPIED.flatMap((key) => (asset[key] === undefined ? [] : [[key, asset[key]]])));
  return { ...same, kind: asset.kind, name, location };
}
