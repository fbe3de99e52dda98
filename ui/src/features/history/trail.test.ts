import { flushSync, mount, unmount } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import { catalogue } from "../../lib/i18n";
import { fieldWord, ja as fields } from "../../lib/i18n/fields";
import { fakeBackend } from "../../lib/ipc/fake";
import type { AuditGet, AuditLine, RecordKind, RecordName } from "../../lib/ipc/generated";
import Provided from "../../lib/ui/Provided.fixture.svelte";
import AuditDialog from "./AuditDialog.svelte";
import { PAGE } from "./trail.svelte";
import { valueWords } from "./values";

const line = (seq: number, more: Partial<AuditLine> = {}): AuditLine => ({
  ...{ seq, at: "2026-11-21T04:00:00Z", surveyor: "YS", device: "laptop-1", action: "update" },
  ...{ about: { kind: "asset", id: `a${seq}` }, changes: [], reason: null },
  ...more,
});

let shown: ReturnType<typeof mount> | undefined;

async function settled(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    flushSync();
    await new Promise((done) => setTimeout(done, 0));
  }
}

async function open(all: AuditLine[], holds = true, names: RecordName[] = []) {
  const asked: AuditGet[] = [];
  const backend = fakeBackend({
    audit_list: (args) => {
      asked.push(args);
      const { before = Infinity, limit = Infinity, kind, id } = args;
      const passing = all.filter(
        ({ seq, about }) => seq < before && (!kind || about.kind === kind) && (!id || about.id === id),
      );
      return passing.slice(-limit);
    },
    name_list: ({ of }) => names.filter(({ about }) => of.some(({ id }) => id === about.id)),
    audit_verify: () => ({ holds, vault_entries: 3, surveys: [{ survey: "s", entries: all.length, holds }] }),
  });
  const props = { survey: "s", today: "2026-11-21", closed: () => {} };
  shown = mount(Provided, { target: document.body, props: { part: AuditDialog, props, backend } });
  await settled();
  return asked;
}

const seqs = (): number[] =>
  [...document.querySelectorAll<HTMLElement>("[data-testid=audit-line]")].map((one) => Number(one.dataset.seq));

async function click(selector: string): Promise<void> {
  document.querySelector<HTMLElement>(selector)?.click();
  await settled();
}

afterEach(async () => {
  if (shown) await unmount(shown);
  shown = undefined;
});

describe("the audit trail", () => {
  it("shows the newest first and goes back page by page", async () => {
    await open(Array.from({ length: PAGE + 2 }, (_, at) => line(at + 1)));
    expect([seqs()[0], seqs().length]).toEqual([PAGE + 2, PAGE]);
    await click("[data-testid=audit-older]");
    expect([seqs().at(-1), seqs().length]).toEqual([1, PAGE + 2]);
    expect(document.body.textContent).toContain("これより前の変更はありません。");
  });

  it("says who changed what, from what to what", async () => {
    await open([
      line(7, {
        changes: [
          { field: "end_of_support", before: undefined, after: "2027-03-31" },
          { field: "mds2", before: "unknown", after: "yes" },
        ],
        undoes: 5,
      }),
    ]);
    const words = document.querySelector("[data-testid=audit-line]")?.textContent ?? "";
    for (const said of ["変更 ・ 機器", "YS（laptop-1）", "サポートの終了日", "（空欄）", "2027年3月31日", "不明", "○", "5 番"]) {
      expect(words).toContain(said);
    }
  });

  it("calls records by their names, never by their ids", async () => {
    const id = (n: number): string => `018f0000-0000-7000-8000-00000000000${n}`;
    const called = (n: number, kind: RecordKind, name: string, more: Partial<RecordName> = {}): RecordName => ({
      about: { kind, id: id(n) },
      name,
      removed: false,
      ...more,
    });
    const changes = [
      { field: "system", before: undefined, after: id(2) },
      { field: "evidence", before: [id(3)], after: [id(3), id(4), id(5), id(6)] },
    ];
    await open([line(1, { about: { kind: "asset", id: id(1) }, changes })], true, [
      ...[called(1, "asset", "CT 1", { removed: true }), called(2, "system", "PACS"), called(3, "evidence", "銘板")],
      ...[4, 5, 6].map((n) => called(n, "evidence", `写真 ${n}`)),
    ]);
    const words = document.querySelector("[data-testid=audit-line]")?.textContent ?? "";
    for (const said of ["機器「CT 1（消した記録）」", "PACS", "銘板、写真 4、写真 5 ほか 1 件"]) expect(words).toContain(said);
    expect(words).not.toContain("018f");
  });

  it("is narrowed by kind and to one record", async () => {
    const asked = await open([line(1), line(2, { about: { kind: "request", id: "r" } }), line(3)]);
    const kind = document.querySelector("[data-testid=audit-kind]") as HTMLSelectElement;
    kind.value = "asset";
    kind.dispatchEvent(new Event("change", { bubbles: true }));
    await settled();
    expect(seqs()).toEqual([3, 1]);
    await click("[data-seq='1'] button");
    expect(seqs()).toEqual([1]);
    expect(asked.at(-1)).toMatchObject({ kind: "asset", id: "a1", limit: PAGE });
  });

  it.each([
    [true, "この調査の 1 件すべて"],
    [false, "つながりが壊れています"],
  ])("says whether anything was rewritten (holds: %s)", async (holds, words) => {
    await open([line(1)], holds);
    await click("[data-testid=audit-check]");
    expect(document.querySelector("[data-testid=audit-checked]")?.textContent).toContain(words);
  });
});

it.each<[RecordKind, string, unknown, string]>([
  ["answer", "confirmed", { kind: "mark", value: false }, "×"],
  ["answer", "own", { kind: "multi", options: ["A", "B"] }, "A、B"],
  ["answer", "hard_to_understand", true, "はい"],
  ["asset", "kind", "ct", "CT"],
  ["asset", "location", { building: "本館", room: "CT室" }, "建物 本館、部屋 CT室"],
  ["asset", "system", "018f0000-0000-7000-8000-000000000001", "ほかの記録"],
  ["visit", "participants", [{ side: "hospital", position: "院長" }], "側 病院、役職 院長"],
  ["visit", "started", "2026-11-21T00:30:00Z", "2026年11月21日 9:30"],
  ["survey", "cost_cap_yen", 3_000_000, "3,000,000"],
  ["category_check", "category", 3, "［3］CT・MRIなど検査機器の保守"],
  ["request", "evidence", ["018f0000-0000-7000-8000-000000000001"], "1 件"],
  ["finding", "wording", { ja: "和", en: "en" }, "和"],
  ["request", "note", null, ""],
])("%s.%s %o is shown as %s", (kind, field, value, words) => {
  expect(valueWords(kind, field, value, { t: catalogue.ja, current: "ja" })).toBe(words);
});

it("has a Japanese word for every field that it names in English", () => {
  expect(fieldWord("category_check", "asked_on", "ja")).not.toBe(fieldWord("request", "asked_on", "ja"));
  expect(fieldWord("asset", "end_of_support", "en"), "made from its name").toBe("End of support");
  expect(Object.values(fields).filter((word) => word.trim() === "")).toEqual([]);
});
