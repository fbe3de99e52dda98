// A vault in the real window: made, locked, opened again, and whole after the window was killed.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { openDesktop } from "./desktop.mjs";
import { call, see, until } from "./interview-page.mjs";
import { appears, machine, PASSPHRASE, picture, press, shell, type } from "./machine.mjs";
import { eventually } from "./process.mjs";

const fixtures = new URL("../fixtures/sample-hospital/", import.meta.url);

/** From the list of surveys to an item of an interview. */
async function openInterview(window) {
  await press(window, await appears(window, "survey").then(() => "survey"));
  await press(window, await appears(window, "stage-interviews").then(() => "stage-interviews"));
  await eventually(15_000, "interviews", () => window.find("[data-testid=interview]"));
  await window.click("[data-testid=interview][data-checklist='mhlw-5.2-admin']");
  await until(window, "an item", (seen) => seen.no !== null);
  assert.equal((await see(window)).focusLost, false, "keys work from the start");
}

/** Every note of the one survey, as the vault has it. */
async function notesOf(window) {
  const [{ survey }] = await call(window, "survey_list");
  return (await call(window, "answer_list", { survey })).map(({ record }) => record.note).filter(Boolean);
}

/** Takes a picture of what is there in both languages, light and dark. */
async function pictures(t, desktop, name) {
  const { session: window } = desktop;
  for (const theme of ["light", "dark", "contrast"]) {
    for (const lang of theme === "contrast" ? ["ja"] : ["ja", "en"]) {
      await window.click(`input[value=${theme}]`);
      await window.click(`input[value=${lang}]`);
      await picture(t, desktop, `${name}-${lang}-${theme}`);
    }
  }
  await window.click("input[value=auto]");
  await window.click("input[value=ja]");
}

describe("a vault in the window", { timeout: 300_000 }, () => {
  const here = machine();
  let desktop;
  let window;
  let recoveryKey;

  before(async () => {
    desktop = await here.open();
    window = desktop.session;
    await appears(window, "way-new");
  });
  after(async () => {
    await desktop?.close();
    here.clear();
  });

  it("begins with four ways in, in both languages and all colours", async (t) => {
    await pictures(t, desktop, "first-screen");
  });

  it("is not begun when the picker is cancelled", async () => {
    here.pick("");
    await press(window, "way-new");
    await appears(window, "way-new");
    assert.equal(await window.run("return document.querySelector('[role=alert]');"), null, "no error either");
  });

  it("is made with a strong passphrase typed twice", async (t) => {
    here.pick(here.vault);
    await press(window, "way-new");
    await appears(window, "passphrase-again");
    assert.equal(await window.text("[data-testid=folder]"), "調査の保管庫", "the folder's name, not its place");
    await type(window, "surveyor", "A");
    await type(window, "passphrase", "password");
    await eventually(5_000, "the strength", async () => (await window.text("[data-testid=strength]")).includes("とても弱い"));
    await pictures(t, desktop, "new-vault");
    await type(window, "passphrase", PASSPHRASE);
    await type(window, "passphrase-again", PASSPHRASE);
    await eventually(5_000, "the strength", async () => (await window.text("[data-testid=strength]")).includes("とても強い"));
    await window.press("Enter");
    await appears(window, "key-groups");
    assert.ok(existsSync(join(here.vault, "vault.toml")), "it lies where the picker said");
  });

  it("shows its recovery key once, and asks for a group of it", async (t) => {
    await pictures(t, desktop, "recovery-key");
    const groups = await window.run("return [...document.querySelectorAll('[data-testid=key-groups] code')].map((c) => c.textContent);");
    assert.equal(groups.length, 8);
    recoveryKey = groups.join("-");
    const asked = Number(await window.run("return document.querySelector('[data-testid=key-kept]').dataset.group;"));
    await type(window, "key-check", "0000000");
    await press(window, "key-kept");
    await eventually(5_000, "the fault", () => window.find("[aria-invalid=true]"));
    await type(window, "key-check", groups[asked].toLowerCase());
    await window.press("Enter");
    await appears(window, "workbench");
    const page = await window.run("return document.documentElement.outerHTML;");
    assert.ok(!page.includes(groups[0]), "the key is gone from the page");
    assert.deepEqual(await call(window, "survey_list"), [], "a new vault holds no survey");
  });

  it("closes by Ctrl+L, takes its data off the page, and opens by its passphrase alone", async (t) => {
    await window.run("window.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', ctrlKey: true, bubbles: true }));");
    await appears(window, "unlock");
    assert.equal(await window.run("return document.querySelector('[data-testid=workbench]');"), null);
    const refusal = await call(window, "survey_list").then(() => "", (error) => error.message);
    assert.match(refusal, /vault_locked/, "not only the page is closed");
    await pictures(t, desktop, "unlock");
    await type(window, "passphrase", "not this one");
    await window.press("Enter");
    await eventually(20_000, "the refusal", async () =>
      (await window.text("[role=alert]")).includes("パスフレーズが違います。"),
    );
    await picture(t, desktop, "unlock-wrong-ja");
    await type(window, "passphrase", PASSPHRASE);
    await window.press("Enter");
    await appears(window, "workbench");
  });

  it("keeps what was being typed when it was closed", async () => {
    for (const file of ["01-survey.ndjson", "02-visits-interviews.ndjson"]) {
      for (const line of readFileSync(new URL(file, fixtures), "utf8").split("\n").filter(Boolean)) {
        const { cmd, args } = JSON.parse(line);
        if (cmd !== "evidence_add") await call(window, cmd, args);
      }
    }
    await window.run("location.reload();");
    await openInterview(window);
    await window.press("n", ..."typed at the last moment");
    await window.run("window.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', ctrlKey: true, bubbles: true }));");
    await appears(window, "unlock");
    await type(window, "passphrase", PASSPHRASE);
    await window.press("Enter");
    await appears(window, "survey");
    const notes = await notesOf(window);
    assert.deepEqual(notes, ["typed at the last moment"], "closing waits for it");
  });

  it("is opened by one window at a time", async () => {
    assert.equal(await desktop.again(), 0, "the second one leaves at once, in good order");
    assert.equal((await call(window, "survey_list")).length, 1, "and the first one works on");
  });

  it("gives no path to the page and writes no word of a passphrase down", async () => {
    const told = JSON.stringify(await shell(window, "status"));
    assert.ok(!told.includes(here.home), told);
    const kept = readFileSync(join(here.home, "config/org.junkai.desktop/settings.json"), "utf8");
    assert.ok(!kept.includes("copper") && !kept.includes(recoveryKey.slice(0, 7)), "settings hold no secret");
  });

  it("is whole after the window was killed, and found among those opened lately", async (t) => {
    await window.resize(1100, 720);
    const size = () => window.run("return [innerWidth, innerHeight];");
    await eventually(10_000, "the size", async () => (await size())[0] === 1100);
    const kept = () => JSON.parse(readFileSync(join(here.home, "config/org.junkai.desktop/settings.json"), "utf8")).window;
    await eventually(10_000, "the size written down", () => kept()?.width === 1100);
    await openInterview(window);
    await window.press("j", "n", ..."before the power cut");
    await until(window, "the note in a commit", (seen) => seen.saved === "saved");
    desktop.kill();
    await desktop.close();
    desktop = await here.open();
    window = desktop.session;
    await appears(window, "recent");
    await picture(t, desktop, "first-screen-recents-ja");
    assert.equal(await window.text("[data-testid=recent]"), "調査の保管庫");
    assert.deepEqual(await size(), [1100, 720], "the window is as large as it was");
    await press(window, "recent");
    await appears(window, "passphrase");
    await picture(t, desktop, "open-vault-ja");
    await type(window, "passphrase", PASSPHRASE);
    await window.press("Enter");
    await appears(window, "survey");
    assert.deepEqual((await notesOf(window)).sort(), ["before the power cut", "typed at the last moment"], "what was saved is there");
  });

  it("opens with its recovery key when the passphrase is forgotten", async (t) => {
    await press(window, "lock");
    await appears(window, "unlock");
    await press(window, "other-vault");
    await appears(window, "way-recover");
    await press(window, "way-recover");
    await appears(window, "recovery-key");
    const other = "harbour violet crooked spoon";
    await type(window, "recovery-key", recoveryKey);
    await type(window, "passphrase", other);
    await type(window, "passphrase-again", other);
    await eventually(5_000, "the strength", async () => (await window.text("[data-testid=strength]")).includes("強い"));
    await pictures(t, desktop, "recover");
    await press(window, "submit");
    await appears(window, "workbench");
  });
});

describe("a vault that nobody touches", { timeout: 120_000 }, () => {
  const here = machine();
  let desktop;

  after(async () => {
    await desktop?.close();
    here.clear();
  });

  it("closes by itself and says why", async (t) => {
    desktop = await here.open({ JUNKAI_IDLE_SECONDS: "4" });
    const { session: window } = desktop;
    await appears(window, "way-new");
    here.pick(here.vault);
    await shell(window, "folder_pick", { purpose: "new" });
    await shell(window, "vault_new", { passphrase: PASSPHRASE, surveyor: "A" });
    await window.run("location.reload();");
    await appears(window, "unlock", 30_000);
    assert.match(await window.text("[data-testid=why-locked]"), /操作がなかった/);
    await picture(t, desktop, "unlock-idle-ja");
  });
});

describe("the sample hospital", { timeout: 120_000 }, () => {
  let desktop;

  before(async () => {
    desktop = await openDesktop();
  });
  after(() => desktop?.close());

  it("opens with one press on the first screen, and its time is the real one", async () => {
    const { session: window } = desktop;
    await appears(window, "way-sample");
    await press(window, "way-sample");
    await appears(window, "survey", 60_000);
    const [{ survey }] = await call(window, "survey_list");
    const [{ id, rev, record }] = await call(window, "visit_list", { survey });
    const saved = await call(window, "visit_set", { survey, id, rev, record });
    assert.ok(Math.abs(Date.parse(saved.saved_at) - Date.now()) < 60_000, `${saved.saved_at} is now`);
    await press(window, "lock");
    await appears(window, "way-sample");
  });
});
