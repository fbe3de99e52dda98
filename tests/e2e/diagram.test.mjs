// The drawings in the real window: looked at, moved by mouse, connected by keys, and still so after everything was
// loaded anew.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { openDesktop } from "./desktop.mjs";
import { call } from "./interview-page.mjs";
import { eventually } from "./process.mjs";

describe("the drawings in the window", { timeout: 300_000 }, () => {
  let desktop;
  let window;
  let survey;

  before(async () => {
    desktop = await openDesktop(["--sample"]);
    window = desktop.session;
    await openStage();
    survey = (await call(window, "survey_list"))[0].survey;
  });
  after(() => desktop?.close());

  const picture = async (t, name) => {
    await window.run("await document.fonts.ready; await new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));");
    t.diagnostic(`picture: ${await desktop.picture(`diagram-${name}`)}`);
  };

  async function openStage() {
    await eventually(60_000, "the survey", () => window.find("[data-testid=survey]"));
    await window.click("[data-testid=survey]");
    await eventually(15_000, "the stages", () => window.find("[data-testid=stage-diagrams]"));
    await window.click("[data-testid=stage-diagrams]");
    await eventually(15_000, "the drawing", () => window.run("return Number(document.querySelector('[data-testid=diagram]')?.dataset.nodes) > 0;"));
  }

  const press = (id) => window.click(`[data-testid=diagram] [data-testid=${id}]`);
  const shown = () => call(window, "diagram_get", { survey, diagram: "network", lang: "ja" });
  const kept = async (what) => call(window, `diagram_${what}_list`, { survey });

  /** Where the middle of a node is on the page. */
  async function spot(node) {
    return window.run(
      `const all = [...document.querySelectorAll("[data-node='" + args[0] + "'] rect")];
       const box = all[0]?.getBoundingClientRect();
       return box ? [box.x + box.width / 2, box.y + box.height / 2] : null;`,
      node,
    );
  }

  /** A device that stands in a zone and that one can take hold of. */
  async function device() {
    const nodes = (await kept("node")).filter(({ record }) => record.diagram === "network" && record.zone && record.asset);
    for (const node of nodes) if (await spot(node.id)) return node;
    throw new Error("no device is in sight");
  }

  it("shows the network overview whole, and every word of it", async (t) => {
    const nodes = await window.run("return Number(document.querySelector('[data-testid=diagram]').dataset.nodes);");
    assert.equal(nodes, (await shown()).nodes.length);
    await picture(t, "ja");
    assert.equal(await window.run("return document.activeElement?.tagName;"), "H1", "keys begin where the page begins");
  });

  it("moves a node by mouse, on the grid, and says when it was saved", async (t) => {
    await window.click("[data-testid=closer]");
    const { id } = await device();
    const [x, y] = await spot(id);
    await window.drag([x, y], [x + 20, y + 10], [x + 45, y + 30]);
    const node = await eventually(10_000, "the new place in the vault", async () => (await kept("node")).find((one) => one.id === id && one.record.x != null));
    assert.equal(node.record.x % 6, 0, "on the grid");
    await eventually(10_000, "the time of the commit", () => window.run("return document.querySelector('[data-testid=saved]').dataset.state === 'saved';"));
    await eventually(5_000, "the picture with it", async () => {
      const [toX, toY] = await spot(id);
      return Math.abs(toX - x - 45) < 12 && Math.abs(toY - y - 30) < 12;
    });
    await picture(t, "moved-ja");
  });

  it("takes that back with Ctrl+Z, and makes it again", async () => {
    const placed = async () => (await kept("node")).filter(({ record }) => record.diagram === "network" && record.x != null).length;
    const before = await placed();
    const press = (key) =>
      window.run(
        "document.querySelector('[data-testid=surface]').dispatchEvent(new KeyboardEvent('keydown', { key: args[0], ctrlKey: true, bubbles: true, cancelable: true }));",
        key,
      );
    await eventually(5_000, "something to take back", () => window.run("return !document.querySelector('[data-testid=undo]').disabled;"));
    await press("z");
    await eventually(5_000, "the old place", async () => (await placed()) === before - 1);
    await eventually(5_000, "something to make again", () => window.run("return !document.querySelector('[data-testid=redo]').disabled;"));
    await press("y");
    await eventually(5_000, "the new place again", async () => (await placed()) === before);
  });

  it("connects two nodes by keys alone, and both are there after everything was loaded anew", async (t) => {
    const edges = (await kept("edge")).length;
    const moved = (await kept("node")).filter(({ record }) => record.x != null).map(({ id, record }) => [id, record.x, record.y]);
    await window.run("document.querySelector('[data-testid=surface]').focus();");
    const chosen = () => window.run("return document.querySelector('[data-testid=surface]').dataset.chosen ?? null;");
    await window.press("Escape", "j");
    const zones = (await kept("node")).filter(({ record }) => record.kind === "zone").map(({ id }) => id);
    while (zones.includes(await chosen())) await window.press("j");
    const from = await chosen();
    await window.press("c");
    await eventually(5_000, "the line in the making", () => window.find("[data-testid=linking]"));
    await picture(t, "linking-ja");
    const tied = (await kept("edge")).filter(({ record }) => record.from === from || record.to === from).flatMap(({ record }) => [record.from, record.to]);
    do await window.press("j");
    while (tied.includes(await chosen()) || zones.includes(await chosen()));
    const to = await chosen();
    await window.press("c");
    await eventually(10_000, "the line in the vault", async () => (await kept("edge")).length === edges + 1);
    const made = (await kept("edge")).find(({ record }) => record.from === from && record.to === to);
    assert.ok(made, "from the one that was chosen to the other");
    const live = await window.run("return document.querySelector('[data-testid=live]').textContent;");
    assert.notEqual(live, "", "a screen reader is told");
    await picture(t, "connected-ja");
    await window.run("location.reload();");
    await openStage();
    assert.ok((await shown()).edges.some(({ edge }) => edge === made.id), "the line is there");
    const still = (await kept("node")).filter(({ record }) => record.x != null).map(({ id, record }) => [id, record.x, record.y]);
    assert.deepEqual(still, moved, "what was placed by hand is where it was put");
  });

  it("takes thirty steps back one after another, and makes them all again", async () => {
    const { id } = await device();
    const now = async () => {
      const { record } = (await kept("node")).find((one) => one.id === id);
      return [record.zone, record.x, record.y];
    };
    const { rev, record } = (await kept("node")).find((one) => one.id === id);
    const first = [record.zone, record.x, record.y];
    let at = rev;
    for (let step = 1; step <= 30; step += 1) {
      await call(window, "diagram_node_set", { survey, id, rev: at, record: { ...record, x: 6 * step, y: 24 } });
      at = (await kept("node")).find((one) => one.id === id).rev;
    }
    const last = await now();
    await window.run("location.reload();");
    await openStage();
    for (const [button, place] of [["undo", first], ["redo", last]]) {
      for (let step = 0; step < 30; step += 1) {
        const before = await now();
        await eventually(10_000, `${button} ${step}`, () => window.run("const b = document.querySelector(`[data-testid=diagram] [data-testid=${args[0]}]`); if (b.disabled) return false; b.click(); return true;", button));
        await eventually(10_000, `step ${step} of ${button}`, async () => String(await now()) !== String(before));
      }
      assert.deepEqual(await now(), place, `${button}: thirty steps lead where it began`);
    }
  });

  it("shows a zone so that it can be read, and zooms by keys, wheel and two presses", async (t) => {
    const scale = () => window.run("return Number(document.querySelector('[data-testid=surface]').dataset.scale);");
    await window.resize(1024, 700);
    await press("whole");
    const small = await scale();
    await window.run("document.querySelector('[data-testid=surface]').focus();");
    await window.press("+");
    await eventually(5_000, "a larger picture", async () => (await scale()) > small);
    await window.press("0");
    await eventually(5_000, "all of it", async () => Math.abs((await scale()) - small) < 1e-6);
    await window.press("j", "f");
    await eventually(5_000, "the zone", async () => (await scale()) > small);
    await picture(t, "zone-ja");
    await press("whole");
    const zone = (await kept("node")).find(({ record }) => record.diagram === "network" && record.kind === "zone");
    await window.run(
      `const box = document.querySelector("[data-node='" + args[0] + "'] rect").getBoundingClientRect();
       document.querySelector("[data-testid=surface]").dispatchEvent(new MouseEvent("dblclick", { bubbles: true, clientX: box.x + 4, clientY: box.y + 4 }));`,
      zone.id,
    );
    await eventually(5_000, "that zone", async () => (await scale()) > small && (await window.run("return document.querySelector('[data-testid=surface]').dataset.chosen;")) === zone.id);
    await press("whole");
    const width = await window.run("return innerWidth;");
    await window.run("const s = document.querySelector('[data-testid=surface]'); const b = s.getBoundingClientRect(); s.dispatchEvent(new WheelEvent('wheel', { deltaY: -60, ctrlKey: true, bubbles: true, cancelable: true, clientX: b.x + 50, clientY: b.y + 50 }));");
    await eventually(5_000, "the wheel", async () => (await scale()) > small);
    assert.equal(await window.run("return innerWidth;"), width, "the page itself is as large as before");
    await window.resize(1280, 800);
  });

  it("counts in the list of stages what of the ledger is drawn", async () => {
    const far = () => window.run("return document.querySelector('[data-testid=stage-diagrams] .far')?.textContent.trim() ?? '';");
    const { counts } = await call(window, "survey_overview", { survey });
    await eventually(5_000, "the count", async () => (await far()).replace(/\s/g, "") === `${counts.drawn}/${counts.to_draw}`);
    const line = (await kept("edge")).find(({ record }) => record.connection);
    await call(window, "diagram_edge_remove", { survey, id: line.id, rev: line.rev });
    await window.run("location.reload();");
    await openStage();
    await eventually(5_000, "one less", async () => (await far()).replace(/\s/g, "") === `${counts.drawn - 1}/${counts.to_draw}`);
    await eventually(5_000, "what can be added", () => window.find("[data-testid=missing] button"));
    const before = await far();
    await window.run("document.querySelector('[data-testid=missing] button').click();");
    await eventually(5_000, "one more", async () => (await far()) !== before);
  });

  it("brings a connection that was taken off the drawing back by dragging it in", async (t) => {
    const line = (await kept("edge")).find(({ record }) => record.connection);
    await window.run("document.querySelector('[data-testid=diagram] input[value=table]').click();");
    await eventually(5_000, "the tables", () => window.find("[data-testid=diagram] input[value=edges]"));
    await window.run("document.querySelector('[data-testid=diagram] input[value=edges]').click();");
    await eventually(5_000, "the lines", () => window.find("[data-testid=edge-table]"));
    await window.run(
      `const name = args[0]; const cells = [...document.querySelectorAll("[data-testid=edge-table] [role=gridcell], [data-testid=edge-table] [role=cell]")];
       (cells.find((c) => c.textContent.trim() === name) ?? cells[0]).click();`,
      (await shown()).edges.find(({ edge }) => edge === line.id).label,
    );
    await eventually(5_000, "its form", () => window.find("[data-testid=edge-remove]"));
    await window.click("[data-testid=edge-remove]");
    await eventually(5_000, "that it is missing", () => window.find("[data-testid=missing] button"));
    await window.run("document.querySelector('[data-testid=diagram] input[value=picture]').click();");
    await eventually(5_000, "the sheet", () => window.find("[data-testid=surface]"));
    const missing = () => window.run("return document.querySelectorAll('[data-testid=missing] button').length;");
    const bring = async () => {
      await window.click("[data-testid=whole]");
      const places = await window.run(
        `const button = document.querySelector("[data-testid=missing] button"); button.scrollIntoView({ block: "center" });
         const [a, b] = [button, document.querySelector("[data-testid=surface]")].map((e) => e.getBoundingClientRect());
         const zone = document.querySelector("[data-node='" + args[0] + "'] rect").getBoundingClientRect();
         return [[a.x + 60, a.y + 20], [b.right - 20, a.y + 20], [zone.right - 60, zone.bottom - 60]];`,
        room,
      );
      await window.drag(...places);
    };
    const nodes = await kept("node");
    const held = (zone) => nodes.filter(({ record }) => record.zone === zone).length;
    const room = nodes.filter(({ record }) => record.kind === "zone").sort((a, b) => held(b.id) - held(a.id))[0].id;
    await picture(t, "missing-ja");
    const before = await missing();
    await bring();
    await eventually(10_000, "it to be drawn again", async () => (await kept("edge")).some(({ record }) => record.connection === line.record.connection));
    await eventually(5_000, "one less to be missing", async () => (await missing()) === before - 1);
    await eventually(5_000, "the new line's form", () => window.find("[data-testid=edge-form]"));
    if (before === 1) return;
    await bring();
    await eventually(10_000, "the device to stand where it was let go", async () => {
      const fresh = (await kept("node")).find(({ id, record }) => record.asset && !nodes.some((one) => one.id === id));
      return fresh?.record.zone === room && fresh.record.x % 6 === 0;
    });
    await picture(t, "brought-ja");
  });

  it("shows the same as tables and as printed, in both languages, light and dark", async (t) => {
    const look = (way) => window.run("document.querySelector('[data-testid=diagram] input[value=' + args[0] + ']').click();", way);
    await look("table");
    await eventually(5_000, "rows", () => window.find("[data-testid=node-table] [role=row]"));
    await picture(t, "table-ja");
    await look("paper");
    await eventually(10_000, "the printed drawing", () => window.run("const i = document.querySelector('[data-testid=paper]'); return i?.complete && i.naturalWidth > 100;"));
    await picture(t, "paper-ja");
    await look("picture");
    await look("management");
    await eventually(5_000, "the other drawing", () => window.run("return document.querySelector('[data-testid=diagram]').dataset.kind === 'management' && document.querySelector('[data-node]') !== null;"));
    await picture(t, "management-ja");
    await window.run("document.documentElement.dataset.theme = 'dark';");
    await picture(t, "management-dark-ja");
    await window.click("input[value=en]");
    await look("network");
    await eventually(5_000, "the overview in English", () => window.run("return document.querySelector('[data-testid=diagram]').dataset.kind === 'network' && document.querySelector('[data-testid=add]').textContent.includes('Add') && document.querySelector('[data-node]') !== null;"));
    await picture(t, "dark-en");
    await window.click("[data-testid=add]");
    await picture(t, "add-dark-en");
    await window.run("document.documentElement.dataset.theme = 'contrast';");
    await picture(t, "add-contrast-en");
    await window.press("Escape");
    await window.run("document.querySelector('[data-testid=problem]')?.click();");
    await picture(t, "chosen-contrast-en");
    await look("table");
    await picture(t, "table-contrast-en");
    await look("picture");
    await window.run("delete document.documentElement.dataset.theme;");
    await look("table");
    await picture(t, "table-en");
    await look("picture");
    await window.resize(1024, 700);
    await window.click("[data-testid=whole]");
    await picture(t, "small-en");
    const wide = await window.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth;");
    assert.equal(wide, 0, "at the smallest size nothing lies outside");
  });
});
