import { describe, expect, it } from "vitest";
import type { Asset, Kept, System } from "../../lib/ipc/generated";
import { planBlock } from "../../lib/ledger/block";
import { assetFields, freshAsset } from "./assetFields";

const systems: Kept<System>[] = [
  { id: "ehr", rev: 1, record: { name: "電子カルテ", kind: "ehr" } },
  { id: "x1", rev: 1, record: { name: "二重", kind: "other" } },
  { id: "x2", rev: 1, record: { name: "二重", kind: "other" } },
];
const kept: Kept<Asset>[] = [
  { id: "a", rev: 3, record: { kind: "server", name: "ＥＨＲサーバ 1", maker: "M", location: {} } },
  { id: "b", rev: 1, record: { kind: "ct", name: "CT", location: {} } },
  { id: "c", rev: 1, record: { kind: "ct", name: "CT", location: {} } },
];

function plan(...rows: string[][]) {
  const all = assetFields({ systems: () => systems, today: () => "2026-11-21" });
  const [fields, name, fresh] = [Object.values(all), all.name, freshAsset("other", "", { building: "本館" })];
  const width = Math.max(...rows.map((row) => row.length));
  const block = { rows: rows.map((row) => [...row, ...Array<string>(width - row.length).fill("")]) };
  return planBlock(block, { fields, name, kept, fresh, needed: ["kind", "name"] });
}

/** The problems of the only row. */
function check(row: string[], expected: string[], headings = ["名称", "種類", "属するシステム", "サポートの終了日"]): void {
  const { rows } = plan(headings, row);
  expect(rows[0]?.problems.map(({ key, field }) => `${field} ${key}`), row.join("|")).toEqual(expected);
}

describe("a pasted block", () => {
  it("is read by its headings in either language, and by place without any", () => {
    const [ja, en, bare] = [
      plan(["種類", "名称"], ["サーバ", "s"]),
      plan(["Kind", "Name"], ["Server", "s"]),
      plan(["server", "s"]),
    ];
    for (const one of [ja, en, bare]) {
      expect(one.rows.map(({ record }) => [record.kind, record.name])).toEqual([["server", "s"]]);
    }
    expect(plan(["種類", "名称", "値段"], ["サーバ", "s", "5"]).ignored).toEqual(["値段"]);
  });

  it("changes the one of the same name, whatever its width, and nothing by blank cells", () => {
    const [row] = plan(["名称", "種類", "メーカー", "型番"], ["EHRサーバ 1", "", "M", "X"]).rows;
    expect(row?.target?.id).toBe("a");
    expect(row?.changes, "the maker is the same as before").toEqual(["model"]);
    expect(row?.record).toEqual({ kind: "server", name: "ＥＨＲサーバ 1", maker: "M", model: "X", location: {} });
  });

  it("says everything that is wrong with a row at once", () => {
    check(["", "", "", ""], ["kind required", "name required"]);
    check(["n", "掃除機", "無い", "昨日"], ["kind choice", "system unknown", "end_of_support day"]);
    check(["n", "サーバ", "二重", ""], ["system ambiguous"]);
    check(["CT", "CT", "", ""], ["name several"]);
    check(["n", "サーバ", "電子カルテ", "2026/3/31"], []);
  });

  it("does not take one name twice", () => {
    const { rows } = plan(["名称", "種類"], ["n", "CT"], ["Ｎ", "CT"]);
    expect(rows.map(({ problems }) => problems.map(({ key }) => key))).toEqual([[], ["twice"]]);
  });

  it("puts parts of a place and references where they belong", () => {
    const [row] = plan(["名称", "種類", "階", "部屋", "属するシステム"], ["n", "端末", "2階", "医事課", "電子カルテ"]).rows;
    expect(row?.record.location).toEqual({ building: "本館", floor: "2階", room: "医事課" });
    expect(row?.record.system).toBe("ehr");
  });
});
