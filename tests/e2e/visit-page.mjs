// What the hands of a surveyor do on every page of the window, and what lies in the vault afterwards. Nothing here
// changes anything but by mouse, keys and the clipboard; the command table is only asked.
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { isThere, press } from "./machine.mjs";
import { call } from "./interview-page.mjs";
import { eventually, run } from "./process.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const cli = join(resolve(root, process.env.CARGO_TARGET_DIR ?? "target"), "debug", "junkai");

/** Runs `junkai`, which here belongs to the office that receives, and gives what it said. */
export function junkai(...args) {
  if (!existsSync(cli)) throw new Error(`${cli} is not built; run: cargo build -p junkai-cli`);
  return run(60_000, cli, ["-q", ...args]);
}

/** Waits until everything that was typed is in a commit. A refusal ends the waiting. */
export function saved(window, ms = 15_000) {
  return eventually(ms, "everything saved", async () => {
    const [state, refusal] = await window.run(
      `const element = document.querySelector("[data-testid=saved]");
       return [element?.dataset.state, document.querySelector("main [role=alert]")?.textContent.trim() ?? ""];`,
    );
    if (refusal) throw new Error(`the window says: ${refusal}`);
    return state === "saved";
  });
}

/** Clicks into a field and types in place of what is there. */
export async function fill(window, id, text) {
  await eventually(15_000, id, () => window.find(`[data-testid=${id}]`));
  await window.click(`[data-testid=${id}]`);
  await window.chord("Control", "a");
  await window.press(...text);
}

/** Waits until the focus is in the field, as it must be before a person types. */
export function inField(window, id) {
  return eventually(10_000, `the focus in ${id}`, async () => (await focused(window)) === id);
}

/** What has the focus, by its id for tests. */
export function focused(window) {
  return window.run("return document.activeElement?.dataset?.testid ?? document.activeElement?.tagName ?? null;");
}

/** Goes to a stage by the list on the left. */
export async function toStage(window, id) {
  await press(window, `stage-${id}`);
  await onStage(window, id);
}

/** Waits until a stage is shown. */
export function onStage(window, id) {
  return eventually(15_000, `the stage ${id}`, () => isThere(window, `main[data-stage=${id}] h1`));
}

/** Ticks one of the choices of a field, wherever in the page it is. */
export async function choose(window, field, value) {
  // A commit may move the form by a line, and a script presses faster than anybody sees.
  await saved(window);
  await window.click(`[data-testid=${field}] label:has(input[value='${value}'])`);
  await eventually(5_000, `${field} to be ${value}`, () => isThere(window, `[data-testid=${field}] input[value='${value}']:checked`));
}

/** Puts a text on the clipboard, as a spreadsheet beside the window would, and pastes it where the focus is. */
export async function paste(window, text) {
  await window.run(
    `const before = document.activeElement;
     const sheet = Object.assign(document.createElement("textarea"), { value: args[0] });
     (document.querySelector("dialog[open]") ?? document.body).append(sheet);
     sheet.select();
     window.spreadsheet = { sheet, before };`,
    text,
  );
  await window.chord("Control", "c");
  await window.run("const { sheet, before } = window.spreadsheet; sheet.remove(); before.focus();");
  await window.chord("Control", "v");
}

/** The words of the live region. */
export const told = (window) => window.run("return document.querySelector('[data-testid=live]').textContent;");

/** The fingerprint's digits, as they are typed. */
export const digits = (text) => text.replace(/\D/g, "");

const RECORDS = [
  ...["hospital", "visit", "interview", "answer", "request", "system", "asset", "connection", "investigation"],
  ...["category_check", "backup", "effort", "diagram_node", "diagram_edge", "evidence", "comment", "revision"],
];

/** Everything that the vault holds of its first survey, and what left it. */
export async function everything(window) {
  const [{ survey }] = await call(window, "survey_list");
  const all = { survey: await call(window, "survey_overview", { survey }) };
  for (const kind of [...RECORDS, "finding"]) all[kind] = await call(window, `${kind}_list`, { survey });
  for (const kind of ["card", "export"]) all[kind] = await call(window, `${kind}_list`);
  return all;
}

/** The records of one kind of the first survey. */
export async function kept(window, kind) {
  const [{ survey }] = await call(window, "survey_list");
  return call(window, `${kind}_list`, { survey });
}
