// Checklists of an office's own, in the real window: made from a workbook, edited, released, used in an interview,
// signed and shared, and taken in by another office once it knows who signed.
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { answerAll, beginInterview, call, see } from "./interview-page.mjs";
import { appears, isThere, machine, newVault, picture, pictures, press, shell, type } from "./machine.mjs";
import { eventually } from "./process.mjs";
import { workbook } from "./workbook.mjs";

const fixtures = new URL("../fixtures/sample-hospital/", import.meta.url);

const SHEET = [
  ["No.", "分類", "確認する内容", "説明", "回答"],
  ["1", "入退室", "サーバー室の扉は施錠されていますか。", "夜間も含みます。", ""],
  ["2", "入退室", "鍵を持つ人の名簿がありますか。", "", ""],
  ["3", "機器", "使っていない機器の電源は切れていますか。", "", ""],
];

/** Gives the page a file as the system's picker does. */
function hand(window, id, name, bytes) {
  return window.run(
    `const [id, name, text] = args;
     const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
     const files = new DataTransfer();
     files.items.add(new File([bytes], name));
     const field = document.querySelector("[data-testid=" + id + "]");
     field.files = files.files;
     field.dispatchEvent(new Event("change", { bubbles: true }));`,
    id,
    name,
    bytes.toString("base64"),
  );
}

const lists = async (window) => (await call(window, "checklist_list")).filter(({ state }) => state !== "embedded").map(({ id, version, state }) => `${id} ${version} ${state}`);
const openList = (window, state) => window.run("document.querySelector(`[data-testid=checklist][data-state=${args[0]}]`).click();", state);
const refused = (window) => eventually(10_000, "the reason", () => window.find("main [role=alert], dialog [role=alert]"));

describe("checklists of one's own, in the window", { timeout: 600_000 }, () => {
  const ours = machine();
  const theirs = machine();
  const pack = join(ours.out, "visit.junkai-checklist");
  let desktop;
  let window;
  let fingerprint;

  before(async () => {
    desktop = await ours.open();
    window = desktop.session;
    await newVault(ours, window, "A");
    await press(window, "checklists-open");
    await appears(window, "checklist");
  });
  after(async () => {
    await desktop?.close();
    ours.clear();
    theirs.clear();
  });

  it("says why a file that is no workbook cannot be read, and keeps nothing of it", async (t) => {
    await press(window, "from-workbook");
    await appears(window, "map-page");
    await hand(window, "workbook-file", "list.xlsx", Buffer.from("no workbook at all"));
    await refused(window);
    await pictures(t, desktop, "checklists-no-workbook");
    assert.deepEqual(await lists(window), []);
  });

  it("makes a draft of a workbook once the columns are right, row by row in sight", async (t) => {
    await hand(window, "workbook-file", "訪問点検表.xlsx", workbook({ 点検表: SHEET, 記入例: [["これは例です。"]] }));
    await appears(window, "mapped");
    assert.equal(await isThere(window, "main [role=alert]"), false, "what was wrong before is over");
    await type(window, "map-id", "own-visit");
    await type(window, "map-source", "Our own visits");
    await window.run("const s = document.querySelector('[data-testid=column-text]'); s.value = 'B'; s.dispatchEvent(new Event('change', { bubbles: true }));");
    const rows = () => window.run("return [...document.querySelectorAll('[data-testid=mapped-row]')].map((r) => r.dataset.what + ' ' + r.cells[2].textContent.trim());");
    await eventually(5_000, "what is wrong", async () => (await window.text("[data-testid=map-problems]")).includes("同じ列"));
    assert.equal(await window.run("return document.querySelector('[data-testid=map-keep]').disabled;"), true, "nothing is made of it");
    await picture(t, desktop, "checklists-map-wrong-ja");
    await window.run("const s = document.querySelector('[data-testid=column-text]'); s.value = 'C'; s.dispatchEvent(new Event('change', { bubbles: true }));");
    await eventually(5_000, "the right column's texts", async () => (await rows()).filter((row) => row.startsWith("item")).length === 3);
    assert.ok((await rows()).includes("item サーバー室の扉は施錠されていますか。"));
    await window.run("document.querySelector('[data-testid=mapped]').scrollIntoView({ block: 'center' });");
    await pictures(t, desktop, "checklists-mapped");
    await window.run("document.querySelector('[data-testid=map-page] h1').scrollIntoView();");
    await picture(t, desktop, "checklists-map-ja");
    await press(window, "map-keep");
    await eventually(10_000, "the draft", () => isThere(window, "[data-testid=checklist][data-state=draft]"));
    assert.deepEqual(await lists(window), ["own-visit 1 draft"]);
    await pictures(t, desktop, "checklists-list");
  });

  it("gets a section and a condition in the editor, with what is wrong beside its place", async (t) => {
    await openList(window, "draft");
    await appears(window, "checklist-open");
    const kept = () => call(window, "checklist_get", { id: "own-visit", version: "1" });
    const select = (id, value) => window.run("const s = document.querySelector(`[data-testid=${args[0]}]`); s.value = args[1]; s.dispatchEvent(new Event('change', { bubbles: true }));", id, value);
    await press(window, "section-add");
    await eventually(5_000, "the focus in its name", () => window.run("return document.activeElement.dataset.testid === 'section-ja';"));
    await type(window, "section-ja", "Keys");
    await type(window, "section-en", "Keys");
    await press(window, "section-close");
    const section = await eventually(5_000, "the section", async () => (await kept()).sections.find(({ title }) => title.ja === "Keys" && title.en === "Keys")?.id);
    await window.run("document.querySelector(`[data-section=${args[0]}] [data-testid=item-add]`).click();", section);
    const no = await eventually(5_000, "its item", async () => (await kept()).items.find((item) => item.section === section)?.no);
    await window.run("document.querySelector(`[data-section=${args[0]}] [data-testid=edit-item]`).click();", section);
    await type(window, "item-ja", "Why is it open?");
    await select("condition-item", "1");
    await window.run("document.querySelector('[data-testid=condition-answer][data-word=no]').click();");
    await window.run("document.querySelector('[data-testid=condition-answer][data-word=yes]').click();");
    await eventually(5_000, "the condition", async () => {
      const { show_if: made } = (await kept()).items.find((item) => item.no === no);
      if (made?.item !== "1" || String(made.is) !== "no") throw new Error(`it is ${JSON.stringify(made)}`);
      return true;
    });
    await window.run("document.querySelector('[data-testid=condition]').scrollIntoView({ block: 'center' });");
    await pictures(t, desktop, "checklists-condition");
    await press(window, "item-close");
    await window.run("document.querySelector('[data-testid=edit-item]').click();");
    await select("item-kind", "text");
    await eventually(5_000, "what is wrong", () => window.run("return document.querySelector(`[data-section=${args[0]}] [data-testid=faults]`) !== null;", section));
    assert.equal(await window.run("return document.querySelector('[data-testid=release]').disabled;"), true, "it cannot be released like that");
    await window.run("document.querySelector(`[data-section=${args[0]}]`).scrollIntoView({ block: 'center' });", section);
    await pictures(t, desktop, "checklists-faults");
    await select("item-kind", "yes_no");
    await eventually(5_000, "nothing wrong", () => window.run("return document.querySelector('[data-testid=faults]') === null;"));
    await press(window, "item-close");
    await window.run("document.querySelector(`[data-section=${args[0]}] [data-testid=edit-section]`).click();", section);
    await press(window, "section-up");
    await eventually(5_000, "its new place", async () => (await kept()).sections.findIndex(({ id }) => id === section) === 1);
    await pictures(t, desktop, "checklists-section");
    await press(window, "section-down");
    await eventually(5_000, "the last place", async () => (await kept()).sections.at(-1).id === section);
    await press(window, "section-close");
    await press(window, "to-lists");
  });

  it("is no use for interviews until it is released, and never changes from then on", async (t) => {
    await openList(window, "draft");
    await appears(window, "checklist-open");
    await window.run("document.querySelectorAll('[data-testid=edit-item]')[0].click();");
    await type(window, "item-en", "Is the door of the server room locked?");
    await press(window, "item-close");
    await eventually(5_000, "the English question kept", async () => (await call(window, "checklist_get", { id: "own-visit", version: "1" })).items[0].text.en === "Is the door of the server room locked?");
    await pictures(t, desktop, "checklists-draft");
    await press(window, "release");
    await press(window, "release-yes");
    await appears(window, "export-pack");
    assert.deepEqual(await lists(window), ["own-visit 1 released"]);
    assert.equal(await isThere(window, "[data-testid=edit-item]"), false);
    await picture(t, desktop, "checklists-released-ja");
  });

  it("is written to a file only when this office can sign it", async (t) => {
    ours.pick(pack);
    await press(window, "export-pack");
    await refused(window);
    await pictures(t, desktop, "checklists-no-card");
    assert.ok(!existsSync(pack), "nothing unsigned leaves");
    await shell(window, "card_make", { org: "kantoku", name: "監督企業 甲" });
    fingerprint = (await call(window, "card_list")).find(({ own }) => own).fingerprint;
    await press(window, "export-pack");
    await eventually(10_000, "the file", () => existsSync(pack));
    const said = await window.run("return document.querySelector('[data-testid=live]').textContent;");
    assert.match(said, /visit\.junkai-checklist/, "a screen reader is told");
    assert.equal(await isThere(window, "main [role=alert]"), false, "what was refused before is done");
  });

  it("is held like any other interview, from the first question to the last", async (t) => {
    for (const file of ["01-survey.ndjson", "02-visits-interviews.ndjson"]) {
      for (const line of readFileSync(new URL(file, fixtures), "utf8").split("\n").filter(Boolean)) {
        const { cmd, args } = JSON.parse(line);
        if (cmd !== "evidence_add") await call(window, cmd, args);
      }
    }
    await window.run("location.reload();");
    await press(window, "survey");
    await appears(window, "stage-interviews");
    await beginInterview(window, { id: "own-visit", version: "1" }, "Head of the system department");
    await picture(t, desktop, "checklists-interview-ja");
    const seen = await answerAll(window);
    assert.deepEqual([seen.confirmed, seen.applicable], [3, 3], "the fourth question is for those whose door is open");
    assert.equal((await see(window)).refusal, null);
  });

  it("is taken in by another office only once it knows who signed", async (t) => {
    const other = await theirs.open();
    try {
      const { session: window } = other;
      await newVault(theirs, window, "B");
      await press(window, "checklists-open");
      await appears(window, "checklist");
      const broken = join(theirs.out, "broken.junkai-checklist");
      const bytes = readFileSync(pack);
      bytes[Math.floor(bytes.length / 2)] ^= 1;
      writeFileSync(broken, bytes);
      theirs.pick(broken);
      await press(window, "from-pack");
      await refused(window);
      await picture(t, other, "checklists-broken-pack-ja");
      theirs.pick(pack);
      await press(window, "from-pack");
      await appears(window, "pack");
      const disabled = () => window.run("return document.querySelector('[data-testid=pack-take]').disabled;");
      assert.equal(await disabled(), true, "a stranger's list is not taken");
      await assert.rejects(shell(window, "checklist_take"), "and not behind the button either");
      const digits = fingerprint.replace(/\D/g, "");
      await type(window, "signer-fingerprint", digits.slice(0, 59) + ((Number(digits[59]) + 1) % 10));
      await press(window, "signer-verify");
      await eventually(5_000, "the fault", () => window.find("dialog [aria-invalid=true]"));
      assert.equal(await disabled(), true);
      assert.equal((await call(window, "card_list")).some(({ org, state }) => org === "kantoku" && state === "verified"), false);
      await pictures(t, other, "checklists-stranger");
      await type(window, "signer-fingerprint", digits);
      await window.press("Enter");
      await eventually(5_000, "that it can be taken", async () => !(await disabled()));
      await pictures(t, other, "checklists-known");
      await press(window, "pack-take");
      await eventually(5_000, "the dialog to close", async () => !(await isThere(window, "dialog[open]")));
      assert.deepEqual(await lists(window), ["own-visit 1 released"]);
      await press(window, "from-pack");
      await appears(window, "pack");
      assert.equal(await disabled(), true, "it is here already");
      await picture(t, other, "checklists-same-ja");
    } finally {
      await other.close();
    }
  });
});
