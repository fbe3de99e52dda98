import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, it } from "vitest";
import { fakeBackend } from "../../lib/ipc/fake";
import type { Hit, RecordKind, RecordName } from "../../lib/ipc/generated";
import Provided from "../../lib/ui/Provided.fixture.svelte";
import { Finder, PAUSE } from "./finder.svelte";
import { stageFor, targetOf } from "../../lib/records/places";
import SearchDialog from "./SearchDialog.svelte";

const hit = (kind: RecordKind, id: string, more: Partial<Hit> = {}): Hit => ({
  ...{ kind, id, title: `${kind} ${id}`, detail: "", where: "" },
  ...more,
});

let shown: ReturnType<typeof mount> | undefined;

async function settled(ms = 0): Promise<void> {
  flushSync();
  await new Promise((done) => setTimeout(done, ms));
  flushSync();
}

async function open(hits: Hit[], names: RecordName[] = []) {
  const did: unknown[] = [];
  const backend = fakeBackend({
    search_list: ({ text }) => (text === "nothing" ? [] : hits),
    name_list: ({ of }) => names.filter(({ about }) => of.some(({ id }) => id === about.id)),
  });
  const commands = [
    { id: "setup", label: "段階：準備", run: () => did.push("setup") },
    { id: "audit", label: "変更履歴を見る", run: () => did.push("audit") },
  ];
  const props = {
    ...{ survey: "s", commands },
    go: (stage: string, target: unknown) => did.push([stage, target]),
    closed: () => did.push("closed"),
  };
  shown = mount(Provided, { target: document.body, props: { part: SearchDialog, props, backend } });
  await settled();
  return did;
}

const field = (): HTMLInputElement => document.querySelector("[data-testid=search-field]") as HTMLInputElement;

async function type(text: string): Promise<void> {
  field().value = text;
  field().dispatchEvent(new InputEvent("input", { bubbles: true }));
  await settled(PAUSE + 20);
}

async function key(name: string): Promise<void> {
  field().dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
  await settled();
}

const lines = (): string[] => [...document.querySelectorAll("[role=option] .title")].map((one) => one.textContent ?? "");

afterEach(async () => {
  if (shown) await unmount(shown);
  shown = undefined;
});

it("groups what is found by kind, the kind of the best first, and jumps by keys", async () => {
  const did = await open([hit("asset", "1"), hit("request", "2"), hit("asset", "3")]);
  expect(document.activeElement).toBe(field());
  await type("x");
  expect(lines()).toEqual(["asset 1", "asset 3", "request 2"]);
  await key("ArrowUp");
  await key("Enter");
  expect(did, "up from the first is the last").toEqual(["closed", ["requests", { kind: "request", id: "2" }]]);
});

it("goes to a photo at the record that it is attached to, and says where there is none", async () => {
  const holder = { kind: "answer", id: "a" } as const;
  const photo = { about: { kind: "evidence", id: "p" }, removed: false, held_by: holder } as const;
  const answer = { about: holder, removed: false, interview: "i", name: "U1-10" } as const;
  const did = await open([hit("evidence", "p"), hit("evidence", "q")], [photo, answer]);
  await type("x");
  await key("ArrowDown");
  await key("Enter");
  expect(document.querySelector("[data-testid=search-status]")?.textContent).toContain("どの記録にも添付されていません");
  expect(did, "the dialog stays").toEqual([]);
  await key("ArrowUp");
  await key("Enter");
  expect(did).toEqual(["closed", ["interviews", { kind: "interview", id: "i", item: "U1-10", evidence: "p" }]]);
});

it("offers stages and commands before a word is typed, and by their names", async () => {
  const did = await open([]);
  expect(lines()).toEqual(["段階：準備", "変更履歴を見る"]);
  await type("履歴");
  await key("Enter");
  expect(did).toEqual(["closed", "audit"]);
});

it("does not take letters inside of a word for a command", () => {
  const commands = [{ id: "c", label: "Stage: Connections", run: () => {} }];
  const finder = new Finder(fakeBackend({}), "s", () => commands, () => "en");
  const found = ["ct", "conn", "stage con", "接続"].map((text) => {
    finder.text = text;
    return finder.commands.length;
  });
  expect(found).toEqual([0, 1, 1, 0]);
});

it("says in words that nothing was found", async () => {
  await open([]);
  await type("nothing");
  expect(document.querySelector("[data-testid=search-status]")?.textContent).toBe("「nothing」は見つかりませんでした。");
});

it("goes to an item by its interview and number, answered or not", () => {
  const item = hit("answer", "a", { interview: "i", item: "U1-10" });
  expect([stageFor(item.kind), targetOf(item)]).toEqual(["interviews", { kind: "interview", id: "i", item: "U1-10" }]);
});

it("drops an answer that comes after the words have changed", async () => {
  const late: ((hits: Hit[]) => void)[] = [];
  const backend = fakeBackend({ search_list: () => new Promise<Hit[]>((done) => late.push(done)) });
  const finder = new Finder(backend, "s", () => [], () => "ja");
  finder.type("first");
  const first = finder.ask();
  finder.type("second");
  const second = finder.ask();
  late[1]?.([hit("asset", "second")]);
  late[0]?.([hit("asset", "first")]);
  await Promise.all([first, second]);
  expect(finder.hits.map(({ id }) => id)).toEqual(["second"]);
});
