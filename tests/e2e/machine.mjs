// A machine of its own for a window test: a home, a place for what is written, an answer to the system's pickers; and
// the few things that hands do on every page.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDesktop } from "./desktop.mjs";
import { eventually } from "./process.mjs";

export const PASSPHRASE = "copper lantern quietly thirteen";

/** A machine. `pick` says what the next pickers are answered with, empty for cancelled. */
export function machine() {
  const home = mkdtempSync(join(tmpdir(), "junkai-e2e-"));
  const answer = join(home, "picker-answer");
  const out = join(home, "out");
  mkdirSync(out);
  return {
    home,
    out,
    vault: join(home, "調査の保管庫"),
    pick: (path) => writeFileSync(answer, path),
    open: (extra = {}, args = [], small = undefined) =>
      openDesktop(args, { home, small, extra: { JUNKAI_DIALOG_ANSWER: answer, ...extra } }),
    clear: () => rmSync(home, { recursive: true, force: true }),
  };
}

export const shell = (window, name, args = {}) =>
  window.run("return window.__TAURI_INTERNALS__.invoke('shell', { name: args[0], args: args[1] });", name, args);

export const appears = (window, id, ms = 20_000) => eventually(ms, id, () => window.find(`[data-testid=${id}]`));

export const isThere = (window, css) => window.run("return document.querySelector(args[0]) !== null;", css);

/** Presses what has that id, once it is there and can be pressed. */
export async function press(window, id, ms = 20_000) {
  const ready = "const b = document.querySelector(`[data-testid=${args[0]}]`); return b !== null && !b.disabled;";
  await eventually(ms, `${id} to press`, () => window.run(ready, id));
  await window.click(`[data-testid=${id}]`);
}

/** Puts the focus into a field as a click does, and types in place of what is there. */
export async function type(window, id, text) {
  await appears(window, id);
  await window.run("const f = document.querySelector(`[data-testid=${args[0]}]`); f.focus(); f.select();", id);
  await window.press(...text);
}

/** A picture of what is on the screen, once it is painted. */
export async function picture(t, desktop, name) {
  await desktop.session.run(
    "await document.fonts.ready; await new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));",
  );
  t.diagnostic(`picture: ${await desktop.picture(name)}`);
}

/** Pictures in both languages and all colours; the page is as it was before. */
export async function pictures(t, desktop, name) {
  const { session: window } = desktop;
  const theme = (one) => window.run("if (args[0]) document.documentElement.dataset.theme = args[0]; else delete document.documentElement.dataset.theme;", one);
  for (const [lang, look] of [["ja", "light"], ["en", "dark"], ["ja", "contrast"]]) {
    await window.run("document.querySelector(`input[value=${args[0]}]`).click();", lang);
    await theme(look);
    await picture(t, desktop, `${name}-${lang}-${look}`);
  }
  await theme("");
}

/** Makes a vault on a machine that has just been started, without walking through its pages. */
export async function newVault(here, window, surveyor) {
  await appears(window, "way-new");
  here.pick(here.vault);
  await shell(window, "folder_pick", { purpose: "new" });
  await shell(window, "vault_new", { passphrase: PASSPHRASE, surveyor });
  await window.run("location.reload();");
  await appears(window, "workbench");
}
