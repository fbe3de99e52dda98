// What comes in from outside: pasted markup, ten megabytes of text, files that are not what they say, and photos as cameras
// take them, whatever door they come by. What cannot be taken is refused with its reason in both languages.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { crc32, deflateSync } from "node:zlib";
import { inBoth, says, speak } from "./at-work.mjs";
import { call, keptAnswers, openFirstInterview, see, until } from "./interview-page.mjs";
import { appears, isThere, machine, picture, press } from "./machine.mjs";
import { eventually } from "./process.mjs";

/** Why a file is refused, as the catalogue has it. */
const words = { ja: reasons("ja"), en: reasons("en") };

function reasons(lang) {
  const text = readFileSync(new URL("../../ui/src/lib/i18n/evidence.ts", import.meta.url), "utf8");
  const own = text.slice(text.indexOf(`export const ${lang}`));
  const why = own.slice(own.indexOf("why: {"), own.indexOf("\n  },"));
  return Object.fromEntries([...why.matchAll(/(\w+): "([^"]+)"/g)].map(([, key, said]) => [key, said]));
}

const field = (window, id) => window.run("return document.querySelector(`[data-testid=${args[0]}]`)?.value ?? null;", id);
const focus = (window, id) => window.run("document.querySelector(`[data-testid=${args[0]}]`).focus();", id);

/** Puts text on the clipboard as a program does, by copying it out of the page; `texts` by media type, or how often. */
async function copy(window, texts) {
  await window.run(
    `document.addEventListener("copy", (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      for (const [type, text] of args[0]) event.clipboardData.setData(type, Array.isArray(text) ? text[0].repeat(text[1]) : text);
      window.copied = true;
    }, { capture: true, once: true });`,
    Object.entries(texts),
  );
  await window.chord("Control", "c");
  await eventually(10_000, "the copy", () => window.run("return window.copied === true;"));
  await window.run("delete window.copied;");
}

/** A PNG that says that it is so large. */
function png(width, height) {
  const chunk = (kind, body) => {
    const named = Buffer.concat([Buffer.from(kind), body]);
    const out = Buffer.alloc(named.length + 8);
    out.writeUInt32BE(body.length, 0);
    named.copy(out, 4);
    out.writeUInt32BE(crc32(named), named.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", deflateSync(Buffer.alloc(64))), chunk("IEND", Buffer.alloc(0))]);
}

/** A photo as a camera writes it that was held upright: 240 by 120, red on the left, blue on the right, with its place. */
async function photo(window) {
  const plain = Buffer.from(
    await window.run(`
      const canvas = Object.assign(document.createElement("canvas"), { width: 240, height: 120 });
      const brush = canvas.getContext("2d");
      brush.fillStyle = "#d02020"; brush.fillRect(0, 0, 120, 120);
      brush.fillStyle = "#2020d0"; brush.fillRect(120, 0, 120, 120);
      return canvas.toDataURL("image/jpeg", 0.9).split(",")[1];`),
    "base64",
  );
  const exif = Buffer.concat([
    Buffer.from("Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0", "latin1"),
    Buffer.from("Maker GPS 35.1N 139.2E of somewhere"),
  ]);
  const head = Buffer.from([0xff, 0xe1, (exif.length + 2) >> 8, (exif.length + 2) & 0xff]);
  return Buffer.concat([plain.subarray(0, 2), head, exif, plain.subarray(2), Buffer.from("a film with its GPS behind it")]);
}

describe("what comes in from outside", { timeout: 300_000 }, () => {
  const here = machine();
  let desktop;
  let window;
  let survey;

  before(async () => {
    desktop = await here.open();
    window = desktop.session;
    await press(window, "way-sample");
    survey = await openFirstInterview(window);
  });
  after(async () => {
    await desktop?.close();
    here.clear();
  });

  const kept = () => keptAnswers(window, survey);
  const notes = async () => (await kept()).map((record) => record.note ?? "");

  describe("pasted text", () => {
    it("is plain text, whatever markup came with it", async () => {
      await focus(window, "note");
      await window.chord("Control", "a");
      await copy(window, { "text/plain": "bold words", "text/html": "<b onmouseover='window.ran=1'>bold</b><img src=x onerror='window.ran=1'><script>window.ran=1</script> words" });
      await window.chord("Control", "v");
      await eventually(10_000, "the words", async () => (await field(window, "note")) === "bold words");
      await until(window, "saved", (seen) => seen.saved === "saved");
      assert.ok((await notes()).includes("bold words"), "as it is kept");
      assert.equal(await window.run("return window.ran ?? null;"), null, "nothing of it ran");
    });

    it("of ten megabytes is refused at once, and the field stays as it was", async (t) => {
      await focus(window, "note");
      await copy(window, { "text/plain": ["x", 10_000_000] });
      await window.chord("Control", "v");
      await says(window, "10,000,000");
      await inBoth(t, desktop, "intake-too-long");
      assert.equal(await field(window, "note"), "bold words");
      await focus(window, "note");
      await window.press("!");
      assert.equal((await field(window, "note")).length, 11, "typing goes on");
      await press(window, "too-long-read");
      assert.equal(await isThere(window, "[data-testid=too-long]"), false);
    });

    it("that slipped past the page is refused behind it", async () => {
      const { no } = await see(window);
      const [{ id: interview }] = await call(window, "interview_list", { survey });
      const refused = await window.run(
        "return window.__TAURI_INTERNALS__.invoke('ipc', { name: 'answer_set', args: { survey: args[0], interview: args[1], item: args[2], note: 'x'.repeat(1_100_000) } }).then(() => null, (e) => e);",
        survey, interview, no,
      );
      assert.equal(refused?.code, "invalid_record", JSON.stringify(refused));
    });
  });

  describe("files", () => {
    const file = (name, bytes) => {
      const path = join(here.home, name);
      writeFileSync(path, bytes);
      return path;
    };
    const count = async () => (await call(window, "evidence_list", { survey })).length;

    it("that cannot be kept are each refused with the reason, in both languages", async (t) => {
      const before = await count();
      const whole = await photo(window);
      const cases = [
        [file("bomb.png", png(30_000, 30_000)), "too_many_pixels"],
        [file("program.jpg", Buffer.from("MZ\x90\0 This program cannot be run")), "not_what_it_says"],
        [file("paper.jpg", Buffer.from("%PDF-1.7\n%%EOF\n")), "not_what_it_says"],
        [file("moving.jpg", Buffer.from("GIF89a\x01\0\x01\0\0\0\0;")), "not_what_it_says"],
        [file("drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='window.ran=1'/>"), "media_type"],
        [file("moving.gif", Buffer.from("GIF89a\x01\0\x01\0\0\0\0;")), "media_type"],
        [file("empty.jpg", ""), "empty"],
        [file("half.jpg", whole.subarray(0, 600)), "truncated"],
        [file("half.png", png(10, 10).subarray(0, 50)), "truncated"],
      ];
      for (const [path, why] of cases) {
        const name = path.split("/").at(-1);
        await window.attach("[data-testid=evidence-file]", path);
        await says(window, name);
        await says(window, words.ja[why]);
        await speak(window, "en");
        await says(window, words.en[why]);
        await window.run("document.querySelector('[data-testid=evidence]').scrollIntoView({ block: 'end' });");
        await picture(t, desktop, `intake-${name}-en`);
        await speak(window, "ja");
        await picture(t, desktop, `intake-${name}-ja`);
      }
      assert.equal(await count(), before, "none of them is kept");
      assert.notEqual((await see(window)).saved, "failed", "nothing that was typed is unsaved for it");
      assert.equal(await isThere(window, "[data-testid=interview-view] > .refusal"), false, "said once, where it belongs");
      assert.equal(await window.run("return window.ran ?? null;"), null, "and nothing ran");
    });

    it("pasted as a picture are judged the same way", async () => {
      await window.run(`
        const data = new DataTransfer();
        data.items.add(new File(["GIF89a no PNG"], "pasted.png", { type: "image/png" }));
        document.querySelector("[data-focus=item]").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));`);
      await says(window, "pasted.png");
      await says(window, words.ja.not_what_it_says);
    });

    it("of a camera that was held upright are shown upright, without the place", async (t) => {
      const before = await call(window, "evidence_list", { survey });
      await window.attach("[data-testid=evidence-file]", file("photo.jpg", await photo(window)));
      const added = await eventually(20_000, "the photo", async () => {
        const now = await call(window, "evidence_list", { survey });
        return now.find(({ id }) => !before.some((one) => one.id === id));
      });
      const { bytes } = await call(window, "evidence_get", { survey, id: added.id });
      const raw = Buffer.from(bytes, "base64");
      for (const word of ["GPS", "139.2E", "Maker"]) assert.ok(!raw.includes(word), `${word} is gone`);
      const exif = raw.indexOf("Exif");
      assert.equal(raw.indexOf("Exif", exif + 1), -1, "one EXIF");
      assert.deepEqual([...raw.subarray(exif - 4, exif)], [0xff, 0xe1, 0, 34], "with room for one entry");
      assert.equal(raw.subarray(exif + 6, exif + 32).toString("hex"), "4d4d002a00000008000101120003000000010006000000000000", "the orientation");
      const shown = await eventually(20_000, "the photo in the list", () =>
        window.run(`
          for (const image of document.querySelectorAll("[data-testid=evidence-line] img")) {
            if (!image.complete || image.naturalWidth === 0) continue;
            const canvas = Object.assign(document.createElement("canvas"), { width: image.naturalWidth, height: image.naturalHeight });
            const brush = canvas.getContext("2d");
            brush.drawImage(image, 0, 0);
            const at = (x, y) => { const [r, , b] = brush.getImageData(x, y, 1, 1).data; return r > b ? "red" : "blue"; };
            return [image.naturalWidth, image.naturalHeight, at(60, 20), at(60, 220)];
          }
          return null;`),
      );
      assert.deepEqual(shown, [120, 240, "red", "blue"], "turned clockwise, as it was seen");
      await appears(window, "evidence");
      await picture(t, desktop, "intake-photo-ja");
    });
  });

  it("ten megabytes into the ledger are refused, and markup alone is no block", async (t) => {
    await press(window, "stage-walk_round");
    await press(window, "paste-open");
    await appears(window, "paste");
    await focus(window, "paste");
    await copy(window, { "text/plain": ["name\tplace\n", 1_100_000] });
    await window.chord("Control", "v");
    await says(window, "取り込めません");
    await inBoth(t, desktop, "intake-block-too-large");
    await focus(window, "paste");
    await copy(window, { "text/html": "<table><tr><td onclick='window.ran=1'>x</td></tr></table>" });
    await window.chord("Control", "v");
    await says(window, "文字ではないため取り込めません");
    assert.equal(await window.run("return window.ran ?? null;"), null);
  });
});
