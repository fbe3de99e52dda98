// The real window over the real command table: what a person sees, and what the page cannot do.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, beforeEach, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { openDesktop } from "./desktop.mjs";
import { eventually } from "./process.mjs";

describe("the window", { timeout: 180_000 }, () => {
  let desktop;
  let window;

  before(async () => {
    desktop = await openDesktop();
    window = desktop.session;
  });
  after(() => desktop?.close());

  const fontsReady = () => window.run("await document.fonts.ready; await new Promise(requestAnimationFrame);");
  const state = (text) =>
    eventually(15_000, `"${text}"`, async () => (await window.text("[data-testid=vault-state]")).includes(text));

  it("opens in Japanese with the state of the vault, asked through the command table", async (t) => {
    await eventually(15_000, "the heading", async () => (await window.text("h1")) === "巡回 Junkai");
    await state("保管庫は閉じています。");
    assert.match(await window.url(), /^tauri:\/\/localhost/, "the pages come out of the program itself");
    await fontsReady();
    t.diagnostic(`picture: ${await desktop.picture("first-screen-ja")}`);
  });

  it("draws Japanese with the fonts that it brings along", async (t) => {
    await fontsReady();
    const faces = () => window.run("return [...document.fonts].map((f) => `${f.family}:${f.status}`);");
    const own = "Junkai Gothic:loaded";
    const why = "the window looks the same where no Japanese font is installed, and reads no more than its own texts need";
    assert.deepEqual(await faces(), [own, "Junkai Documents:unloaded"], why);
    // A kanji that stands in no text of ours, as in somebody's name.
    await window.run("document.body.append(Object.assign(document.createElement('p'), { id: 'rare', textContent: '鱸' }));");
    await eventually(15_000, "the documents' font", async () => (await faces())[1] === "Junkai Documents:loaded");
    t.diagnostic(`picture: ${await desktop.picture("rare-kanji")}`);
    await window.run("document.querySelector('#rare').remove();");
  });

  it("changes to English and back with one press", async (t) => {
    await window.click("input[value=en]");
    await state("No vault is open.");
    assert.equal(await window.run("return document.documentElement.lang"), "en");
    t.diagnostic(`picture: ${await desktop.picture("first-screen-en")}`);
    await window.click("input[value=ja]");
    await state("保管庫は閉じています。");
  });

  it("answers a command that needs an open vault with code, params and reference", async () => {
    const refusal = await window.run(
      "return window.__TAURI_INTERNALS__.invoke('ipc', { name: 'survey_list', args: {} }).then(() => 'answered', (e) => e);",
    );
    assert.equal(refusal.code, "vault_locked");
    assert.deepEqual(Object.keys(refusal).sort(), ["code", "params", "ref"]);
  });

  for (const [what, command, args] of [
    ["listen to events of the shell", "plugin:event|listen", { event: "x", target: { kind: "Any" }, handler: 1 }],
    ["open another window", "plugin:webview|create_webview_window", { options: { label: "x", url: "index.html" } }],
    ["read the folders of the machine", "plugin:path|resolve_directory", { directory: 1 }],
    ["call a command that is not ours", "vault_open", {}],
    ["call ours with a name that is none", "ipc", { name: "../x", args: {} }],
    ["ask the shell by a name that is none", "shell", { name: "../x", args: {} }],
    ["open a picker of Tauri's", "plugin:dialog|open", { options: {} }],
  ]) {
    it(`does not let the page ${what}`, async () => {
      const answer = await window.run(
        "return window.__TAURI_INTERNALS__.invoke(...args).then(() => 'answered', (e) => `refused: ${e.code ?? e}`);",
        command,
        args,
      );
      assert.match(answer, /^refused: .*not (allowed|found)/i, "the isolation frame or the permissions of the window refuse");
    });
  }

  it("leaves the page no way of talking to peers, nothing to store in and no prototype to poison", async () => {
    const left = await window.run(`
      const names = ["RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport", "__TAURI__",
        "localStorage", "sessionStorage", "indexedDB", "caches"];
      try { document.cookie = "a=b"; } catch {}
      return [...names.filter((name) => globalThis[name] !== undefined), ...(document.cookie === "" ? [] : ["cookie"]),
        ...(Object.isFrozen(Object.prototype) ? [] : ["prototype"])];`);
    assert.deepEqual(left, []);
  });

  it("shows our page alone: the frame of the isolation pattern is there and takes no room", async () => {
    const frames = await window.run(
      "return [...document.querySelectorAll('iframe')].map((f) => [new URL(f.src).protocol.slice(0, 10), f.getClientRects().length]);",
    );
    assert.deepEqual(frames, [["isolation-", 0]]);
  });
});

describe("the window on the sample hospital", { timeout: 180_000 }, () => {
  let desktop;

  before(async () => {
    desktop = await openDesktop(["--sample"]);
  });
  after(() => desktop?.close());

  it("opens with the vault open and one survey in it", async (t) => {
    await eventually(30_000, "the open vault", async () =>
      (await desktop.session.text("[data-testid=vault-state]")).includes("保管庫は開いています。"),
    );
    const surveys = await desktop.session.run("return window.__TAURI_INTERNALS__.invoke('ipc', { name: 'survey_list', args: {} });");
    assert.equal(surveys.length, 1, "the sample is one hospital");
    await desktop.session.run("await document.fonts.ready;");
    t.diagnostic(`picture: ${await desktop.picture("sample-ja")}`);
  });
});

describe("the page's way out", { timeout: 180_000 }, () => {
  let desktop;
  let outside;
  let address;
  const reached = [];

  before(async () => {
    outside = createServer((request, response) => {
      reached.push(request.url);
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.end("reached");
    });
    outside.on("upgrade", (request, socket) => {
      reached.push(request.url);
      socket.destroy();
    });
    await new Promise((ready) => outside.listen(0, "127.0.0.1", ready));
    address = `127.0.0.1:${outside.address().port}`;
    desktop = await openDesktop();
    await eventually(15_000, "the page", async () => (await desktop.session.text("h1")) !== "");
  });
  after(async () => {
    await desktop?.close();
    outside?.closeAllConnections();
    await new Promise((closed) => (outside ? outside.close(closed) : closed()));
  });

  beforeEach(() => reached.splice(0));

  const tries = {
    "fetch": ["connect-src", "await fetch(`http://${args[0]}/fetch`).catch(() => {});"],
    "a closed port": ["connect-src", "await fetch('http://127.0.0.1:1/').catch(() => {});"],
    "XMLHttpRequest": ["connect-src", "const x = new XMLHttpRequest(); x.open('GET', `http://${args[0]}/xhr`); x.send();"],
    "a socket": ["connect-src", "try { new WebSocket(`ws://${args[0]}/socket`); } catch {}"],
    "a beacon": ["connect-src", "navigator.sendBeacon(`http://${args[0]}/beacon`, 'x');"],
    "a picture": ["img-src", "new Image().src = `http://${args[0]}/picture`;"],
    "a script": ["script-src", "const s = document.createElement('script'); s.src = `http://${args[0]}/script`; document.body.append(s);"],
    "a style sheet": ["style-src", "const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = `http://${args[0]}/style`; document.body.append(l);"],
    "a frame": ["", "const f = document.createElement('iframe'); f.src = `http://${args[0]}/frame`; document.body.append(f);"],
    "a form": ["form-action", "const f = document.createElement('form'); f.action = `http://${args[0]}/form`; f.method = 'post'; document.body.append(f); f.submit();"],
    "another window": [null, "window.open(`http://${args[0]}/window`);"],
    "leaving the page": [null, "location.href = `http://${args[0]}/leave`;"],
  };

  for (const [what, [directive, attempt]] of Object.entries(tries)) {
    it(`is closed for ${what}`, async () => {
      const violated = await desktop.session.run(
        `const seen = [];
         document.addEventListener("securitypolicyviolation", (e) => seen.push(e.effectiveDirective));
         ${attempt}
         await new Promise((later) => setTimeout(later, 400));
         return seen;`,
        address,
      );
      if (directive !== null) {
        assert.ok(
          violated.some((name) => name.startsWith(directive)),
          `the content policy itself refuses, not chance; it named: ${violated}`,
        );
      }
      await sleep(100);
      assert.deepEqual(reached, [], "nothing arrived outside");
      assert.match(await desktop.session.url(), /^tauri:\/\/localhost/, "the page is still ours");
    });
  }

  it("would be noticed if it were open", async () => {
    await fetch(`http://${address}/proof`);
    assert.deepEqual(reached, ["/proof"], "the listener outside does count what reaches it");
  });
});
