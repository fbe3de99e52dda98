// The hand-over in the real window: a recipient compared by fingerprint, every document read, a bundle sealed, stopped
// and listed, and the export without encryption behind its warning.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { call } from "./interview-page.mjs";
import { appears, isThere, machine, newVault, picture, pictures, press, shell, type } from "./machine.mjs";
import { eventually } from "./process.mjs";

describe("a hand-over in the window", { timeout: 600_000 }, () => {
  const theirs = machine();
  const ours = machine();
  const card = join(theirs.out, "kantoku.card");
  let fingerprint;
  let desktop;
  let window;
  let survey;

  before(async () => {
    desktop = await ours.open({}, ["--sample"]);
    window = desktop.session;
    await press(window, "survey", 60_000);
    [{ survey }] = await call(window, "survey_list");
    await press(window, "stage-handover");
    await appears(window, "handover");
  });
  after(async () => {
    await desktop?.close();
    theirs.clear();
    ours.clear();
  });

  const tab = (value) => press(window, `tab-${value}`);
  const live = () => window.run("return document.querySelector('[data-testid=live]').textContent;");
  const texts = (css) => window.run("return [...document.querySelectorAll(args[0])].map((e) => e.textContent.trim());", css);
  const dialogOpen = () => isThere(window, "dialog[open]");

  it("gets the recipient's card as a file, made on the recipient's own machine", async () => {
    const other = await theirs.open();
    try {
      await newVault(theirs, other.session, "B");
      await shell(other.session, "card_make", { org: "kantoku", name: "監督企業 甲" });
      theirs.pick(card);
      await shell(other.session, "card_save");
      fingerprint = (await call(other.session, "card_list")).find(({ own }) => own).fingerprint;
    } finally {
      await other.close();
    }
    assert.ok(existsSync(card), "the card lies where the picker said");
    assert.equal(fingerprint.replace(/\D/g, "").length, 60);
  });

  it("trusts a card only after its fingerprint was typed as it was read out", async (t) => {
    await tab("recipients");
    ours.pick(join(ours.out, "nothing.card"));
    await press(window, "card-pick");
    await eventually(10_000, "the reason", () => window.find("[data-testid=handover] [role=alert]"));
    await picture(t, desktop, "handover-no-card-ja");
    ours.pick(card);
    await press(window, "card-pick");
    await appears(window, "verify");
    assert.equal(await isThere(window, "[data-testid=handover] [role=alert]"), false, "what was wrong before is over");
    assert.ok(!(await window.text("dialog[open]")).includes(fingerprint.slice(0, 11)), "it cannot be copied from the window");
    const digits = fingerprint.replace(/\D/g, "");
    const wrong = digits.slice(0, 59) + ((Number(digits[59]) + 1) % 10);
    await type(window, "fingerprint", wrong.slice(0, 40));
    assert.equal(await window.run("return document.querySelector('[data-testid=verify-confirm]').disabled;"), true, "too short");
    await type(window, "fingerprint", wrong);
    await window.press("Enter");
    await eventually(5_000, "the fault", () => window.find("dialog [aria-invalid=true]"));
    await pictures(t, desktop, "handover-verify-wrong");
    assert.deepEqual((await call(window, "card_list")).map(({ org, state }) => `${org} ${state}`).filter((line) => line.startsWith("kantoku")), ["kantoku unverified"]);
    await type(window, "fingerprint", digits.match(/.{5}/g).join(" "));
    await window.press("Enter");
    await eventually(5_000, "the dialog to close", async () => !(await dialogOpen()));
    assert.match(await live(), /監督企業 甲/, "a screen reader is told");
    assert.equal(await window.run("return document.activeElement === document.body;"), false, "the focus is somewhere");
    const known = (await call(window, "card_list")).find(({ org }) => org === "kantoku");
    assert.equal(known.state, "verified");
    await pictures(t, desktop, "handover-recipients");
  });

  it("numbers a revision, with its reason", async (t) => {
    await tab("documents");
    const before = (await call(window, "revision_list", { survey })).length;
    await press(window, "revision-make");
    await eventually(5_000, "that a reason is needed", () => window.find("[data-testid=revision] [aria-invalid=true]"));
    assert.equal((await call(window, "revision_list", { survey })).length, before, "nothing was numbered");
    await type(window, "revision-reason", "Corrected after the hearing");
    await window.press("Enter");
    await eventually(10_000, "the revision", async () => (await call(window, "revision_list", { survey })).length === before + 1);
    const newest = (await call(window, "revision_list", { survey })).map(({ record }) => record).sort((a, b) => b.number - a.number)[0];
    assert.equal(newest.reason, "Corrected after the hearing");
    await eventually(5_000, "it on the page", async () => (await window.text("[data-testid=revision]")).includes(`第 ${newest.number} 版`));
    await picture(t, desktop, "handover-revision-ja");
  });

  it("shows every document whole, in both languages", async (t) => {
    const shownEmpty = `
      const page = document.querySelector("[data-testid=document-page]");
      const faults = [];
      for (const section of page.querySelectorAll("section")) {
        const heading = section.querySelector("h4");
        const rest = section.textContent.trim().length - heading.textContent.trim().length;
        const image = section.querySelector("img");
        if (heading.textContent.trim() === "") faults.push("a section without a heading");
        if (rest <= 0 && !image) faults.push("nothing under " + heading.textContent);
        if (image && !(image.complete && image.naturalWidth > 50)) faults.push("no drawing under " + heading.textContent);
      }
      const last = [...page.querySelectorAll("section")].at(-1);
      last?.scrollIntoView({ block: "end" });
      if (page.scrollWidth > page.clientWidth) faults.push("wider than its page");
      for (const column of page.querySelectorAll("[role=region] thead th")) {
        const letters = Math.min(3, column.textContent.trim().length);
        if (column.clientWidth < letters * parseFloat(getComputedStyle(column).fontSize)) faults.push("no room for " + column.textContent);
      }
      return { faults, sections: page.querySelectorAll("section").length, letters: page.textContent.length, lang: page.lang, marking: page.querySelector(".marking").textContent };`;
    for (const lang of ["ja", "en"]) {
      await window.run("[...document.querySelectorAll('[data-testid=handover] input[value=' + args[0] + ']')].at(-1).click();", lang);
      await eventually(10_000, "the titles", () => isThere(window, `[data-testid=document] [lang=${lang}]`));
      const wanted = await call(window, "document_list", { survey, lang });
      const files = await window.run("return [...document.querySelectorAll('[data-testid=document]')].map((b) => b.dataset.file);");
      assert.deepEqual(files, wanted.map(({ file }) => file));
      assert.ok(files.length >= 7, "all seven documents, and what comes with them");
      for (const file of files) {
        await window.run("document.querySelector('[data-testid=document][data-file=\"' + args[0] + '\"]').click();", file);
        await eventually(20_000, file, () => isThere(window, `[data-testid=document-page][data-file="${file}"][lang=${lang}]`));
        // Long tables grow as they are asked for; a reader comes to their end.
        for (;;) {
          const more = await window.run("const b = document.querySelector('[data-testid=document-page] [lang] > button'); b?.click(); return Boolean(b);");
          if (!more) break;
        }
        const page = await eventually(20_000, `${file} whole`, async () => {
          const seen = await window.run(shownEmpty);
          if (seen.faults.length > 0) throw new Error(seen.faults.join("; "));
          return seen;
        });
        const line = wanted.find((one) => one.file === file);
        assert.equal(page.sections, line.sections, `${file}: as many sections as the list says`);
        assert.ok(page.letters > 100, `${file} has ${page.letters} letters`);
        assert.notEqual(page.marking.trim(), "", `${file} is marked`);
        const rows = await window.run("return document.querySelectorAll('[data-testid=document-page] tbody tr').length;");
        assert.ok(rows >= line.rows, `${file}: ${rows} rows on the page of ${line.rows}`);
        await window.run("document.querySelector('[data-testid=document-page]').scrollIntoView({ block: 'start' });");
        await picture(t, desktop, `handover-document-${lang}-${file.replace(/\W+/g, "-")}`);
        await window.run("document.querySelector('[data-testid=document-page] section:last-of-type').scrollIntoView({ block: 'end' });");
        await picture(t, desktop, `handover-document-${lang}-${file.replace(/\W+/g, "-")}-end`);
      }
    }
  });

  it("leaves no file behind when sealing is stopped, or its picker closed", async (t) => {
    await tab("seal");
    ours.pick("");
    await press(window, "seal");
    await eventually(10_000, "the button again", () => isThere(window, "[data-testid=seal]:not([disabled])"));
    assert.equal(await isThere(window, "[data-testid=sealed]"), false, "nothing was sealed");
    const file = join(ours.out, "stopped.junkai");
    ours.pick(file);
    await press(window, "seal");
    await appears(window, "seal-stop");
    await eventually(30_000, "words of how far it is", async () => /[1-9]\d* \/ \d+/.test(await window.text("[data-testid=sealing]")));
    await picture(t, desktop, "handover-sealing-ja");
    await press(window, "seal-stop");
    await appears(window, "seal-stopped", 60_000);
    assert.deepEqual(readdirSync(ours.out), [], "no file, and no part of one");
    assert.equal((await call(window, "export_list")).length, 0, "nothing left, so nothing is written down");
    await pictures(t, desktop, "handover-stopped");
  });

  it("seals for the verified recipient, and says what, how large, for whom, verified", async (t) => {
    const file = join(ours.out, "sealed.junkai");
    ours.pick(file);
    await press(window, "seal");
    await appears(window, "sealed", 180_000);
    const line = (await call(window, "export_list")).at(-1);
    assert.equal(line.bytes, statSync(file).size);
    const words = await window.text("[data-testid=sealed]");
    for (const one of [line.sha256, "監督企業 甲", "sealed.junkai", "検証済み"]) assert.ok(words.includes(one), `${one} in: ${words}`);
    assert.ok(line.recipients.includes(fingerprint), "sealed for whom was verified");
    assert.deepEqual(readdirSync(ours.out), ["sealed.junkai"]);
    await window.run("document.querySelector('[data-testid=sealed] details').open = true; document.querySelector('[data-testid=sealed]').scrollIntoView();");
    await pictures(t, desktop, "handover-sealed");
    await tab("sent");
    await appears(window, "sent");
    const [said] = await texts("[data-testid=sent]");
    for (const one of [line.sha256, "監督企業 甲"]) assert.ok(said.includes(one), `${one} in: ${said}`);
  });

  it("leaves an older bundle as it was when the one that was to replace it is stopped, and replaces no other file", async (t) => {
    await tab("seal");
    const file = join(ours.out, "sealed.junkai");
    const before = readFileSync(file);
    await press(window, "seal");
    await press(window, "seal-stop");
    await appears(window, "seal-stopped", 60_000);
    assert.ok(readFileSync(file).equals(before), "whole, as it was");
    assert.equal((await call(window, "export_list")).length, 1);
    ours.pick(card);
    const [bytes, beside] = [readFileSync(card), readdirSync(theirs.out)];
    // The picker's name gets the ending of a bundle, so a card is written over only where somebody named it so.
    renameSync(card, `${card}.junkai`);
    await press(window, "seal");
    await eventually(180_000, "the refusal", () => window.find("[data-testid=handover] [role=alert]"));
    renameSync(`${card}.junkai`, card);
    assert.ok(readFileSync(card).equals(bytes), "no bundle is written over something else");
    assert.deepEqual(readdirSync(theirs.out), beside);
    await picture(t, desktop, "handover-exists-ja");
  });

  it("exports without encryption only after a warning that is confirmed by typing, and writes that down", async (t) => {
    const folder = join(ours.out, "平文");
    ours.pick(folder);
    await window.run("document.querySelector('[data-testid=plain]').open = true;");
    await press(window, "plain-open");
    await appears(window, "plain-warning");
    const write = (word) =>
      window.run("const f = document.querySelector('[data-testid=plain-word]'); f.focus(); f.value = args[0]; f.dispatchEvent(new Event('input', { bubbles: true }));", word);
    await write("はい");
    await window.press("Enter");
    assert.equal(await window.run("return document.querySelector('[data-testid=plain-write]').disabled;"), true);
    assert.ok(!existsSync(folder), "nothing is written without the word");
    await pictures(t, desktop, "handover-plain-warning");
    await window.press("Escape");
    await eventually(5_000, "the warning to close", async () => !(await dialogOpen()));
    assert.ok(!existsSync(folder), "Escape writes nothing");
    await press(window, "plain-open");
    await appears(window, "plain-warning");
    await write("平文");
    await press(window, "plain-write");
    await appears(window, "plain-done", 180_000);
    const files = readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, name)).isFile());
    for (const { file } of await call(window, "document_list", { survey, lang: "ja" })) {
      assert.ok(files.some((name) => name.includes(file)), `${file} in ${files.join(", ")}`);
    }
    for (const name of files) assert.ok(statSync(join(folder, name)).size > 0, `${name} is not empty`);
    const newest = (await call(window, "export_list")).at(-1);
    assert.equal(newest.kind, "plain");
    await window.run("document.querySelector('[data-testid=plain-done]').scrollIntoView();");
    await pictures(t, desktop, "handover-plain-done");
    await tab("sent");
    await eventually(5_000, "the export in the list", () => window.find("[data-testid=sent][data-kind=plain]"));
    await pictures(t, desktop, "handover-sent");
  });
});
