// Every room of the window, found by walking: the stages from the list on the left, in each stage its pages, the first
// record that can be opened and every form that makes a new one. A stage that is added is walked without a change here.
import { eventually } from "./process.mjs";

/** What shows another page of the same stage; the latter may also be a field of a form, which does no harm. */
const VIEWS = "main [role=tab], main fieldset.compact input[type=radio]";
/** What opens a record, and what begins a new one. */
const OPENERS = ["table-row", "interview", "visit", "request", "finding"];
const MAKERS = "main [data-testid^=new-]:is(button), main [data-testid=add], main [data-testid$=-add]:is(button)";
/** What leads to a page or dialog of its own. */
const DOORS = "main [data-testid$=-open]:is(button):not([data-testid^=sort-])";
/** Keys that show more, where a room has such. */
const KEYS = { interview: ["v", "r"] };

/** Waits until what changed is painted. */
export function painted(window) {
  return window.run("await document.fonts.ready; await new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));");
}

/** Waits until nothing on the page changes any more, and all of it is painted. */
export function stand(window) {
  return window.run(`
    const end = Date.now() + 8000;
    let before = null;
    for (;;) {
      await document.fonts.ready;
      await new Promise((later) => setTimeout(later, 60));
      await new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));
      const now = document.body.innerHTML.length + document.body.innerText;
      // A running clock changes for ever, so there is an end.
      if (now === before || Date.now() > end) return;
      before = now;
    }`);
}

/** The ids of the stages, as the list on the left has them. */
export function stagesOf(window) {
  return window.run(
    "return [...document.querySelectorAll('nav [data-testid^=stage-]')].map((b) => b.dataset.testid.slice('stage-'.length));",
  );
}

/** From the surveys to the stages of the first one. */
export async function openSurvey(window) {
  await eventually(60_000, "a survey", () => window.find("[data-testid=survey]"));
  await window.click("[data-testid=survey]");
  await eventually(15_000, "the stages", () => window.find("main[data-stage] h1"));
}

/** Opens a stage at its beginning, from wherever one is. */
async function enter(window, stage) {
  // What was begun and is not wanted is given up first; a stage that is left and opened again is at its beginning.
  await window.press("Escape");
  const other = (await stagesOf(window)).find((one) => one !== stage);
  for (const next of [other, stage]) {
    await window.click(`[data-testid=stage-${next}]`);
    await eventually(15_000, `the stage ${next}`, () => window.find(`main[data-stage=${next}] h1`));
  }
  await stand(window);
}

/** Presses what a step names: an element by selector and place, or a key. */
async function take(window, step) {
  if (step.key) await window.press(step.key);
  else {
    // A page that asks for its records stands still meanwhile.
    await eventually(15_000, step.name, () => window.run("return document.querySelectorAll(args[0]).length > args[1];", step.css, step.at));
    await window.run("document.querySelectorAll(args[0])[args[1]].click();", step.css, step.at);
  }
  await stand(window);
}

/** Where one can go from here, without changing anything that is there; `here` are the pages that are shown. */
function ways(window) {
  return window.run(
    `const [views, openers, makers, doors] = args;
     const seen = (element) => element.getClientRects().length > 0 && !element.disabled;
     const found = [];
     document.querySelectorAll(views).forEach((element, at) => {
       const here = element.checked ?? element.ariaSelected === "true";
       const name = element.value || element.dataset.value;
       if (seen(element.closest("label") ?? element)) found.push({ kind: "view", css: views, at, name, here, tab: element.role === "tab" });
     });
     for (const id of openers) {
       const css = "main [data-testid=" + id + "]";
       const first = document.querySelector(css);
       if (first && seen(first)) found.push({ kind: "record", css, at: 0, name: id });
     }
     document.querySelectorAll(makers).forEach((element, at) => {
       if (seen(element)) found.push({ kind: "new", css: makers, at, name: element.dataset.testid });
     });
     document.querySelectorAll(doors).forEach((element, at) => {
       if (seen(element)) found.push({ kind: "new", css: doors, at, name: element.dataset.testid });
     });
     return found;`,
    VIEWS,
    OPENERS,
    MAKERS,
    DOORS,
  );
}

/** Walks all rooms of a stage; `look(name, isFirst)` is called in each. */
export function walkStage(window, stage, look) {
  return walk(window, stage, () => enter(window, stage), look);
}

/** Walks all rooms behind a beginning that `begin` goes to, from wherever one is. */
export async function walk(window, start, begin, look) {
  const known = new Set();
  const explore = async (path) => {
    await begin();
    for (const step of path) await take(window, step);
    const name = [start, ...path.map((step) => step.name)].join("-");
    await look(name, path.length === 0);
    const last = path.at(-1);
    if (last?.kind === "record") {
      for (const key of KEYS[last.name] ?? []) {
        await take(window, { key });
        await look(`${name}-${key}`, false);
        await window.press(key === "v" ? "v" : "Escape");
      }
    }
    if (last && last.kind !== "view") return;
    // The same button on another tab makes something else; filters and drawings of one page share what they open.
    const tab = path.findLast((step) => step.tab)?.name ?? "";
    const next = (await ways(window)).filter((way) => {
      const id = way.kind === "view" ? way.name : `${tab} ${way.kind} ${way.name}`;
      if (known.has(id)) return false;
      known.add(id);
      return !way.here;
    });
    for (const way of next) await explore([...path, way]);
  };
  await explore([]);
}

/** Opens what the header offers, one after the other: its dialogs, its menus, and what is behind each of their lines. */
export async function walkHeader(window, look) {
  const click = async (css, at = 0) => {
    await window.run("document.querySelectorAll(args[0])[args[1]].click();", css, at);
    await stand(window);
  };
  const ids = (css) => window.run("return [...document.querySelectorAll(args[0])].map((b) => b.dataset.testid);", css);
  for (const id of await ids("header [data-testid$=-open]")) {
    await click(`header [data-testid=${id}]`);
    await look(id);
    await window.press("Escape");
  }
  for (const id of await ids("header [aria-haspopup=menu]")) {
    await click(`header [data-testid=${id}]`);
    await look(id);
    const lines = "header [role=menu]:not([hidden]) [role=menuitem]";
    const count = await window.run("return document.querySelectorAll(args[0]).length;", lines);
    await window.press("Escape");
    const shown = () => window.run("return document.querySelectorAll(args[0]).length;", lines);
    for (let at = 0; at < count; at += 1) {
      // What a line opened may leave the menu open or closed behind it.
      if ((await shown()) <= at) await click(`header [data-testid=${id}]`);
      if ((await shown()) <= at) break;
      await click(lines, at);
      await look(`${id}-${at + 1}`);
      await window.press("Escape");
    }
  }
}
