import { flushSync, mount, unmount, type Component } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import { Draft } from "../draft.svelte";
import { numberPart } from "../records/parts";
import ChoiceField from "./ChoiceField.svelte";
import DraftField from "./DraftField.svelte";
import MultiRefField from "./MultiRefField.svelte";
import NumberField from "./NumberField.svelte";
import PasteField from "./PasteField.svelte";
import PastePreview from "./PastePreview.svelte";
import Provided from "./Provided.fixture.svelte";
import RefField from "./RefField.svelte";
import Refusal from "./Refusal.svelte";
import SuggestField from "./SuggestField.svelte";
import TagsField from "./TagsField.svelte";
import TriField from "./TriField.svelte";
import { CommandError } from "../ipc/client";

/** A draft over one value, and what was saved of it. */
function draft<T>(first: T, accept: (value: T) => boolean = () => true): { draft: Draft<T>; saved: T[] } {
  const saved: T[] = [];
  let stored = $state.raw(first);
  const made = new Draft<T>({
    stored: () => stored,
    save: async (value) => {
      if (!accept(value)) return false;
      saved.push(value);
      stored = value;
      return true;
    },
    waits: () => {},
  });
  return { draft: made, saved };
}

describe("fields", () => {
  let shown: ReturnType<typeof mount> | undefined;
  afterEach(async () => {
    if (shown) await unmount(shown);
    shown = undefined;
  });

  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  function show(part: Component<any, any>, props: object): void {
    shown = mount(Provided, { target: document.body, props: { part, props } });
    flushSync();
  }
  function find<E extends HTMLElement = HTMLElement>(selector: string): E {
    const found = document.querySelector<E>(selector);
    if (!found) throw new Error(`nothing on the page is ${selector}`);
    return found;
  }
  async function settled(): Promise<void> {
    await new Promise((done) => setTimeout(done, 0));
    flushSync();
  }
  async function type(text: string): Promise<void> {
    const field = find<HTMLInputElement>("input, textarea");
    field.focus();
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await settled();
  }
  async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
    find("input").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
    await settled();
  }
  async function leave(): Promise<void> {
    find("input").dispatchEvent(new FocusEvent("blur"));
    await settled();
  }

  it("say that a blank name is not saved", async () => {
    const { draft: name, saved } = draft("a", (value) => value !== "");
    show(DraftField, { draft: name, label: "Name", required: true });
    await type("");
    await leave();
    expect(find("[aria-invalid=true]")).toBeDefined();
    expect([saved, document.body.textContent?.includes("空欄のまま")]).toEqual([[], true]);
  });

  it("take numbers in any width and keep what is none", async () => {
    const part = numberPart<{ n?: number | null }>((record) => record.n, (record, n) => ({ ...record, n }), { max: 10 });
    const { draft: beds, saved } = draft("", (value) => part.set({}, value) !== null);
    show(NumberField, { draft: beds, label: "Beds", limits: { max: 10 } });
    await type("１１");
    await leave();
    expect(saved, "too large is said, not stored").toEqual([]);
    expect(document.body.textContent).toContain("この数値は使えません");
    await type("７");
    await leave();
    expect(saved).toEqual(["７"]);
    expect(part.set({}, "７")).toEqual({ n: 7 });
  });

  it("offer a closed choice with its words, not asked among them", async () => {
    const { draft: tri, saved } = draft<"yes" | "no" | "unknown" | null>(null);
    show(TriField, { draft: tri, label: "SBOM" });
    const words = [...document.querySelectorAll(".options label")].map((label) => label.textContent?.trim());
    expect(words).toEqual(["未確認", "○", "×", "不明"]);
    find("input[value=no]").click();
    await tri.leave();
    expect(saved).toEqual(["no"]);
    find("input[value='']").click();
    await tri.leave();
    expect(saved, "back to not asked").toEqual(["no", null]);
  });

  it("show a long choice as a list, with nothing chosen until something is", async () => {
    const { draft: kind, saved } = draft<string | null>(null);
    show(ChoiceField, { draft: kind, label: "Kind", choice: "asset_kind", required: true });
    const list = find<HTMLSelectElement>("select");
    expect(list.selectedOptions[0]?.textContent).toBe("");
    list.value = "ct";
    list.dispatchEvent(new Event("change", { bubbles: true }));
    await kind.leave();
    expect(saved).toEqual(["ct"]);
  });

  it("complete from earlier entries by keys", async () => {
    const { draft: maker, saved } = draft("");
    show(SuggestField, { draft: maker, label: "Maker", earlier: ["富士電機", "シスコ", "富士通", "富士通"] });
    await type("富士");
    expect([...document.querySelectorAll("[role=option]")].map((one) => one.textContent?.trim())).toEqual(["富士電機", "富士通"]);
    await press("ArrowDown");
    await press("ArrowDown");
    await press("Enter");
    expect(saved).toEqual(["富士通"]);
    expect(find("[role=combobox]").getAttribute("aria-expanded")).toBe("false");
  });

  it("leave the keys to an input method while it composes", async () => {
    const { draft: maker, saved } = draft("");
    show(SuggestField, { draft: maker, label: "Maker", earlier: ["富士通"] });
    await type("富士");
    await press("ArrowDown");
    await press("Enter", { isComposing: true });
    expect(saved).toEqual([]);
  });

  const systems = [
    { id: "1", label: "PACS", detail: "放射線科" },
    { id: "2", label: "検体検査" },
  ];

  it("choose another record by name, and change nothing when nothing is taken", async () => {
    const { draft: system, saved } = draft<string | null>("1");
    show(RefField, { draft: system, label: "System", options: systems });
    expect(find<HTMLInputElement>("input").value).toBe("PACS");
    await type("検体");
    await leave();
    expect([saved, find<HTMLInputElement>("input").value]).toEqual([[], "PACS"]);
    await type("検体");
    await press("ArrowDown");
    await press("Enter");
    expect(saved).toEqual(["2"]);
    find("button").click();
    await settled();
    expect(saved).toEqual(["2", null]);
  });

  it("choose several records and take one away", async () => {
    const { draft: refs, saved } = draft<string[] | undefined>(undefined);
    show(MultiRefField, { draft: refs, label: "Systems", options: systems });
    await type("放射");
    find("[role=option]").click();
    await settled();
    expect(saved).toEqual([["1"]]);
    expect(document.querySelectorAll("ul:not([role]) li")).toHaveLength(1);
    find("ul:not([role]) button").click();
    await settled();
    expect(saved).toEqual([["1"], []]);
  });

  it("take short texts with Enter and on leaving, each once", async () => {
    const { draft: tags, saved } = draft<string[] | undefined>([]);
    show(TagsField, { draft: tags, label: "Protocols" });
    await type("DICOM");
    await press("Enter");
    await type("DICOM");
    await press("Enter");
    await type("HL7");
    await leave();
    expect(saved).toEqual([["DICOM"], ["DICOM", "HL7"]]);
  });

  it("say by what a record is in use", () => {
    const by = [{ kind: "asset", id: "1" }, { kind: "asset", id: "2" }, { kind: "backup", id: "3" }];
    show(Refusal, { error: new CommandError("in_use", { count: 3, by }) });
    expect(find("[data-testid=used-by]").textContent).toContain("機器 2 件、バックアップ 1 件");
  });

  it("refuse a paste that is no text, and give one that is", async () => {
    const blocks: unknown[] = [];
    show(PasteField, { pasted: (block: unknown) => blocks.push(block) });
    const paste = async (types: string[], text: string): Promise<void> => {
      const event = new Event("paste", { bubbles: true, cancelable: true });
      Object.assign(event, { clipboardData: { types, getData: () => text } });
      find("textarea").dispatchEvent(event);
      await settled();
    };
    await paste(["Files"], "");
    expect([blocks, find("[role=alert]").textContent?.includes("文字ではない")]).toEqual([[], true]);
    await paste(["text/plain"], "a\tb");
    expect(blocks).toEqual([{ rows: [["a", "b"]] }]);
    expect(document.querySelector("[role=alert]"), "the reason goes with the next paste").toBeNull();
  });

  it("preview a paste with all its problems, and take only what has none", async () => {
    const taken: (readonly number[])[] = [];
    let applied = 0;
    show(PastePreview, {
      block: { rows: [["a"], [""], ["c"], [""]] },
      meaning: ([name]: readonly string[]) => ({ what: `add ${name}`, problems: name ? [] : ["no name"] }),
      apply: async (places: readonly number[]) => {
        taken.push(places);
        return true;
      },
      applied: () => (applied += 1),
      cancelled: () => {},
    });
    expect(document.querySelectorAll("[data-testid=table-row]")).toHaveLength(4);
    find("[data-testid=only-wrong]").click();
    flushSync();
    expect(document.querySelectorAll("[data-testid=table-row]")).toHaveLength(2);
    find("[data-testid=paste-apply]").click();
    await settled();
    expect([taken, applied]).toEqual([[[0, 2]], 1]);
  });
});
