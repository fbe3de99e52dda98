// The paper side of an interview in the real window: a form goes out and comes back filled in, its answers stand beside
// the confirmed ones, a pasted picture goes with an item, the clock books its hours, and all of it can be taken back.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { beginInterview, call, see, until } from "./interview-page.mjs";
import { appears, isThere, machine, picture, pictures, press } from "./machine.mjs";
import { eventually, run } from "./process.mjs";

const LIST = { id: "mhlw-5.2-admin", version: "1" };
const WHO = "form tester";
/** What the hospital writes: answer, what it did not understand, remark, by the item's number on the form. */
const WRITTEN = {
  "A6.2-1": { D: "×", F: "人手が足りない" },
  "A6.2-2": { D: "○" },
  "A6.2-3": { D: "たぶん", E: "「すぐ」とはどのくらいか" },
};

describe("a form and papers in the window", { timeout: 300_000 }, () => {
  const here = machine();
  const form = join(here.out, "form.xlsx");
  let desktop;
  let window;
  let survey;

  before(async () => {
    desktop = await here.open({}, ["--sample"]);
    window = desktop.session;
    await appears(window, "survey", 60_000).catch(async (error) => {
      await desktop.picture("form-no-survey");
      throw error;
    });
    survey = (await call(window, "survey_list"))[0].survey;
    await press(window, "survey");
    await appears(window, "stage-interviews");
    await beginInterview(window, LIST, WHO);
  });
  after(async () => {
    await desktop?.close();
    here.clear();
  });

  const shows = (what, script, ...args) => eventually(15_000, what, () => window.run(script, ...args));
  const words = (id) => window.run("return document.querySelector(`[data-testid=${args[0]}]`)?.textContent ?? '';", id);
  const answerOf = async (item) => {
    const interview = (await call(window, "interview_list", { survey })).find(({ record }) => record.interviewee === WHO);
    const answers = await call(window, "answer_list", { survey });
    return answers.find(({ record }) => record.interview === interview.id && record.item === item)?.record;
  };
  const undo = () =>
    window.run("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true }));");

  /** Goes to an item of the open interview by the whole list. */
  async function goTo(no) {
    if (await isThere(window, `[data-testid=item][data-no="${no}"]`)) return;
    await window.press("v");
    await shows(`item ${no} in the list`, "const b = document.querySelector(`[data-testid=row][data-no='${args[0]}'] button`); b?.click(); return b !== null;", no);
    await until(window, `item ${no}`, (seen) => seen.no === no);
    await window.press("v");
    await until(window, `item ${no} by itself`, (seen) => seen.no === no && !seen.focusLost);
  }

  it("makes a form where the person says", async (t) => {
    await press(window, "stage-interviews");
    await appears(window, "interview");
    await shows("the form of the new interview", `
      const line = [...document.querySelectorAll("li")].find((li) => li.textContent.includes(args[0]));
      line?.querySelector("[data-testid=form-open]").click();
      return line !== undefined;`, WHO);
    here.pick(form);
    await press(window, "form-xlsx");
    await appears(window, "form-saved");
    assert.ok(existsSync(form), "the workbook lies where it was named");
    await picture(t, desktop, "form-made-ja");
  });

  it("reads it back, says of each row what it would do, and takes what is clear", async (t) => {
    await fillIn(form, WRITTEN);
    await press(window, "tab-take");
    await appears(window, "form-file");
    await window.run(
      `const bytes = Uint8Array.from(atob(args[0]), (char) => char.charCodeAt(0));
       const field = document.querySelector("[data-testid=form-file]");
       const files = new DataTransfer();
       files.items.add(new File([bytes], "form.xlsx", { type: field.accept.split(",")[1] }));
       field.files = files.files;
       field.dispatchEvent(new Event("change", { bubbles: true }));`,
      readFileSync(form).toString("base64"),
    );
    await appears(window, "returned");
    const said = await window.run("return [...document.querySelectorAll('[data-testid=returned]')].map((row) => [row.dataset.item, row.dataset.state]);");
    const written = said.filter(([, state]) => state !== "blank");
    assert.deepEqual(written, [["A6.2-1", "new"], ["A6.2-2", "new"], ["A6.2-3", "unreadable"]], "each row by itself");
    await picture(t, desktop, "form-returned-ja");
    await press(window, "form-take");
    await appears(window, "form-taken");
    await picture(t, desktop, "form-taken-ja");
    assert.deepEqual((await answerOf("A6.2-1")).own, { kind: "mark", value: false });
    assert.equal((await answerOf("A6.2-1")).confirmed, undefined, "nobody confirmed it yet");
    await window.press("Escape");
    await eventually(5_000, "the list again", async () => !(await isThere(window, "dialog")));
  });

  it("shows the hospital's answer beside the confirmed one, and finds where they differ", async (t) => {
    await shows("the interview", "const b = [...document.querySelectorAll('[data-testid=interview]')].find((one) => one.textContent.includes(args[0])); b?.click(); return b !== undefined;", WHO);
    await until(window, "an item", (seen) => seen.no !== null);
    await goTo("A6.2-1");
    assert.match(await words("own"), /×|いいえ/);
    assert.match(await words("own-note"), /人手が足りない/);
    await window.press("1");
    await appears(window, "differs");
    assert.match(await words("filter"), /1/);
    await picture(t, desktop, "own-differs-ja");
  });

  it("takes an answer of the hospital that was told by word of mouth", async (t) => {
    await goTo("A6.2-4");
    await press(window, "own-write");
    await press(window, "own-yes");
    await window.run("document.querySelector('[data-testid=own-note-text]').focus();");
    await window.press(..."by phone");
    await pictures(t, desktop, "own-writing");
    await window.run("document.querySelector('[data-testid=own-note-text]').focus();");
    await window.press("Escape");
    await eventually(10_000, "the answer in a commit", async () => (await answerOf("A6.2-4"))?.own_note === "by phone");
    assert.deepEqual((await answerOf("A6.2-4")).own, { kind: "mark", value: true });
  });

  it("keeps a pasted picture with the item, and brings it back when it was taken away", async (t) => {
    await goTo("A6.2-1");
    await paste(window);
    await appears(window, "evidence-line");
    await shows("the picture itself", "return document.querySelector('[data-testid=evidence-line] img')?.complete === true;");
    const [photo] = (await answerOf("A6.2-1")).evidence;
    await shows("it in sight", "document.querySelector('[data-testid=evidence]').scrollIntoView(); return true;");
    await pictures(t, desktop, "item-evidence");
    await press(window, "evidence-away");
    await eventually(10_000, "no picture", async () => !(await isThere(window, "[data-testid=evidence-line]")));
    const papers = async () => (await call(window, "evidence_list", { survey })).map(({ id }) => id);
    assert.ok(!(await papers()).includes(photo), "nothing of it stays behind");
    await undo();
    await appears(window, "evidence-line");
    assert.ok((await papers()).includes(photo), "one step brings back both");
    assert.deepEqual((await answerOf("A6.2-1")).evidence, [photo]);
  });

  it("books the time of the interview with one press, once, and takes it back", async (t) => {
    const booked = async () => (await call(window, "effort_list", { survey })).filter(({ record }) => record.interview);
    await press(window, "clock-toggle");
    await shows("a running clock", "return document.querySelector('[data-testid=clock]').textContent.includes('▶');");
    await press(window, "clock-book");
    await appears(window, "clock-booked");
    await pictures(t, desktop, "booked");
    assert.deepEqual((await booked()).map(({ record }) => [record.row, record.hours]), [[3, 0.25]]);
    await press(window, "clock-book");
    await appears(window, "clock-notice");
    assert.equal((await booked()).length, 1, "a second press books nothing twice");
    await undo();
    await eventually(10_000, "no hours", async () => (await booked()).length === 0);
    await eventually(10_000, "the window says so", async () => !(await isThere(window, "[data-testid=clock-booked]")));
    assert.ok(!(await isThere(window, "[data-testid=clock-notice]")), "and no longer that it was booked");
    await press(window, "clock-toggle");
  });

  it("shows a request in full from 1024 pixels on, and takes the paper that came", async (t) => {
    await window.resize(1024, 700);
    await goTo("A6.2-1");
    await window.run("document.querySelector('[data-focus=item]').focus();");
    await window.press("r");
    await press(window, "request-save");
    await press(window, "go-to-request");
    await appears(window, "request-detail");
    await paste(window);
    await appears(window, "evidence-line");
    await picture(t, desktop, "request-paper-small-ja");
    await press(window, "request-close");
    for (const lang of ["ja", "en"]) {
      await window.run("document.querySelector(`input[value=${args[0]}]`).click();", lang);
      await picture(t, desktop, `requests-small-${lang}`);
      const cut = await window.run(`
        return [...document.querySelectorAll("[data-testid=table-row] .what, [data-testid=table-row] button")]
          .filter((part) => part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1)
          .map((part) => part.textContent.trim());`);
      assert.deepEqual(cut, [], `nothing is cut in ${lang}`);
    }
    await see(window);
  });
});

/** Pastes a small picture where the focus is, as Ctrl V does with one on the clipboard. */
function paste(window) {
  return window.run(`
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [320, 200];
    const pen = canvas.getContext("2d");
    pen.fillStyle = "teal";
    pen.fillRect(40, 40, 240, 120);
    const blob = await new Promise((made) => canvas.toBlob(made, "image/png"));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([blob], "image.png", { type: "image/png" }));
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));`);
}

/** Writes into the cells of a form, as a person in the hospital does: nothing else of the workbook changes. */
async function fillIn(file, written) {
  const part = async (name) => run(20_000, "unzip", ["-p", file, name]);
  const strings = [...(await part("xl/sharedStrings.xml")).matchAll(/<si>(.*?)<\/si>/gs)].map(([, si]) =>
    [...si.matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(([, text]) => text).join(""),
  );
  let sheet = await part("xl/worksheets/sheet2.xml");
  for (const [no, cells] of Object.entries(written)) {
    const at = strings.indexOf(no);
    const row = sheet.match(new RegExp(`<c r="A(\\d+)"[^>]*><v>${at}</v>`))?.[1];
    assert.ok(row, `the form asks ${no}`);
    for (const [column, text] of Object.entries(cells)) {
      const blank = new RegExp(`<c r="${column}${row}"( s="\\d+")?/>`);
      assert.match(sheet, blank, `${column}${row} is there to be filled in`);
      sheet = sheet.replace(blank, (_, style = "") => `<c r="${column}${row}"${style} t="inlineStr"><is><t>${text}</t></is></c>`);
    }
  }
  const folder = join(file, "../filled");
  mkdirSync(join(folder, "xl/worksheets"), { recursive: true });
  writeFileSync(join(folder, "xl/worksheets/sheet2.xml"), sheet);
  await run(20_000, "sh", ["-c", 'cd "$1" && zip -q "$2" xl/worksheets/sheet2.xml', "sh", folder, file]);
}
