// The walk-round: the ledgers of assets and systems, and where the person is.
//
// Invariant: a new asset stands where the person said to be last, or where the asset stands that was added last.
import { EvidenceShelf } from "../../lib/evidence/evidence.svelte";
import type { Backend } from "../../lib/ipc/client";
import type { Asset, AssetKind, Location, System, SystemKind } from "../../lib/ipc/generated";
import { Ledger } from "../../lib/ledger/ledger.svelte";
import { Records } from "../../lib/records/records.svelte";
import type { Saving } from "../../lib/saving.svelte";
import { copyOf, freshAsset } from "./assetFields";
import { distinct, numbered } from "./names";
import { freshSystem } from "./systemFields";

const PLACES = ["building", "floor", "room", "rack"] as const;

/** One part of a place. */
export type PlacePart = (typeof PLACES)[number];

/** The parts of a place, from large to small. */
export const placeParts: readonly PlacePart[] = PLACES;

/** The state of the stage. */
export class WalkRound {
  readonly assets: Ledger<Asset>;
  readonly systems: Ledger<System>;
  readonly shelf: EvidenceShelf;
  tab = $state<"assets" | "systems">("assets");
  /** Where the person said to be, until something was added there. */
  #said = $state.raw<Location | null>(null);
  readonly #here = $derived.by(() => this.#said ?? this.#lastPlace());

  constructor(backend: Backend, saving: Saving, survey: string) {
    const assets = new Records(backend, saving, survey, "asset");
    const systems = new Records(backend, saving, survey, "system");
    this.assets = new Ledger<Asset>(
      backend,
      saving,
      assets,
      ({ name }) => name,
      (rows) => backend.call("asset_batch_set", { survey, rows }),
    );
    this.systems = new Ledger<System>(
      backend,
      saving,
      systems,
      ({ name }) => name,
      (rows) => backend.call("system_batch_set", { survey, rows }),
    );
    this.shelf = new EvidenceShelf(backend, saving, survey);
  }

  get loaded(): boolean {
    return this.assets.records.loaded && this.systems.records.loaded;
  }

  async load(): Promise<void> {
    await Promise.all([this.assets.records.load(), this.systems.records.load()]);
    // Only forms show them.
    void this.shelf.load();
  }

  async settle(): Promise<boolean> {
    const settled = await Promise.all([this.assets.settle(), this.systems.settle()]);
    return settled.every(Boolean);
  }

  /** Where a new asset will stand. */
  get here(): Location {
    return this.#here;
  }

  /** The person has gone somewhere: what is inside of what changed is unknown there. */
  goTo(part: PlacePart, text: string): void {
    const at = PLACES.indexOf(part);
    const kept = PLACES.slice(0, at).flatMap((one) => (this.here[one] ? [[one, this.here[one]]] : []));
    const said = text.trim() === "" ? [] : [[part, text.trim()]];
    this.#said = Object.fromEntries([...kept, ...said]) as Location;
  }

  /** Earlier entries of one part, those at the present place first. */
  earlier(part: PlacePart): string[] {
    const around = PLACES.slice(0, PLACES.indexOf(part));
    const near = (place: Location): boolean => around.every((one) => (place[one] ?? "") === (this.here[one] ?? ""));
    const places = this.assets.records.kept.map(({ record }) => record.location);
    const texts = [...places.filter(near), ...places].flatMap((place) => place[part] ?? []);
    return distinct(texts);
  }

  /** Adds an asset of a kind; `word` is what the kind is called. */
  async addAsset(kind: AssetKind, word: string): Promise<boolean> {
    return this.#add(freshAsset(kind, this.#numbered(word), { ...this.here }));
  }

  /** Adds one more like the last one. */
  async copyLast(): Promise<boolean> {
    const { last } = this.assets;
    if (!last) return false;
    return this.#add(copyOf(last.record, this.#numbered(last.record.name, 2), { ...this.here }));
  }

  async addSystem(kind: SystemKind, word: string): Promise<boolean> {
    const taken = this.systems.records.kept.map(({ record }) => record.name);
    return this.systems.add(freshSystem(kind, taken.includes(word) ? numbered(word, taken, 2) : word));
  }

  async #add(asset: Asset): Promise<boolean> {
    const added = await this.assets.add(asset);
    if (added) this.#said = null;
    return added;
  }

  #numbered(name: string, first = 1): string {
    return numbered(
      name,
      this.assets.records.kept.map(({ record }) => record.name),
      first,
    );
  }

  #lastPlace(): Location {
    const { lastAdded, records } = this.assets;
    const last = lastAdded === null ? undefined : records.byId(lastAdded);
    return (last ?? records.kept.at(-1))?.record.location ?? {};
  }
}
