import { flushSync, mount, unmount } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import { fakeBackend } from "../../lib/ipc/fake";
import type { Backup } from "../../lib/ipc/generated";
import { Behind, overview, type Given } from "../../lib/records/behind";
import Provided from "../../lib/ui/Provided.fixture.svelte";
import BackupsStage from "./BackupsStage.svelte";

let shown: ReturnType<typeof mount> | undefined;

async function settled(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) {
    flushSync();
    await new Promise((done) => setTimeout(done, 0));
  }
}

async function open(given: Given = {}) {
  const system = [
    { id: "ehr", rev: 1, record: { name: "電子カルテ", kind: "ehr" as const } },
    { id: "pacs", rev: 1, record: { name: "画像", kind: "pacs" as const } },
  ];
  const backup = [{ id: "b", rev: 1, record: { system: "ehr", data: "データベース", generations: 3, offline: "no" as const } }];
  const behind = new Behind({ system, backup, ...given });
  const props = { survey: "s", overview, reloadOverview: async () => {}, target: null };
  shown = mount(Provided, {
    target: document.body,
    props: { part: BackupsStage, props, backend: fakeBackend(behind.answers) },
  });
  await settled();
  return { behind, last: () => behind.written.at(-1)?.record as Backup };
}

function find(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`nothing on the page is ${selector}`);
  return found;
}

async function write(id: string, text: string): Promise<void> {
  const field = find(`[data-testid=${id}]`) as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await settled();
}

afterEach(async () => {
  if (shown) await unmount(shown);
  shown = undefined;
});

describe("backups", () => {
  it("show every system, and in words that nothing was recorded of one", async () => {
    await open();
    const words = [...document.querySelectorAll("[data-testid=table-row]")].map((row) => row.textContent ?? "");
    expect(words).toHaveLength(2);
    expect(words[0]).toContain("3 世代");
    expect(words[1]).toContain("記録なし");
  });

  it("begin with a press on the system that has none", async () => {
    const { last } = await open();
    find("[data-id=pacs]").click();
    await settled();
    expect((find("[data-testid=new-system]") as HTMLInputElement).value).toBe("画像");
    find("[data-testid=new-save]").click();
    await settled();
    expect(document.body.textContent).toContain("対象のデータを入力してください。");
    await write("new-data", "画像データ");
    find("[data-testid=new-save]").click();
    await settled();
    expect(last()).toEqual({ system: "pacs", data: "画像データ" });
    expect(document.activeElement, "the form of the new one goes on").toBe(find("[data-testid=backup-method]"));
  });

  it("save what is changed, and not a number that is none", async () => {
    const { behind, last } = await open();
    find("[data-id=b]").click();
    await settled();
    await write("backup-generations", "many");
    find("[data-testid=backup-generations]").dispatchEvent(new FocusEvent("blur"));
    await settled();
    expect(behind.written).toEqual([]);
    await write("backup-generations", "１４");
    find("[data-testid=backup-generations]").dispatchEvent(new FocusEvent("blur"));
    await settled();
    expect(last()).toMatchObject({ generations: 14, offline: "no" });
  });

  it("send a survey without systems to where they are entered", async () => {
    await open({ system: [], backup: [] });
    expect(document.querySelector("[role=grid]")).toBeNull();
    expect(document.body.textContent).toContain("「巡回」でシステムを登録する");
  });
});
