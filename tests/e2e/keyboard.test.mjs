// The main flow by keyboard alone: from the first screen to an answer, through every stage and out again. No script
// puts the focus anywhere here, and no mouse is used.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { openDesktop } from "./desktop.mjs";
import { see, until } from "./interview-page.mjs";
import { eventually } from "./process.mjs";
import { stagesOf, stand } from "./screens.mjs";

/** More stops than any screen has: a list of findings has some for each. */
const MANY = 1500;

describe("the window by keyboard alone", { timeout: 600_000 }, () => {
  let desktop;
  let window;

  before(async () => {
    desktop = await openDesktop();
    window = desktop.session;
    await eventually(20_000, "the ways in", () => window.find("[data-testid=way-sample]"));
  });
  after(() => desktop?.close());

  /** What has the focus, and whether a person sees that it has. */
  const focused = () =>
    window.run(`
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      window.stops ??= new WeakMap();
      if (!window.stops.has(element)) window.stops.set(element, (window.counted = (window.counted ?? 0) + 1));
      const box = element.getBoundingClientRect();
      const outlined = (one) => one && getComputedStyle(one).outlineStyle !== "none" && parseFloat(getComputedStyle(one).outlineWidth) >= 2;
      const around = [element, element.parentElement, element.closest("label"), element.closest("svg")];
      return {
        id: window.stops.get(element),
        testid: element.dataset.testid ?? null,
        what: element.tagName.toLowerCase() + (element.dataset.testid ? "#" + element.dataset.testid : " " + element.textContent.trim().slice(0, 30)),
        seen: around.some(outlined),
        inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      };`);

  /** Presses Tab until the focus is on `testid`; every stop on the way has to be visible. */
  async function tabTo(testid) {
    for (let stops = 0; stops < MANY; stops += 1) {
      await window.press("Tab");
      const now = await focused();
      if (now === null) continue;
      assert.ok(now.seen, `the focus is visible on ${now.what}`);
      assert.ok(now.inView, `${now.what} is scrolled into view when it has the focus`);
      if (now.testid === testid) return;
    }
    assert.fail(`${testid} cannot be reached by Tab`);
  }

  /** Walks all stops of the page once round. */
  async function round() {
    const met = new Set();
    const faults = [];
    let before = null;
    for (let stops = 0; stops < MANY; stops += 1) {
      await window.press("Tab");
      const now = await focused();
      // The end of the page: the next Tab begins anew.
      if (now === null) {
        before = null;
        continue;
      }
      if (now.id === before) faults.push(`${now.what} keeps the focus`);
      if (!now.seen) faults.push(`the focus is not visible on ${now.what}`);
      if (!now.inView) faults.push(`${now.what} has the focus out of sight`);
      before = now.id;
      if (met.has(now.id)) return { stops: met.size, faults };
      met.add(now.id);
    }
    return { stops: met.size, faults: [...faults, "the stops never come round"] };
  }

  it("opens the sample hospital", async () => {
    await tabTo("way-sample");
    await window.press("Enter");
    await eventually(60_000, "the survey", () => window.find("[data-testid=survey]"));
  });

  it("opens the survey, and begins where its page begins", async () => {
    await tabTo("survey");
    await window.press("Enter");
    await eventually(15_000, "the stages", () => window.find("main[data-stage] h1"));
    await stand(window);
    assert.equal(await window.run("return document.activeElement.tagName;"), "H1");
  });

  it("answers an item of an interview, and takes that back", async () => {
    await tabTo("interview");
    await window.press("Enter");
    const opened = await until(window, "an item", (seen) => seen.no !== null && !seen.focusLost);
    const other = opened.pressed.includes("answer-no") ? ["1", "answer-yes"] : ["2", "answer-no"];
    await window.press(other[0]);
    await until(window, "the answer in a commit", (seen) => seen.pressed.includes(other[1]) && seen.saved === "saved");
    await window.chord("Control", "z");
    await eventually(10_000, "the answer before", async () => !(await see(window)).pressed.includes(other[1]));
    await until(window, "that to be saved", (seen) => seen.saved === "saved");
  });

  it("goes through every stage, with a visible stop at everything and no way into a trap", async (t) => {
    const stages = await stagesOf(window);
    for (const stage of stages) {
      await t.test(stage, async (t) => {
        await tabTo(`stage-${stage}`);
        await window.press("Enter");
        await eventually(15_000, stage, () => window.find(`main[data-stage=${stage}] h1`));
        await stand(window);
        const start = await window.run("return [document.activeElement.tagName, document.activeElement.closest('main') !== null];");
        assert.deepEqual(start, ["H1", true], "the focus goes where the stage begins");
        const { stops, faults } = await round();
        t.diagnostic(`${stops} stops`);
        assert.deepEqual([...new Set(faults)], []);
        assert.ok(stops > stages.length, "more than the list of stages can be reached");
      });
    }
  });

  it("goes back with Shift and Tab", async () => {
    await tabTo("to-surveys");
    await window.press("Tab");
    await window.chord("Shift", "Tab");
    assert.equal((await focused()).testid, "to-surveys");
    await window.press("Enter");
    await eventually(15_000, "the surveys", () => window.find("[data-testid=survey]"));
  });

  it("closes the vault", async () => {
    await window.chord("Control", "l");
    await eventually(20_000, "the closed vault", () => window.find("[data-testid=way-sample]"));
  });
});
