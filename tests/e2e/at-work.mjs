// An interviewer at work: a vault with the sample's set-up in it, open at an item; and what the window says of trouble.
import { readFileSync } from "node:fs";
import { call } from "./interview-page.mjs";
import { appears, newVault, PASSPHRASE, picture, press, type } from "./machine.mjs";
import { eventually } from "./process.mjs";

const fixtures = new URL("../fixtures/sample-hospital/", import.meta.url);

/** Puts the sample's set-up and interviews into the open vault, without its answers in words. */
async function fill(window) {
  for (const file of ["01-survey.ndjson", "02-visits-interviews.ndjson"]) {
    for (const line of readFileSync(new URL(file, fixtures), "utf8").split("\n").filter(Boolean)) {
      const { cmd, args } = JSON.parse(line);
      if (cmd !== "evidence_add") await call(window, cmd, args);
    }
  }
  await window.run("location.reload();");
}

/** From the list of surveys to the first item of an interview, with the focus on it. */
export async function openInterview(window) {
  await press(window, "survey");
  await press(window, "stage-interviews");
  await appears(window, "interview");
  await window.click("[data-testid=interview][data-checklist='mhlw-5.2-admin']");
  await appears(window, "item");
  await eventually(10_000, "the focus", () =>
    window.run("return document.activeElement?.dataset.focus === 'item';"),
  );
}

export const state = (window) => window.run("return document.querySelector('[data-testid=saved]')?.dataset.state ?? null;");
export const comes = (window, what) => eventually(20_000, `the header says ${what}`, async () => (await state(window)) === what);
export const alert = (window) =>
  window.run("return [...document.querySelectorAll('[role=alert]')].map((one) => one.textContent).join('\\n');");
export const says = (window, words) => eventually(20_000, words, async () => (await alert(window)).includes(words));
export const noteField = (window) => window.run("return document.querySelector('[data-testid=note]')?.value ?? null;");
export const speak = (window, lang) => window.run("document.querySelector(`input[value=${args[0]}]`).click();", lang);

export async function inBoth(t, desktop, name) {
  for (const lang of ["en", "ja"]) {
    await speak(desktop.session, lang);
    await picture(t, desktop, `${name}-${lang}`);
  }
}

/** Every note of the one survey, as the vault has it. */
export async function notesOf(window) {
  const [{ survey }] = await call(window, "survey_list");
  return (await call(window, "answer_list", { survey })).map(({ record }) => record.note).filter(Boolean);
}

export async function unlock(window) {
  await type(window, "passphrase", PASSPHRASE);
  await window.press("Enter");
  await appears(window, "survey");
}

/** The vault of before, in a program that was just started. */
export async function openRecent(window) {
  await press(window, "recent");
  await unlock(window);
}

/** Opens a machine with a filled vault at an item of an interview. */
export async function atWork(here, ...how) {
  const desktop = await here.open(...how);
  await newVault(here, desktop.session, "A");
  // Somebody wrote the recovery key down; otherwise each opening shows a new one first.
  await call(desktop.session, "recovery_key_pending_set", { pending: false });
  await fill(desktop.session);
  await openInterview(desktop.session);
  return desktop;
}
