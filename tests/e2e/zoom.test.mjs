// The size at which everything is shown, in the real window: twice as large in the smallest window, every room can
// still be used; and it is so again at the next start.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { appears, isThere, machine, picture, press } from "./machine.mjs";
import { eventually } from "./process.mjs";
import { openSurvey, stagesOf, walkStage } from "./screens.mjs";

/** What of the page cannot be reached, is cut off, or lies under something else. */
const FAULTS = `
  const faults = [];
  const sheets = [document.documentElement, ...document.querySelectorAll("[data-testid=workbench], main")];
  const wide = Math.max(...sheets.map((sheet) => sheet.scrollWidth - sheet.clientWidth));
  if (wide > 0) faults.push("the page is " + wide + " px too wide");
  const name = (e) => (e.dataset.testid ?? e.ariaLabel ?? e.textContent.trim().slice(0, 20)) + " <" + e.tagName.toLowerCase() + ">";
  const dialog = document.querySelector("dialog[open]");
  for (const element of (dialog ?? document).querySelectorAll("button, input, select, textarea, a[href], summary, h1, h2, [role=tab]")) {
    const shown = element.matches("input[type=radio], input[type=checkbox]") ? (element.closest("label") ?? element) : element;
    if (!shown.checkVisibility({ visibilityProperty: true }) || shown.closest(".for-readers-only, [hidden], [aria-hidden=true]")) continue;
    shown.scrollIntoView({ block: "center", inline: "center" });
    const box = shown.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    const at = [box.x + Math.min(box.width, innerWidth) / 2, box.y + Math.min(box.height, innerHeight) / 2];
    if (at[0] < 0 || at[1] < 0 || at[0] > innerWidth || at[1] > innerHeight) { faults.push(name(element) + " cannot be scrolled to"); continue; }
    const hit = document.elementFromPoint(...at);
    // A list that opened below its field lies over what comes next until it is left.
    if (hit && !shown.contains(hit) && !hit.contains(shown) && !hit.closest("[role=listbox]")) faults.push(name(element) + " lies under " + name(hit));
    if (box.width > innerWidth + 1) faults.push(name(element) + " is wider than the window");
    if (shown.matches("button, h1, h2") && shown.scrollWidth > shown.clientWidth + 1 && getComputedStyle(shown).display !== "inline") faults.push(name(element) + " is cut off");
  }
  for (const element of (dialog ?? document).querySelectorAll("p, span, strong, h1, h2, h3, td, th, dt, dd, label, button, li, [role=gridcell]")) {
    const words = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent.trim()).join("");
    if (words.length < 6 || !element.checkVisibility() || element.closest(".for-readers-only, [aria-hidden=true]")) continue;
    const { width, height } = element.getBoundingClientRect();
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (width > 2 && width < 3 * size && height > 4 * size) faults.push("no room for the words " + words.slice(0, 20));
  }
  return [...new Set(faults)];`;

/** The driver reckons places as if everything were at its usual size, so presses are made by the page itself. */
function byScript(window) {
  window.click = (css) => window.run("document.querySelector(args[0]).click();", css);
  return window;
}

describe("a larger window", { timeout: 900_000 }, () => {
  const here = machine();
  let desktop;
  let window;

  before(async () => {
    desktop = await here.open({}, ["--sample"]);
    window = byScript(desktop.session);
    await window.resize(1024, 700);
  });
  after(async () => {
    await desktop?.close();
    here.clear();
  });

  const width = () => window.run("return innerWidth;");

  it("is as large as the keys say, and says so", async () => {
    await openSurvey(window);
    await eventually(10_000, "the smallest window", async () => (await width()) === 1024);
    await window.chord("Control", "+");
    await eventually(5_000, "one step", async () => (await width()) < 1024);
    assert.match(await window.text("[data-testid=zoom]"), /110/);
    await window.chord("Control", "0");
    await eventually(5_000, "the usual size", async () => (await width()) === 1024);
    for (let step = 0; step < 8; step += 1) await window.chord("Control", "+");
    await eventually(5_000, "twice the size", async () => (await width()) === 512);
    await window.chord("Control", "-");
    await eventually(5_000, "a step back", async () => (await width()) > 512);
    await window.chord("Control", "+");
    await eventually(5_000, "twice the size", async () => (await width()) === 512);
  });

  for (const lang of ["ja", "en"]) it(`loses nothing at twice the size in the smallest window (${lang})`, async (t) => {
    const faults = [];
    await window.click(`header input[value=${lang}]`);
    for (const stage of await stagesOf(window)) {
      await walkStage(window, stage, async (name, isFirst) => {
        const found = await window.run(FAULTS);
        if (found.length > 0) faults.push(`${name}: ${found.join("; ")}`);
        await window.run("document.querySelector('main h1, dialog[open] h2')?.scrollIntoView({ block: 'start' });");
        if (isFirst || found.length > 0) await picture(t, desktop, `zoom-${lang}-${name}`);
      });
    }
    assert.deepEqual(faults, []);
  });

  it("is so again at the next start", async (t) => {
    await desktop.close();
    desktop = await here.open();
    window = byScript(desktop.session);
    await appears(window, "way-sample");
    const scale = await window.run("return [innerWidth, devicePixelRatio];");
    assert.ok(scale[0] <= 640, `the window is still shown large: ${scale}`);
    assert.deepEqual(await window.run(FAULTS), [], "also before a vault is open");
    await picture(t, desktop, "zoom-first-screen");
    await press(window, "way-sample");
    await appears(window, "survey", 60_000);
    assert.deepEqual(await window.run(FAULTS), []);
    assert.equal(await isThere(window, "[data-testid=zoom]"), true);
  });
});
