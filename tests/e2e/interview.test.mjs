// An interview in the real window: answered by keys, saved at once, on every checklist that there is.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { openDesktop } from "./desktop.mjs";
import { answerAll, beginInterview, call, see, until } from "./interview-page.mjs";
import { eventually } from "./process.mjs";

describe("an interview in the window", { timeout: 900_000 }, () => {
  let desktop;
  let window;

  before(async () => {
    desktop = await openDesktop(["--sample"]);
    window = desktop.session;
    await eventually(60_000, "the survey", () => window.find("[data-testid=survey]"));
  });
  after(() => desktop?.close());

  const picture = async (t, name) => {
    await window.run("await document.fonts.ready; await new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));");
    t.diagnostic(`picture: ${await desktop.picture(name)}`);
  };

  it("is found by opening the survey and its list of interviews", async (t) => {
    await picture(t, "surveys-ja");
    await window.click("[data-testid=survey]");
    await eventually(15_000, "interviews", () => window.find("[data-testid=interview]"));
    await picture(t, "interviews-ja");
    assert.notEqual(await window.text("[data-testid=hospital]"), "", "the header says whose survey this is");
  });

  it("opens with the answers that were given, and takes a new one by a key", async (t) => {
    await window.click("[data-testid=interview][data-checklist='mhlw-5.2-admin']");
    const opened = await until(window, "an item", (seen) => seen.no !== null);
    assert.ok(opened.confirmed > 0, "the sample's interview has answers");
    assert.equal(opened.focusLost, false, "keys work from the start");
    await picture(t, "interview-ja");
    await window.press("2");
    const no = await until(window, "the answer × in a commit", (seen) => seen.pressed.includes("answer-no") && seen.saved === "saved");
    await window.press("1");
    const yes = await until(window, "the answer ○ in a commit", (seen) => seen.pressed.includes("answer-yes") && seen.saved === "saved");
    assert.match(yes.savedWords, /保存済み \d{1,2}:\d{2}:\d{2}/, "the time of the commit is on the screen");
    assert.ok(yes.savedAt >= no.savedAt, "and it is that of the last one");
    assert.ok(yes.live.includes("○"), "a screen reader is told");
    const survey = (await call(window, "survey_list"))[0].survey;
    const stored = (await call(window, "answer_list", { survey })).filter(({ record }) => record.item === yes.no);
    assert.ok(stored.some(({ record }) => record.confirmed?.value === true), "the vault holds what the window shows");
  });

  it("keeps a note that was typed, and takes the last step back with Ctrl+Z", async () => {
    const { no } = await see(window);
    await window.press("n", ..."checked on site");
    await until(window, "the pause to be over", (seen) => seen.saved === "saved");
    await window.press("Escape", "h");
    const hard = () => window.run("return document.querySelector('[data-testid=hard]').ariaPressed;");
    await eventually(5_000, "the mark", async () => (await hard()) === "true");
    assert.equal((await see(window)).no, no, "typing moves nobody");
    const note = () => window.run("return document.querySelector('[data-testid=note]').value;");
    const written = await note();
    assert.match(written, /checked on site$/);
    await window.press("j", "k");
    assert.equal(await note(), written, "and it is there on coming back");
    await window.run("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true }));");
    await eventually(5_000, "the mark to be gone", async () => (await hard()) === "false");
    await until(window, "that to be saved", (seen) => seen.saved === "saved" && seen.live !== "");
  });

  it("shows the whole list, filters it and opens a request", async (t) => {
    await window.press("v");
    await eventually(5_000, "rows", () => window.find("[data-testid=row]"));
    await picture(t, "list-ja");
    await window.press("v");
    await window.press("r");
    await eventually(5_000, "the form", () => window.find("[data-testid=request-form]"));
    await picture(t, "request-ja");
    await window.click("[data-testid=request-save]");
    await eventually(5_000, "the request", () => window.find("[data-testid=requests]"));
  });

  it("speaks English and is as whole in the dark", async (t) => {
    await window.run("document.documentElement.dataset.theme = 'dark';");
    await picture(t, "interview-dark-ja");
    await window.click("input[value=en]");
    await picture(t, "interview-dark-en");
    await window.press("v");
    await picture(t, "list-dark-en");
    await window.press("v");
    await window.run("document.documentElement.dataset.theme = 'contrast';");
    await picture(t, "interview-contrast-en");
    await window.run("delete document.documentElement.dataset.theme;");
    await window.resize(1024, 700);
    await picture(t, "interview-small-en");
    const wide = await window.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth;");
    assert.equal(wide, 0, "at the smallest size nothing lies outside");
    await window.resize(1280, 800);
    await picture(t, "interview-en");
    await window.click("input[value=ja]");
  });

  it("lets an item appear when the item that it hangs on is answered, and keeps its answer when it goes again", async (t) => {
    const lists = await call(window, "checklist_list");
    const [list, gate, hidden] = await gated(lists);
    await beginInterview(window, list, "tester", () => picture(t, "new-interview-ja"));
    await goTo(gate.no);
    const before = await see(window);
    await window.press("1");
    const shown = await until(window, "one more item", (seen) => seen.applicable > before.applicable);
    await goTo(hidden.no);
    await window.press("3");
    await until(window, "its answer", (seen) => seen.confirmed === 2);
    await goTo(gate.no);
    await window.press("2");
    const gone = await until(window, "fewer items", (seen) => seen.applicable < shown.applicable);
    assert.equal(gone.confirmed, 1, "the hidden answer does not count");
    await window.click("[data-testid=filter] input[value=hidden]");
    await eventually(5_000, "the reason", () => window.find("[data-testid=because]"));
    await picture(t, "hidden-ja");
    await window.click("[data-testid=filter] input[value=all]");
    await goTo(gate.no);
    await window.press("1");
    await until(window, "the kept answer counts again", (seen) => seen.confirmed === 2);
  });

  it("goes from the first item to the last on every checklist", async (t) => {
    const lists = await call(window, "checklist_list");
    assert.ok(lists.length >= 3, "there are checklists");
    const kinds = new Set();
    for (const list of lists) {
      const begun = await beginInterview(window, list, "tester");
      const from = Date.now();
      const done = await answerAll(window, async ({ kind, no }) => {
        if (kinds.has(kind)) return;
        kinds.add(kind);
        await picture(t, `kind-${kind}-${no}`);
      });
      assert.equal(done.confirmed, done.applicable, `${list.id} is complete`);
      assert.ok(done.applicable > 0 && begun.applicable > 0, `${list.id} has items that apply`);
      t.diagnostic(`${list.id}/${list.version}: ${done.confirmed} of ${list.items} items in ${Date.now() - from} ms`);
      await picture(t, `done-${list.id}`);
    }
  });

  /** Presses through the list until the item is the present one. */
  async function goTo(no) {
    await window.run("document.querySelector('[data-testid=filter] input[value=all]').click();");
    await window.press("v");
    await eventually(5_000, `item ${no}`, async () => {
      if ((await see(window)).no === no) return true;
      await window.run("document.querySelector(`[data-testid=row][data-no='${args[0]}'] button`)?.click();", no);
      return false;
    });
    await window.press("v");
    await until(window, `item ${no}`, (seen) => seen.no === no && !seen.focusLost);
  }

  /** A list with an item that applies only when another, which always applies, is answered with yes. */
  async function gated(lists) {
    for (const { id, version } of lists) {
      const list = await call(window, "checklist_get", { id, version });
      for (const hidden of list.items) {
        const condition = hidden.show_if;
        const gate = list.items.find((item) => item.no === condition?.item && !item.show_if && item.kind === "yes_no");
        if (gate && condition.is?.includes("yes")) return [list, gate, hidden];
      }
    }
    throw new Error("no list has a simple condition");
  }
});
