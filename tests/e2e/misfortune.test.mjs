// What goes wrong around the window, really forced: a fault in a command, a full disk, a folder that is moved away, a
// second machine, a clock set back, a power cut in the middle of a word. Each is told in words, and nothing is lost.
import assert from "node:assert/strict";
import { renameSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { alert, atWork, comes, inBoth, noteField, notesOf, openInterview, openRecent, says, state, unlock } from "./at-work.mjs";
import { call } from "./interview-page.mjs";
import { appears, isThere, machine, PASSPHRASE, press, shell, type } from "./machine.mjs";
import { eventually } from "./process.mjs";

describe("a fault in a command", { timeout: 180_000 }, () => {
  const here = machine();
  const fault = join(here.home, "fault");
  const words = "院内の秘密 typed when it fell over";
  let desktop;
  let window;

  before(async () => {
    desktop = await atWork(here, { JUNKAI_PANIC_ON: fault });
    window = desktop.session;
  });
  after(async () => {
    await desktop?.close();
    here.clear();
  });

  it("closes the vault, says so, and takes what was typed off the page without losing it", async (t) => {
    await window.press("n", ...words);
    await comes(window, "saved");
    writeFileSync(fault, "answer_set");
    await window.press("!");
    await appears(window, "unlock");
    assert.match(await window.text("[data-testid=why-locked]"), /不具合のため、保管庫を閉じました/);
    assert.match(await window.text("[data-testid=held]"), /1 件/, "what could not be saved waits");
    await inBoth(t, desktop, "misfortune-fault");
    const page = await window.run("return document.documentElement.outerHTML;");
    assert.ok(!page.includes("院内の秘密"), "nobody reads it in passing");
    const refused = await call(window, "survey_list").then(() => "", (error) => error.message);
    assert.match(refused, /vault_locked/, "not only the page is closed");
  });

  it("writes down where it was and not a word of what was typed", () => {
    assert.match(desktop.said(), /fault at .*dispatch\.rs:\d+/, "whoever mends it needs the place");
    for (const secret of ["院内の秘密", "fell over", "copper lantern"]) {
      assert.ok(!desktop.said().includes(secret), `${secret} in ${desktop.said()}`);
    }
  });

  it("is over when the vault is open again: what was typed is saved, and that is said", async (t) => {
    await unlock(window);
    await says(window, "保存できなかった変更 1 件を、いま保存しました。");
    await inBoth(t, desktop, "misfortune-fault-over");
    assert.deepEqual(await notesOf(window), [`${words}!`]);
    await press(window, "notices-read");
    assert.equal(await isThere(window, "[data-testid=notices]"), false);
  });

  it("that comes again with the same change gives its words back to be copied", async (t) => {
    await openInterview(window);
    writeFileSync(fault, "answer_set");
    await window.press("n", "?");
    await appears(window, "unlock");
    writeFileSync(fault, "answer_set");
    await type(window, "passphrase", PASSPHRASE);
    await window.press("Enter");
    await eventually(20_000, "closed once more", async () =>
      (await isThere(window, "[data-testid=unlock]")) && !(await isThere(window, "[data-testid=held]")),
    );
    assert.match(await window.text("[data-testid=why-locked]"), /不具合のため、保管庫を閉じました/);
    await unlock(window);
    await appears(window, "held-lost");
    await inBoth(t, desktop, "misfortune-fault-twice");
    const given = await window.run("return document.querySelector('[data-testid=held-lost]').value;");
    assert.ok(given.includes(`${words}!?`), given);
    assert.deepEqual(await notesOf(window), [`${words}!`], "and the vault is as it was");
  });
});

describe("a full disk", { timeout: 180_000 }, () => {
  const here = machine();
  let desktop;
  let window;

  before(async () => {
    here.vault = join(here.out, "調査の保管庫");
    desktop = await atWork(here, {}, [], { folder: here.out, kilobytes: 24_000 });
    window = desktop.session;
    // Closed once, the databases have no room of their own left beside them.
    await press(window, "lock");
    await appears(window, "unlock");
    await unlock(window);
    await openInterview(window);
  });
  after(async () => {
    await desktop?.close();
    here.clear();
  });

  it("is named, what was typed stays on the screen, and is saved when there is room", async (t) => {
    const ballast = desktop.inside(join(here.out, "ballast"));
    const { bavail, bsize } = statfsSync(desktop.inside(here.out));
    writeFileSync(ballast, Buffer.alloc(bavail * bsize));
    assert.equal(statfsSync(desktop.inside(here.out)).bavail, 0, "not a page is left");
    await window.press("n", ..."typed on a full disk");
    await says(window, "空き容量が足りません。");
    await inBoth(t, desktop, "misfortune-disk-full");
    assert.equal(await state(window), "failed", "the header says so too");
    assert.equal(await noteField(window), "typed on a full disk");
    assert.deepEqual(await notesOf(window), [], "nothing is half there");
    rmSync(ballast);
    await window.click("[data-testid=interview-view] .refusal button");
    await comes(window, "saved");
    assert.deepEqual(await notesOf(window), ["typed on a full disk"]);
    const report = await call(window, "audit_verify");
    assert.ok(report.holds, JSON.stringify(report));
  });
});

describe("a vault's folder that is moved away", { timeout: 180_000 }, () => {
  const here = machine();
  let desktop;
  let window;

  before(async () => {
    desktop = await atWork(here);
    window = desktop.session;
  });
  after(async () => {
    await desktop?.close();
    here.clear();
  });

  it("is missed before anything is written into the void, and put back goes on", async (t) => {
    renameSync(here.vault, `${here.vault}-away`);
    await window.press("n", ..."typed without a folder");
    await says(window, "保管庫のフォルダーが、元の場所に見つかりません。");
    await inBoth(t, desktop, "misfortune-folder-gone");
    assert.equal(await noteField(window), "typed without a folder");
    renameSync(`${here.vault}-away`, here.vault);
    await window.click("[data-testid=interview-view] .refusal button");
    await comes(window, "saved");
    assert.deepEqual(await notesOf(window), ["typed without a folder"]);
  });

  it("is no other vault when somebody opens it from where it is not", async (t) => {
    await press(window, "lock");
    await appears(window, "unlock");
    renameSync(here.vault, `${here.vault}-away`);
    await type(window, "passphrase", PASSPHRASE);
    await window.press("Enter");
    await says(window, "保管庫のフォルダーが、元の場所に見つかりません。");
    await inBoth(t, desktop, "misfortune-folder-gone-closed");
    renameSync(`${here.vault}-away`, here.vault);
    await unlock(window);
  });

  it("is opened by one machine at a time", async (t) => {
    const other = machine();
    const second = await other.open();
    try {
      await appears(second.session, "way-open");
      other.pick(here.vault);
      await press(second.session, "way-open");
      await type(second.session, "surveyor", "B");
      await type(second.session, "passphrase", PASSPHRASE);
      await second.session.press("Enter");
      await says(second.session, "この保管庫は、別の画面またはコマンドで開かれています。");
      await inBoth(t, second, "misfortune-in-use");
      assert.equal((await call(window, "survey_list")).length, 1, "the first one works on");
      await press(window, "lock");
      await appears(window, "unlock");
      await type(second.session, "passphrase", PASSPHRASE);
      await second.session.press("Enter");
      await appears(second.session, "survey");
    } finally {
      await second.close();
      other.clear();
    }
  });
});

describe("a clock and a power cut", { timeout: 240_000 }, () => {
  const here = machine();
  const clock = join(here.home, "clock");
  const open = () => here.open({ JUNKAI_CLOCK_OFF: clock });
  let desktop;
  let window;

  before(async () => {
    writeFileSync(clock, "0");
    desktop = await atWork(here, { JUNKAI_CLOCK_OFF: clock });
    window = desktop.session;
  });
  after(async () => {
    await desktop?.close();
    here.clear();
  });

  it("set back by an hour at work takes no time back", async () => {
    const savedAt = () => window.run("return document.querySelector('[data-testid=saved]').dataset.at;");
    await window.press("1");
    await comes(window, "saved");
    const first = await savedAt();
    writeFileSync(clock, "-3600");
    await window.press("j", "1");
    await eventually(10_000, "a later time", async () => (await savedAt()) > first);
    const [{ survey }] = await call(window, "survey_list");
    const times = (await call(window, "audit_list", { survey })).map((entry) => entry.at);
    assert.deepEqual(times, times.toSorted(), "the trail goes one way");
  });

  it("in the middle of a word costs half a second of typing, and what is there is said", async (t) => {
    writeFileSync(clock, "0");
    const typed = [];
    await window.press("n");
    for (const key of "without any pause the surveyor writes on and on and on, ".repeat(4)) {
      await window.press(key);
      typed.push({ key, at: Date.now() });
    }
    desktop.kill();
    const cut = Date.now();
    await desktop.close();
    desktop = await open();
    window = desktop.session;
    await openRecent(window);
    await says(window, "まで、すべて残っています。");
    await inBoth(t, desktop, "misfortune-restored");
    assert.match(await alert(window), /北|病院/, "it says where");
    const [note] = await notesOf(window);
    const all = typed.map(({ key }) => key).join("");
    assert.ok(all.startsWith(note), `${note} is what was typed, up to a place`);
    // Half a second, and what a busy machine needs to write it down; `draft.test.ts` has the exact limit.
    const safe = typed.filter(({ at }) => at < cut - 1_000).length;
    assert.ok(safe > 5 && note.length >= safe, `${safe} keys were safe, ${note.length} of ${all.length} are there`);
    await press(window, "notices-read");
  });

  it("set back between two sessions is told", async (t) => {
    await shell(window, "vault_lock", { by: "person" });
    await desktop.close();
    writeFileSync(clock, "-86400");
    desktop = await open();
    window = desktop.session;
    await openRecent(window);
    await says(window, "時計");
    await inBoth(t, desktop, "misfortune-clock");
  });
});
