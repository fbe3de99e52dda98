// What the webview leaves on the disk when the window is used and closed: nothing that was on the screen.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { openUndriven } from "./desktop.mjs";

// Words of the page and its address: were anything of a page kept, these would be in it.
const CANARIES = ["巡回 Junkai", "保管庫", "tauri://localhost", "vault_status"];
// What WebKitGTK makes for a store that it then does not use: random salts, an empty table of pinned hosts.
const SCAFFOLD = /(^|\/)(salt|hsts-storage\.sqlite(-shm|-wal|-journal)?)$/;
// What the shell remembers: language, colours, the window's place, folders of vaults (the sample's is none of them).
const SHELL = /^config\/org\.junkai\.desktop\/(settings\.json|instance\.lock)$/;

const files = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

describe("a window that was open", { timeout: 120_000 }, () => {
  let desktop;
  let left;
  let code;

  before(async () => {
    desktop = await openUndriven(["--sample"]);
    // Long enough for the page to be drawn, the font to be read and whatever is written late to be written.
    await sleep(3_000);
    assert.equal(readdirSync(join(desktop.home, "tmp")).length, 1, "the sample hospital has a vault somewhere");
    code = await desktop.leave();
    left = ["data", "cache", "config", "tmp"].flatMap((folder) => files(join(desktop.home, folder)));
  });
  after(() => desktop?.close());

  it("ends in good order and takes the sample hospital's vault with it", () => {
    assert.equal(code, 0);
    assert.deepEqual(readdirSync(join(desktop.home, "tmp")), []);
  });

  it("leaves no file but the webview's empty scaffold and the shell's settings", () => {
    const names = left.map((file) => relative(desktop.home, file));
    const strange = names.filter((name) => !SCAFFOLD.test(name) && !SHELL.test(name));
    assert.deepEqual(strange, [], "the webview is private: no cache, no storage, no history");
  });

  it("leaves no word of the page", () => {
    const told = left.filter((file) => {
      const bytes = readFileSync(file);
      return CANARIES.some((word) => bytes.includes(Buffer.from(word, "utf8")) || bytes.includes(Buffer.from(word, "utf16le")));
    });
    assert.deepEqual(told, [], "what a hospital said stays in the vault");
  });
});
