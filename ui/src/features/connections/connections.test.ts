import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Asset, CategoryCheck, Connection, Investigation, Kept } from "../../lib/ipc/generated";
import { LedgerBehind } from "../../lib/ledger/behind";
import { click, clickRow, closeStage, has, openStage, paste, press, rows, settled, test, type, write } from "../../lib/ledger/page";
import ConnectionsStage from "./ConnectionsStage.svelte";
import { connectionFields, copyOf, fieldsOf, nextLabel, openFields } from "./fields";

const connection = (label: string, category: number, more: Partial<Connection> = {}): Kept<Connection> => ({
  id: label,
  rev: 1,
  record: { label, category, purpose: `purpose of ${label}`, ...more },
});
const entry = (id: string, on: string, result: string): Kept<Investigation> => ({
  id,
  rev: 1,
  record: { connection: "C-01", on, means: "vendor", whom: "保守担当", result },
});
const check = (category: number, really_none: boolean): Kept<CategoryCheck> => ({
  id: `check ${category}`,
  rev: 1,
  record: { category, asked_on: "2026-11-01", really_none },
});
const router: Kept<Asset> = { id: "r", rev: 1, record: { kind: "router", name: "保守用ルータ", location: { room: "サーバ室" } } };

interface Given {
  connections?: Kept<Connection>[];
  entries?: Kept<Investigation>[];
  checks?: Kept<CategoryCheck>[];
}

async function open({ connections = [connection("C-01", 1), connection("C-02", 3)], entries = [], checks = [] }: Given = {}) {
  const behind = new LedgerBehind({
    connection: connections,
    investigation: entries,
    category_check: checks,
    asset: [router],
    system: [],
  });
  await openStage(ConnectionsStage, behind.backend());
  const last = <R>(kind: string): R => behind.of<R>(kind).at(-1)?.record as R;
  return { behind, last };
}

beforeEach(() => {
  URL.createObjectURL = vi.fn(() => "blob:picture");
  URL.revokeObjectURL = vi.fn();
});
afterEach(closeStage);

describe("the eight categories", () => {
  it("show what was found, what is really none, and what nobody asked", async () => {
    await open({ checks: [check(2, true), check(4, false), check(3, true)] });
    const states = [1, 2, 3, 4, 5].map((category) => test(`category-${category}`).dataset.state);
    expect(states).toEqual(["found", "none", "contradicts", "asked", "not_asked"]);
    expect(test("category-3").textContent, "a contradiction is said in words").toContain("「本当にない」と記録されていますが、1 件");
  });

  it("record by one press that there is really none, then who said it", async () => {
    const { behind, last } = await open();
    await click("category-5");
    expect(document.activeElement, "the answer is one key away").toBe(test("say-none"));
    await click("say-none");
    expect(last<CategoryCheck>("category_check")).toEqual({ category: 5, asked_on: "2026-11-21", really_none: true });
    expect(document.activeElement).toBe(test("check-whom"));
    await type("情報室長");
    await press("Escape");
    await settled();
    expect(last<CategoryCheck>("category_check").whom).toBe("情報室長");
    expect(test("category-5").dataset.state).toBe("none");
    await click("category-5");
    await click("say-asked");
    expect(behind.of("category_check"), "a category has one record").toHaveLength(1);
    expect(test("category-5").dataset.state).toBe("asked");
  });

  it("list only their own connections after a press, and all after another", async () => {
    await open();
    await click("category-3");
    expect(rows()).toEqual(["C-02"]);
    await click("category-3");
    expect(rows()).toEqual(["C-01", "C-02"]);
  });
});

describe("connections", () => {
  it("are made with two keys, with the next label, and the purpose ready to be written", async () => {
    const { last } = await open();
    await press("n");
    await press("6");
    expect(last<Connection>("connection")).toEqual({ label: "C-03", category: 6, purpose: "用途を確認中" });
    expect(document.activeElement).toBe(test("field-purpose"));
    await type("読影依頼");
    await press("Enter");
    expect(last<Connection>("connection").purpose).toBe("読影依頼");
    expect(has("field-said_anonymised"), "data leave by this category").toBe(true);
  });

  it("end on an asset that is chosen by its name", async () => {
    const { behind } = await open();
    await clickRow("C-01");
    test("field-terminating_asset").focus();
    await write(test("field-terminating_asset"), "ルータ");
    await press("ArrowDown");
    await press("Enter");
    expect(behind.of<Connection>("connection")[0]?.record.terminating_asset).toBe("r");
  });

  it("say what nobody has asked about yet", async () => {
    await open();
    await clickRow("C-01");
    const words = test("open-fields").textContent ?? "";
    expect(words).toContain("未確認 17");
    expect(words).toContain("相手の認証");
    expect(words, "no data are said to leave by systems").not.toContain("匿名化");
  });

  it("are pasted from a spreadsheet, told apart by their labels", async () => {
    const { behind } = await open();
    await press("p");
    await paste(test("paste"), "記号\t区分\t用途\t院内の終端機器\nC-01\t\t\t保守用ルータ\nC-09\t［6］遠隔読影\t読影\t\nC-10\t9\t\t無い");
    expect(test("paste-preview").textContent).toContain("区分「9」は選択肢にありません、院内の終端機器「無い」は登録されていません、用途がありません");
    await click("paste-apply");
    expect(behind.of<Connection>("connection").map(({ record }) => [record.label, record.category, record.terminating_asset])).toEqual([
      ["C-01", 1, "r"],
      ["C-02", 3, undefined],
      ["C-09", 6, undefined],
    ]);
  });

  it("draw few of five thousand rows", async () => {
    await open({ connections: Array.from({ length: 5000 }, (_, at) => connection(`C-${at}`, 8)) });
    expect(rows().length).toBeGreaterThan(10);
    expect(rows().length).toBeLessThan(100);
  });
});

describe("the journal of a connection", () => {
  it("stands newest first, and one key adds an entry like the last", async () => {
    const { behind, last } = await open({ entries: [entry("e1", "2026-10-01", "first"), entry("e2", "2026-11-02", "second")] });
    await clickRow("C-01");
    const entries = (): string[] => [...document.querySelectorAll("[data-testid=journal-entry]")].map((one) => one.textContent ?? "");
    expect(entries().map((text) => /first|second/.exec(text)?.[0])).toEqual(["second", "first"]);
    document.getElementById("record-title")?.focus();
    await press("j");
    expect(last<Investigation>("investigation")).toEqual({
      connection: "C-01",
      on: "2026-11-21",
      means: "vendor",
      whom: "保守担当",
      result: "結果を確認中",
    });
    expect(document.activeElement).toBe(test("journal-result"));
    await type("ISDN と判明");
    await click("journal-done");
    expect(last<Investigation>("investigation").result).toBe("ISDN と判明");
    expect(entries()[0]).toContain("ISDN と判明");
    expect(behind.of("investigation")).toHaveLength(3);
  });

  it("gives up an entry with an offer to take that back", async () => {
    const { behind } = await open({ entries: [entry("e1", "2026-10-01", "first")] });
    await clickRow("C-01");
    document.querySelector<HTMLElement>("[data-testid=journal-entry] button")?.click();
    await settled();
    await click("journal-remove");
    expect(behind.of("investigation")).toEqual([]);
    await click("undo");
    expect(behind.undone).toEqual([7]);
  });
});

describe("what a connection needs", () => {
  const fields = connectionFields({ assets: () => [router], systems: () => [] });

  it("depends on its category and line, and loses no field", () => {
    const { needed, rest } = fieldsOf(fields, connection("x", 5, { line: "other" }).record);
    expect(needed.map(({ key }) => key)).toEqual(expect.arrayContaining(["said_anonymised", "line_other"]));
    expect(needed.length + rest.length).toBe(Object.keys(fields).length);
  });

  it("is not asked for what was found out, unknown included", () => {
    const before = openFields(fields, connection("x", 5).record).length;
    const after = openFields(fields, connection("x", 5, { log_kept: "unknown", said_anonymised: "no" }).record).length;
    expect(before - after).toBe(2);
  });

  it("is copied without what was found out about the other", () => {
    const one = connection("C-07", 2, { line: "isdn", counterpart: "c", terminating_asset: "r", note: "n", known_to_manager: "no" });
    expect(copyOf(one.record, nextLabel([one]))).toEqual({ label: "C-08", category: 2, purpose: "purpose of C-07", line: "isdn" });
  });
});
