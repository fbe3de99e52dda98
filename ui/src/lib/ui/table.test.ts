import { flushSync, mount, unmount, createRawSnippet } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import DataTable from "./DataTable.svelte";
import Provided from "./Provided.fixture.svelte";
import { TableRows, type Column } from "./table.svelte";

interface Row {
  id: string;
  name: string;
  beds: number;
}
const columns: Column<Row>[] = [
  { key: "name", title: "Name", text: (row) => row.name },
  { key: "beds", title: "Beds", text: (row) => String(row.beds), sort: (a, b) => a.beds - b.beds, numeric: true },
];
const many = (count: number): Row[] =>
  Array.from({ length: count }, (_, at) => ({ id: `r${at}`, name: `院内 ${at}`, beds: (at * 7) % 100 }));

describe("rows of a table", () => {
  const rows: Row[] = [
    { id: "a", name: "サーバ 10", beds: 3 },
    { id: "b", name: "サーバ 9", beds: 20 },
    { id: "c", name: "CT", beds: 1 },
  ];
  const table = (): TableRows<Row> =>
    new TableRows({ rows: () => rows, columns: () => columns, id: (row) => row.id, lang: () => "ja" });
  const ids = (of: TableRows<Row>): string => of.shown.map((row) => row.id).join("");

  it("are sorted one way, the other, and not at all", () => {
    const some = table();
    const seen = ["", "name", "name", "name", "beds"].map((key) => {
      if (key) some.sortBy(key);
      return ids(some);
    });
    expect(seen, "numbers in texts count as numbers").toEqual(["abc", "cba", "abc", "abc", "cab"]);
  });

  it.each([
    ["ｃｔ", "c"],
    ["サーバ 20", "b"],
    ["zzz", ""],
    ["  ", "abc"],
  ])("are filtered by %s", (typed, expected) => {
    const some = table();
    some.typed = typed;
    expect(ids(some), "width and case are all one, and every word must be there").toBe(expected);
  });

  it("are chosen as ranges from where the range began", () => {
    const some = table();
    some.goTo(1);
    some.goTo(2, true);
    expect([...some.selected]).toEqual(["b", "c"]);
    some.goTo(0, true);
    expect([...some.selected]).toEqual(["a", "b"]);
    some.typed = "ct";
    expect(some.chosen, "what is hidden is not acted upon").toEqual([]);
  });
});

describe("table", () => {
  let shown: ReturnType<typeof mount> | undefined;
  afterEach(async () => {
    if (shown) await unmount(shown);
    shown = undefined;
  });

  function open(rows: Row[]): { opened: string[]; grid: HTMLElement } {
    const opened: string[] = [];
    const props = {
      label: "Beds",
      rows,
      columns,
      id: (row: Row) => row.id,
      opened: (row: Row) => void opened.push(row.id),
      actions: createRawSnippet(() => ({ render: () => "<span>actions</span>" })),
      empty: "まだ何もありません",
    };
    shown = mount(Provided, { target: document.body, props: { part: DataTable, props } });
    flushSync();
    return { opened, grid: find("[role=grid]") };
  }
  function find(selector: string): HTMLElement {
    const found = document.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`nothing on the page is ${selector}`);
    return found;
  }
  function press(on: HTMLElement, key: string, more: KeyboardEventInit = {}): void {
    on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
    flushSync();
  }
  const selected = (): (string | undefined)[] =>
    [...document.querySelectorAll<HTMLElement>("[aria-selected=true]")].map((row) => row.dataset.id);

  it("draws only the rows in sight, and says how many there are", () => {
    const { grid } = open(many(5_000));
    expect(document.querySelectorAll("[data-testid=table-row]").length).toBeLessThan(60);
    expect(grid.getAttribute("aria-rowcount")).toBe("5001");
    expect(find("[data-testid=table-count]").textContent).toContain("5000");
    grid.scrollTop = 44 * 4_000;
    grid.dispatchEvent(new Event("scroll"));
    flushSync();
    const first = find("[data-testid=table-row]");
    expect(Number(first.getAttribute("aria-rowindex")), "a reader knows where it is").toBeGreaterThan(3_980);
    expect(document.querySelectorAll("[data-testid=table-row]").length).toBeLessThan(60);
  });

  it("is walked, chosen from and opened by keys", () => {
    const { grid, opened } = open(many(20));
    grid.focus();
    press(grid, "ArrowDown");
    expect(document.getElementById(grid.getAttribute("aria-activedescendant") ?? "")?.dataset.id).toBe("r1");
    press(grid, "Enter");
    expect(opened).toEqual(["r1"]);
    press(grid, " ");
    press(grid, "ArrowDown", { shiftKey: true });
    press(grid, "ArrowDown", { shiftKey: true });
    expect(selected()).toEqual(["r1", "r2", "r3"]);
    press(grid, "Escape");
    expect(selected()).toEqual([]);
    press(grid, "a", { ctrlKey: true });
    expect(selected()).toHaveLength(20);
  });

  it("opens by a press, chooses by its box and by Ctrl", () => {
    const { opened } = open(many(5));
    find("[data-id=r2]").click();
    expect([opened, selected()]).toEqual([["r2"], []]);
    find("[data-id=r3] input").click();
    find("[data-id=r1]").dispatchEvent(new MouseEvent("click", { ctrlKey: true, bubbles: true }));
    flushSync();
    expect(selected()).toEqual(["r1", "r3"]);
    expect(opened, "choosing opens nothing").toEqual(["r2"]);
  });

  it("sorts by its header and says so", () => {
    open(many(5));
    find("[data-testid=sort-beds]").click();
    flushSync();
    expect(find("[aria-sort=ascending]").textContent).toContain("Beds");
    expect(find("[data-testid=table-row]").dataset.id).toBe("r0");
    find("[data-testid=sort-beds]").click();
    flushSync();
    expect(find("[data-testid=table-row]").dataset.id).toBe("r4");
  });

  it("says when there is nothing, and when the filter lets nothing through", () => {
    open([]);
    expect(find("[role=grid]").textContent).toContain("まだ何もありません");
  });
});
