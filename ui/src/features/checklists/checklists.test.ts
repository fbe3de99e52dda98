import { describe, expect, it } from "vitest";
import { fakeBackend, fakeShell } from "../../lib/ipc/fake";
import type { Checklist, ChecklistLine, Mapping } from "../../lib/ipc/generated";
import type { ChecklistShown } from "../../lib/ipc/shell";
import { Saving } from "../../lib/saving.svelte";
import { about, isSimple, turned, words } from "./condition";
import { Lists } from "./lists.svelte";
import { letters, Mapper } from "./mapper.svelte";

const both = (text: string): { ja: string; en: string } => ({ ja: text, en: text });
const list = (part: Partial<Checklist> = {}): Checklist => ({
  format: 1,
  id: "own",
  version: "1",
  audience: "admin",
  official: false,
  title: both("t"),
  source: both("s"),
  sections: [{ id: "a", title: both("A") }],
  items: [
    { no: "1", section: "a", text: both("one"), kind: "yes_no", may_not_apply: false, derived: true },
    { no: "2", section: "a", text: both("two"), kind: "single", options: [{ id: "x", text: both("x") }], may_not_apply: false, derived: true },
  ],
  ...part,
});
const at = { saved_at: "2026-11-21T04:00:00Z" };

/** A vault with these lists of its own. */
function vault(...kept: [Checklist, string][]) {
  const stored = new Map(kept.map(([one, state]) => [`${one.id} ${one.version}`, { list: one, state }]));
  const line = ({ list: one, state }: { list: Checklist; state: string }): ChecklistLine => ({
    id: one.id,
    version: one.version,
    title: one.title,
    audience: one.audience,
    items: one.items.length,
    official: false,
    state,
  });
  const backend = fakeBackend({
    checklist_list: () => [...stored.values()].map(line),
    checklist_get: ({ id, version }) => stored.get(`${id} ${version}`)?.list ?? list(),
    checklist_set: ({ checklist }) => {
      stored.set(`${checklist.id} ${checklist.version}`, { list: checklist, state: "draft" });
      const problems = checklist.items.length === 0 ? [{ line: null, place: "", problem: "empty", detail: "" }] : [];
      return { id: checklist.id, version: checklist.version, problems, ...at };
    },
    checklist_release: ({ id, version }) => {
      const one = stored.get(`${id} ${version}`);
      if (one) one.state = "released";
      return { id, version, problems: [], ...at };
    },
    checklist_remove: ({ id, version }) => {
      stored.delete(`${id} ${version}`);
      return { id, version, problems: [], ...at };
    },
    card_add: () => ({ org: "o", name: "n", fingerprint: "1", state: "unverified", own: false, card: "c", valid_from: "2026-01-01", valid_to: "2027-01-01" }),
    card_verify: () => ({ org: "o", name: "n", fingerprint: "1", state: "verified", own: false, card: "c", valid_from: "2026-01-01", valid_to: "2027-01-01" }),
  });
  return { stored, backend };
}

async function opened(...kept: [Checklist, string][]) {
  const behind = vault(...kept);
  const lists = new Lists(behind.backend, fakeShell(), new Saving());
  await lists.load();
  const [first] = lists.lines;
  if (first) await lists.show(first);
  return { lists, ...behind };
}

describe("own checklists", () => {
  it("keeps a draft after every change, with what is wrong with it", async () => {
    const { lists, stored } = await opened([list(), "draft"]);
    await lists.changeItem("1", { text: both("new") });
    expect(stored.get("own 1")?.list.items[0]?.text).toEqual(both("new"));
    expect(lists.problems).toEqual([]);
    await lists.removeItem("1");
    await lists.removeItem("2");
    expect(lists.problems?.map(({ problem }) => problem)).toEqual(["empty"]);
    await lists.addItem("a", both("again"));
    expect(stored.get("own 1")?.list.items[0]?.no, "numbered as the others were").toBe("1");
    expect(lists.problems).toEqual([]);
    expect(stored.get("own 1")?.list.items).toHaveLength(1);
  });

  it("adds, renames, moves and removes sections, and items go with theirs", async () => {
    const { lists, stored } = await opened([list(), "draft"]);
    const kept = (): Checklist => stored.get("own 1")?.list ?? list();
    const id = await lists.addSection(both("B"));
    expect(kept().sections).toEqual([{ id: "a", title: both("A") }, { id, title: both("B") }]);
    await lists.changeSection(id, { title: { ja: "乙", en: "B" } });
    expect(kept().sections[1]?.title.ja).toBe("乙");
    await lists.addItem(id, both("three"));
    const no = kept().items.at(-1)?.no ?? "";
    expect(no, "numbers go on").toBe("3");
    await lists.moveSection(id, -1);
    expect(kept().sections.map((section) => section.id)).toEqual([id, "a"]);
    expect(kept().items.map((item) => item.no), "asked in the order of the sections").toEqual([no, "1", "2"]);
    await lists.moveSection(id, -1);
    expect(kept().sections[0]?.id, "the first cannot go further up").toBe(id);
    await lists.putItem("2", id);
    expect(kept().items.map((item) => `${item.section} ${item.no}`)).toEqual([`${id} ${no}`, `${id} 2`, "a 1"]);
    await lists.moveItem("2", -1);
    expect(kept().items.map((item) => item.no)).toEqual(["2", no, "1"]);
    await lists.moveItem("2", -1);
    expect(kept().items.map((item) => item.no), "an item stays in its section").toEqual(["2", no, "1"]);
    await lists.removeSection("a");
    expect(kept().sections.map((section) => section.id), "a section that holds something stays").toEqual([id, "a"]);
    await lists.removeItem("1");
    await lists.removeSection("a");
    expect(kept().sections.map((section) => section.id)).toEqual([id]);
  });

  it("makes the simple condition of an item and some of its answers, and leaves others alone", () => {
    const [yesNo, single] = list().items;
    if (!yesNo || !single) throw new Error("the list has two items");
    expect(words(yesNo)).toEqual(["yes", "no", "dont_know"]);
    expect(words(single)).toEqual(["x", "dont_know"]);
    expect(words({ ...yesNo, kind: "text" }), "a text is no condition").toEqual([]);
    expect(about(yesNo)).toEqual({ item: "1", is: ["yes"] });
    expect(turned({ item: "1", is: ["yes"] }, "no", true)).toEqual({ item: "1", is: ["yes", "no"] });
    expect(turned({ item: "1", is: ["yes", "no"] }, "yes", false)).toEqual({ item: "1", is: ["no"] });
    expect(turned({ item: "1", is: ["no"] }, "no", false), "no answer at all would never hold").toEqual({ item: "1", is: ["no"] });
    expect(isSimple({ item: "1", is: ["yes"] })).toBe(true);
    expect(isSimple({ not: { item: "1", is: ["yes"] } })).toBe(false);
  });

  it("takes the options away with the kind that needs them", async () => {
    const { lists, stored } = await opened([list(), "draft"]);
    await lists.changeKind("2", "yes_no");
    expect(stored.get("own 1")?.list.items[1]?.options).toEqual([]);
  });

  it("never changes a released version, and follows it by one that says what became of its items", async () => {
    const { lists, stored, backend } = await opened([list(), "released"]);
    await lists.removeItem("1");
    expect(backend.asked, "a released list is only read").not.toContain("checklist_set");
    expect(await lists.next()).toBe("2");
    await lists.removeItem("1");
    expect(stored.get("own 2")?.list.previous).toEqual({ version: "1", dropped: ["1"] });
    expect(stored.get("own 1")?.list.items).toHaveLength(2);
  });

  it("releases and removes through the table", async () => {
    const { lists, stored } = await opened([list(), "draft"]);
    expect(await lists.release()).toBe(true);
    expect(lists.line?.state).toBe("released");
    const other = await opened([list(), "draft"]);
    expect(await other.lists.remove()).toBe(true);
    expect(other.lists.open).toBeNull();
    expect(other.stored.size).toBe(0);
    expect(stored.size).toBe(1);
  });

  it("verifies who signed a shared list by what was read out only", async () => {
    const { backend } = vault();
    const shown: ChecklistShown = {
      id: "own", version: "1", items: 1, org: "o", signer: "n", fingerprint: "12345 67890", card: "c", verified: false, here: "new", problems: [], taken: false,
    };
    const lists = new Lists(backend, fakeShell({ checklist_import: () => shown, checklist_take: () => ({ ...shown, taken: true }) }), new Saving());
    await lists.look();
    expect(await lists.verifySigner("12345 67891")).toBe(false);
    expect(backend.asked).not.toContain("card_verify");
    expect(await lists.verifySigner("1234567890")).toBe(true);
    expect(lists.pack?.verified).toBe(true);
    expect(await lists.take()).toBe(true);
    expect(lists.pack).toBeNull();
  });
});

describe("a workbook of somebody else's", () => {
  const mapping: Mapping = {
    id: "",
    version: "1",
    title: both(""),
    source: both(""),
    lang: "ja",
    sheets: [{ sheet: "B", header_row: 1, text: "B", audience: "admin", kind: "yes_no" }],
  };
  const sheet = (name: string): { name: string; hidden: boolean; rows: number; columns: number; head: string[][] } => ({ name, hidden: false, rows: 3, columns: 2, head: [["No", "Text"]] });

  it("looks at the rows anew for every mapping, and keeps sheets in their order", async () => {
    const seen: Mapping[] = [];
    const backend = fakeBackend({
      workbook_get: () => ({ outline: { sheets: [sheet("A"), sheet("B")] }, mapping }),
      workbook_map: (args) => {
        seen.push(args.mapping);
        return { lists: [list()], rows: [], problems: [] };
      },
    });
    const mapper = new Mapper(backend);
    await mapper.read(new File(["x"], "check.xlsx"));
    expect(mapper.mapping?.title.ja, "the file's name is a first title").toBe("check");
    mapper.chooseSheet("A", true);
    mapper.changeSheet("A", { text: "B" });
    await mapper.map();
    expect(seen.at(-1)?.sheets.map(({ sheet: name, text }) => `${name} ${text}`)).toEqual(["A B", "B B"]);
    mapper.chooseSheet("B", false);
    await mapper.map();
    expect(seen.at(-1)?.sheets.map(({ sheet: name }) => name)).toEqual(["A"]);
  });

  it("names columns as a spreadsheet does", () => {
    expect(letters(28).slice(24)).toEqual(["Y", "Z", "AA", "AB"]);
  });
});
