import { flushSync, mount, unmount } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import Provided from "../../lib/ui/Provided.fixture.svelte";
import DiagramStage from "./DiagramStage.svelte";
import { table, type Behind } from "./fixture";

let shown: ReturnType<typeof mount> | undefined;

async function settled(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) {
    flushSync();
    await new Promise((done) => setTimeout(done, 0));
  }
  flushSync();
}

async function open(change: (behind: Behind) => void = () => {}): Promise<Behind> {
  const { behind, backend } = table();
  change(behind);
  const props = { survey: "s", overview: {}, reloadOverview: async () => {}, target: null };
  shown = mount(Provided, { target: document.body, props: { part: DiagramStage, props, backend } });
  await settled();
  return behind;
}

function find<E extends HTMLElement = HTMLElement>(selector: string): E {
  const found = document.querySelector<E>(selector);
  if (!found) throw new Error(`nothing on the page is ${selector}`);
  return found;
}

const test = <E extends HTMLElement = HTMLElement>(id: string): E => find<E>(`[data-testid=${id}]`);

async function press(key: string, options: KeyboardEventInit = {}): Promise<void> {
  test("surface").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...options }));
  await settled();
}

async function click(element: HTMLElement): Promise<void> {
  element.click();
  await settled();
}

describe("the stage of the drawings", () => {
  afterEach(async () => {
    if (shown) await unmount(shown);
    shown = undefined;
  });

  it("draws what the table drew, with the problems beside it", async () => {
    await open();
    const words = [...document.querySelectorAll("[data-testid=surface] text")].map((text) => text.textContent);
    expect(words).toEqual(expect.arrayContaining(["FW", "SRV", "VEN"]));
    expect(test("problems").textContent).toContain("stands alone");
    await click(test("problem"));
    expect(test("node-form").dataset.node, "a press leads to what it is about").toBe("ven");
  });

  it("zooms with the wheel, finely with Ctrl as a touch pad pinches, and looks around with Shift or sideways", async () => {
    await open();
    const scale = (): number => Number(test("surface").dataset.scale);
    const place = (): string | null | undefined => document.querySelector("[data-testid=surface] svg > g")?.getAttribute("transform");
    const turn = async (options: WheelEventInit): Promise<boolean> => {
      const event = new WheelEvent("wheel", { bubbles: true, cancelable: true, ...options });
      test("surface").dispatchEvent(event);
      await settled();
      return event.defaultPrevented;
    };
    const first = scale();
    expect(await turn({ deltaY: -100 }), "the page itself does not move").toBe(true);
    expect(scale()).toBeGreaterThan(first);
    const second = scale();
    await turn({ deltaY: 3, ctrlKey: true });
    expect(scale()).toBeLessThan(second);
    expect(scale(), "a small pinch is a small step").toBeGreaterThan(second * 0.95);
    const [third, here] = [scale(), place()];
    await turn({ deltaY: 40, shiftKey: true });
    await turn({ deltaX: 60, deltaY: 2 });
    expect(scale()).toBe(third);
    expect(place()).not.toBe(here);
  });

  it("says what to do first where nothing is drawn, and begins with one press", async () => {
    const behind = await open((empty) => {
      empty.nodes.clear();
      empty.edges.clear();
    });
    expect(test("from-ledger").textContent).toContain("台帳から描く");
    await click(test("from-ledger"));
    expect(behind.writes).toEqual(["diagram_from_ledger"]);
  });

  it("shows everything of the picture in tables, and opens a row beside them", async () => {
    await open();
    await click(find("input[value=table]"));
    const rows = (): number => document.querySelectorAll("[role=grid] [role=rowgroup] [role=row]").length;
    expect(rows(), "every node of this drawing").toBe(6);
    await click(find("input[value=edges]"));
    expect(rows(), "and every line").toBe(1);
    await click(find("[data-testid=edge-table] [role=gridcell]"));
    expect(test("edge-form").dataset.edge).toBe("e1");
  });

  it("renames a node where its name is its own, and says where it is not", async () => {
    const behind = await open((all) => {
      all.nodes.set("reg", { id: "reg", rev: 1, record: { diagram: "network", kind: "asset", asset: "a9" } });
    });
    await press("j");
    const field = test<HTMLInputElement>("node-label");
    field.value = "renamed";
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    field.dispatchEvent(new FocusEvent("blur"));
    await settled();
    expect([...behind.nodes.values()].map(({ record }) => record.label)).toContain("renamed");
    for (let turn = 0; turn < 8 && test("node-form").dataset.node !== "reg"; turn += 1) await press("j");
    expect(document.querySelector("[data-testid=node-label]")).toBeNull();
    expect(test("node-form").textContent).toContain("名前は台帳のものです");
  });

  it("adds what is missing by a press, and takes that back with Ctrl+Z", async () => {
    const behind = await open();
    const missing = (): number => document.querySelectorAll("[data-testid=missing] li").length;
    expect(missing()).toBe(2);
    await click(find("[data-testid=missing] button"));
    expect(behind.writes).toEqual(["diagram_add"]);
    expect(behind.edges.size).toBe(2);
    expect(missing()).toBe(1);
    expect(test("edge-form"), "the new line is there to be looked at").toBeTruthy();
    await press("z", { ctrlKey: true });
    expect(behind.edges.size).toBe(1);
    expect(document.querySelector("[data-testid=edge-form]"), "what is gone is not shown").toBeNull();
  });

  it("turns to the other drawing, and to the drawing as printed", async () => {
    await open();
    await click(find("input[value=management]"));
    expect(test("diagram").dataset.nodes).toBe("1");
    const { createObjectURL, revokeObjectURL } = URL;
    try {
      Object.assign(URL, { createObjectURL: () => "blob:printed", revokeObjectURL: () => {} });
      await click(find("input[value=paper]"));
      expect(test<HTMLImageElement>("paper").src, "an image, in which nothing acts").toBe("blob:printed");
    } finally {
      Object.assign(URL, { createObjectURL, revokeObjectURL });
    }
  });
});
