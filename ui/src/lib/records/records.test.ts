import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CommandError } from "../ipc/client";
import { fakeBackend } from "../ipc/fake";
import type { Kept, System } from "../ipc/generated";
import { PAUSE } from "../draft.svelte";
import { Saving } from "../saving.svelte";
import { Records } from "./records.svelte";

const system = (name: string, more: Partial<System> = {}): System => ({ kind: "pacs", name, ...more });

/** Records of systems over a table that answers as the real one does: revisions, conflicts, references. */
async function open(names: string[] = ["a", "b"]) {
  const table = new Map<string, Kept<System>>(names.map((name) => [name, { id: name, rev: 1, record: system(name) }]));
  const sent: System[] = [];
  let [made, refusal] = [0, null as CommandError | null];
  const saved = (id: string, rev: number) => ({ id, rev, saved_at: "2026-11-21T04:00:00Z" });
  const backend = fakeBackend({
    system_list: () => [...table.values()],
    system_set: async ({ id = `new${(made += 1)}`, rev, record }) => {
      await Promise.resolve();
      if (refusal) throw refusal;
      if ((table.get(id)?.rev ?? undefined) !== rev) throw new CommandError("conflict");
      sent.push(record);
      table.set(id, { id, rev: (rev ?? 0) + 1, record });
      return saved(id, (rev ?? 0) + 1);
    },
    system_remove: ({ id }) => {
      if (refusal) throw refusal;
      table.delete(id);
      return saved(id, 0);
    },
  });
  const saving = new Saving();
  const records = new Records(backend, saving, "s", "system");
  await records.load();
  const elsewhere = (id: string, change: Partial<System>): void => {
    const kept = table.get(id);
    if (kept) table.set(id, { id, rev: kept.rev + 1, record: { ...kept.record, ...change } });
  };
  return { records, saving, table, sent, elsewhere, refuse: (error: CommandError | null) => (refusal = error) };
}

describe("records", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("adds a record, changes it and removes it", async () => {
    const { records, table, saving } = await open();
    const id = await records.add(system("c"));
    if (id === null) throw new Error("nothing stands against adding it");
    expect(await records.patch(id, { vendor: "v" })).toBe(true);
    expect(records.byId(id)).toEqual({ id, rev: 2, record: system("c", { vendor: "v" }) });
    expect(saving.at, "the header says when").not.toBeNull();
    expect(await records.remove(id)).toBe(true);
    expect([records.kept.length, table.size]).toEqual([2, 2]);
  });

  it("makes each change from the newest record, however fast they come", async () => {
    const { records, table } = await open();
    const done = await Promise.all([
      records.patch("a", { vendor: "v" }),
      records.patch("a", { name: "A" }),
      records.patch("a", (record) => ({ ...record, name: `${record.name}!` })),
    ]);
    expect(done).toEqual([true, true, true]);
    expect(table.get("a")).toEqual({ id: "a", rev: 4, record: system("A!", { vendor: "v" }) });
  });

  it("sends nothing where nothing changes", async () => {
    const { records, sent } = await open();
    expect(await records.patch("a", { name: "a", vendor: null })).toBe(true);
    expect(sent).toEqual([]);
  });

  it("saves a typed text 400 ms after the last key, blank as absent", async () => {
    const { records, table, saving } = await open();
    const vendor = records.text("a", "vendor");
    expect(records.text("a", "vendor"), "one field, one draft").toBe(vendor);
    vendor.type("v");
    expect(saving.typed).toBe(1);
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(table.get("a")?.record.vendor).toBe("v");
    vendor.type(" ");
    await vendor.leave();
    expect(table.get("a")?.record.vendor).toBeNull();
    expect(saving.typed).toBe(0);
  });

  it("does not save a blank name, and does not let go of it", async () => {
    const { records, sent } = await open();
    const name = records.filled("a", "name");
    name.type("  ");
    expect(await records.settle()).toBe(false);
    expect([records.unsaved, sent]).toEqual(["a", []]);
    name.type("new");
    expect(await records.settle()).toBe(true);
    expect(records.byId("a")?.record.name).toBe("new");
  });

  it("takes other fields that were changed elsewhere along", async () => {
    const { records, table, elsewhere } = await open();
    elsewhere("a", { vendor: "theirs" });
    expect(await records.patch("a", { name: "mine" })).toBe(true);
    expect(table.get("a")?.record).toEqual(system("mine", { vendor: "theirs" }));
    expect(records.conflicts.size).toBe(0);
  });

  it("marks a record whose same field was changed elsewhere, and keeps what was typed", async () => {
    const { records, table, elsewhere } = await open();
    const name = records.filled("a", "name");
    name.type("mine");
    elsewhere("a", { name: "theirs" });
    expect(await records.settle()).toBe(false);
    expect([...records.conflicts]).toEqual(["a"]);
    expect([name.conflict, name.value, name.stored]).toEqual([true, "mine", "theirs"]);
    await name.keepMine();
    expect(table.get("a")?.record.name).toBe("mine");
    expect([records.conflicts.size, records.unsaved]).toEqual([0, null]);
  });

  it("says by what a record is in use and keeps it", async () => {
    const { records, refuse } = await open();
    const by = [{ kind: "asset", id: "x" }];
    refuse(new CommandError("in_use", { count: 1, by }));
    expect(await records.remove("a")).toBe(false);
    expect([records.refused?.code, records.refused?.params.by]).toEqual(["in_use", by]);
    expect(records.byId("a")).toBeDefined();
    refuse(null);
    expect(await records.remove("a")).toBe(true);
    expect(records.refused).toBeNull();
  });

  it("gives up with a removed record what was typed into it", async () => {
    const { records, saving } = await open();
    records.filled("a", "name").type("x");
    await records.remove("a");
    expect([saving.typed, records.unsaved]).toEqual([0, null]);
  });

  it("adds many and stops at the first that is refused", async () => {
    const { records, refuse } = await open([]);
    const counts: number[] = [];
    const many = Array.from({ length: 250 }, (_, at) => system(`s${at}`));
    expect(await records.addAll(many, (count) => counts.push(count))).toHaveLength(250);
    expect(counts, "the list grows while it goes on").toEqual([100, 200, 250]);
    refuse(new CommandError("disk_full"));
    expect(await records.addAll(many)).toEqual([]);
    expect(records.refused?.code).toBe("disk_full");
    expect(records.kept).toHaveLength(250);
  });
});
