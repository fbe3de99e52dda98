import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CommandError } from "../../lib/ipc/client";
import type { Asset, Kept, System } from "../../lib/ipc/generated";
import { LedgerBehind } from "../../lib/ledger/behind";
import { choose, click, clickRow, closeStage, has, openStage, paste, press, rows, settled, test, type, write } from "../../lib/ledger/page";
import { Saving } from "../../lib/saving.svelte";
import { numbered } from "./names";
import { WalkRound } from "./walkRound.svelte";
import WalkRoundStage from "./WalkRoundStage.svelte";

const asset = (id: string, more: Partial<Asset> = {}): Kept<Asset> => ({
  id,
  rev: 1,
  record: { kind: "terminal", name: id, location: {}, ...more },
});
const ehr: Kept<System> = { id: "ehr", rev: 1, record: { name: "電子カルテ", kind: "ehr" } };

async function open(assets: Kept<Asset>[] = [asset("a", { maker: "Maker A" }), asset("b")]) {
  const behind = new LedgerBehind({ asset: assets, system: [ehr] });
  await openStage(WalkRoundStage, behind.backend());
  const last = (): Asset => behind.of<Asset>("asset").at(-1)?.record as Asset;
  const one = (id: string): Asset => behind.of<Asset>("asset").find((kept) => kept.id === id)?.record as Asset;
  return { behind, last, one };
}

beforeEach(() => {
  URL.createObjectURL = vi.fn(() => "blob:picture");
  URL.revokeObjectURL = vi.fn();
});
afterEach(closeStage);

describe("the walk-round", () => {
  it("makes an asset with two keys, names it by typing, and keeps the place", async () => {
    const { last, behind } = await open();
    await press("l");
    expect(document.activeElement, "L goes to where the person is").toBe(test("place-building"));
    await type("本館");
    await press("Enter");
    await write(test("place-room"), "サーバ室");
    test("place-room").dispatchEvent(new FocusEvent("blur"));
    await settled();
    test("pick-server").focus();
    await press("3");
    expect(last(), "the third kind").toEqual({ kind: "firewall", name: "ファイアウォール・UTM 1", location: { building: "本館", room: "サーバ室" } });
    expect((document.activeElement as HTMLInputElement).value, "the name is there to be written over").toBe("ファイアウォール・UTM 1");
    await type("境界 FW");
    await press("Enter");
    expect(last().name).toBe("境界 FW");
    await press("Escape");
    await press("n");
    await press("1");
    expect(last(), "the place stays").toMatchObject({ kind: "server", location: { building: "本館", room: "サーバ室" } });
    expect(behind.of("asset")).toHaveLength(4);
  });

  it("goes on at the place of the last asset after that was corrected, and forgets the room with the floor", async () => {
    const { last } = await open([asset("a", { location: { building: "本館", floor: "1階", room: "医事課" } })]);
    await press("n");
    await press("2");
    expect(last().location).toEqual({ building: "本館", floor: "1階", room: "医事課" });
    await write(test("field-room"), "受付");
    await press("Escape");
    await press("d");
    expect(last().location.room).toBe("受付");
    await press("Escape");
    await press("l");
    await write(test("place-floor"), "2階");
    test("place-floor").dispatchEvent(new FocusEvent("blur"));
    await settled();
    test("pick-server").focus();
    await press("1");
    expect(last().location, "another floor has other rooms").toEqual({ building: "本館", floor: "2階" });
  });

  it("asks only what the kind needs, the rest behind one press, and never hides what is filled in", async () => {
    await open([asset("a", { kind: "ct", owner: "leased" })]);
    await clickRow("a");
    expect(has("field-protocol")).toBe(false);
    expect([has("field-mds2"), has("field-owner")], "needed; filled in").toEqual([true, true]);
    await click("more-fields");
    expect([has("field-protocol"), has("field-sbom")]).toEqual([true, true]);
  });

  it("records seen, paper or told by one press, with the day", async () => {
    const { one } = await open();
    await clickRow("a");
    test("field-confirmed_by").querySelector<HTMLInputElement>("input[value=seen]")?.click();
    await settled();
    await press("Escape");
    await settled();
    expect(one("a")).toMatchObject({ confirmed_by: "seen", confirmed_on: "2026-11-21" });
  });

  it("copies the last asset without what was confirmed of it", async () => {
    const { last } = await open([
      asset("a", { name: "受付端末 09", maker: "M", version: "1.0", ip: "10.0.0.9", confirmed_by: "seen", note: "n", evidence: ["p"] }),
    ]);
    await press("d");
    expect(last()).toEqual({ kind: "terminal", name: "受付端末 10", maker: "M", location: {} });
  });

  it("completes maker and model from earlier entries", async () => {
    await open();
    await clickRow("b");
    test("field-maker").focus();
    await type("mak");
    expect(document.body.textContent).toContain("Maker A");
  });

  it("removes with a key and takes it back with a press", async () => {
    const { behind } = await open();
    test("table-filter").closest("[data-testid]")?.querySelector("input")?.blur();
    await clickRow("a");
    await press("Escape");
    await press("Delete");
    expect(rows()).toEqual(["b"]);
    expect(test("undo-offer").textContent).toContain("「a」を消しました");
    await click("undo");
    expect(behind.undone, "that step of the log, whatever was typed since").toEqual([7]);
    expect(has("undo-offer")).toBe(false);
  });

  it("says which records stand in the way of removing one", async () => {
    const { behind } = await open();
    const backend = behind.backend();
    await closeStage();
    const refusing = { call: (name: string, args: never) => (name === "asset_remove" ? Promise.reject(new CommandError("in_use", { by: [{ kind: "connection", id: "c" }] })) : backend.call(name as never, args)) };
    await openStage(WalkRoundStage, refusing as never);
    await clickRow("a");
    await click("record-remove");
    expect(test("used-by").textContent).toContain("外部接続 1 件");
    expect(rows()).toEqual(["a", "b"]);
  });

  it("gives one value to many rows in one step", async () => {
    const { behind, one } = await open();
    for (const box of document.querySelectorAll<HTMLInputElement>("[data-testid=table-row] input")) box.click();
    await settled();
    expect((test("many-apply") as HTMLButtonElement).disabled, "nothing is taken away by leaving the value blank").toBe(true);
    await choose("many-field", "confirmed_by");
    await choose("many-value", "told");
    await click("many-apply");
    expect([one("a").confirmed_by, one("b").confirmed_by, behind.batches]).toEqual(["told", "told", [2]]);
    await choose("many-field", "system");
    await choose("many-value", "ehr");
    behind.refuse = new CommandError("disk_full");
    await click("many-apply");
    expect([one("a").system, document.querySelector("[role=alert]") !== null]).toEqual([undefined, true]);
  });

  it("takes a block from a spreadsheet after showing what it will do", async () => {
    const { behind, one } = await open();
    await press("p");
    await paste(test("paste"), "名称\t種類\tメーカー\nA\t\tNew\nn\tCT\t\nx\t掃除機\t");
    const words = test("paste-preview").textContent ?? "";
    expect(words).toContain("変更：a（メーカー）");
    expect(words).toContain("追加：n");
    expect(words).toContain("種類「掃除機」は選択肢にありません");
    expect(behind.batches, "nothing before the press").toEqual([]);
    await click("paste-apply");
    expect(behind.batches, "the rows without problems, together").toEqual([2]);
    expect(one("a").maker).toBe("New");
    expect(test("undo-offer").textContent).toContain("2 件を取り込みました");
  });

  it("keeps a pasted picture with the asset and refuses what is none with its reason", async () => {
    const { behind, one } = await open();
    await clickRow("a");
    await paste(document.body, "", [new File(["abc"], "p.png", { type: "image/png" })]);
    expect(behind.sent).toMatchObject([{ name: "a", media_type: "image/png", bytes: "YWJj", taken_on: "2026-11-21" }]);
    expect(one("a").evidence).toEqual(["photo-1"]);
    await paste(document.body, "", [new File(["<svg>"], "p.svg", { type: "image/svg+xml" })]);
    expect(test("evidence").textContent).toContain("JPEG・PNG・PDF のいずれでもありません");
    behind.refuse = new CommandError("evidence_refused", { problem: "not_what_it_says" });
    await paste(document.body, "", [new File(["abc"], "q.png", { type: "image/png" })]);
    expect(test("evidence").textContent).toContain("中身が形式と合わないか");
    expect(behind.sent, "nothing else was kept").toHaveLength(1);
  });

  it("closes the form of an asset whose adding was taken back", async () => {
    const { behind } = await open();
    const ledger = new WalkRound(behind.backend(), new Saving(), "s").assets;
    await ledger.records.load();
    await ledger.add(asset("c").record);
    expect(ledger.open?.record.name).toBe("c");
    await ledger.records.remove(ledger.open?.id ?? "");
    await ledger.reread();
    expect(ledger.side).toEqual({ at: "nothing" });
  });

  it("lists systems and adds one", async () => {
    const { behind } = await open();
    await click("tab-systems");
    await press("n");
    await press("3");
    expect(behind.of<System>("system").at(-1)?.record).toEqual({ name: "画像", kind: "pacs" });
    await click("field-servers");
    await write(test("field-servers"), "３");
    await press("Escape");
    expect(behind.of<System>("system").at(-1)?.record.servers).toBe(3);
  });

  it("takes systems from a spreadsheet too, with everything that is wrong said at once", async () => {
    const { behind } = await open();
    await click("tab-systems");
    await press("p");
    await paste(test("paste"), "名称\t種類\t端末台数\n電子カルテ\t\t120\nPACS\t画像\tたくさん\n放射線\t\t");
    const words = test("paste-preview").textContent ?? "";
    expect(words).toContain("変更：電子カルテ（端末台数）");
    expect(words, "two rows are wrong, each with its reason").toContain("たくさん");
    expect(words).toContain("種類がありません");
    await click("paste-apply");
    expect(behind.batches).toEqual([1]);
    expect(behind.of<System>("system")[0]?.record.terminals).toBe(120);
  });

  it("gives one value to many systems in one step", async () => {
    const { behind } = await open();
    await click("tab-systems");
    document.querySelector<HTMLInputElement>("[data-testid=table-row] input")?.click();
    await settled();
    await choose("many-field", "vendor");
    await write(test("many-value"), "保守会社");
    await click("many-apply");
    expect([behind.of<System>("system")[0]?.record.vendor, behind.batches]).toEqual(["保守会社", [1]]);
    expect(test("undo-offer").textContent, "and it can be taken back").toContain("1 件");
  });

  it("draws few of five thousand rows", async () => {
    await open(Array.from({ length: 5000 }, (_, at) => asset(`asset ${at}`)));
    expect(rows().length).toBeGreaterThan(10);
    expect(rows().length).toBeLessThan(100);
    await write(test("table-filter"), "4999");
    expect(rows()).toEqual(["asset 4999"]);
  });
});

describe("the next name", () => {
  const check = (name: string, taken: string[], expected: string, first = 1): void =>
    expect(numbered(name, taken, first), name).toBe(expected);

  it("counts on from the last, in its own width, past those that are taken", () => {
    check("CT", [], "CT 1");
    check("CT", ["CT"], "CT 2", 2);
    check("CT 2", ["CT 2", "CT 3"], "CT 4");
    check("PC009", [], "PC010");
    check("受付2", [], "受付3");
  });
});
