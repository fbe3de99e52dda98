// What axe finds wrong with any screen, in any colours and either language: nothing. Pictures of all of them are kept.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { openDesktop } from "./desktop.mjs";
import { call } from "./interview-page.mjs";
import { eventually } from "./process.mjs";
import { openSurvey, painted, stagesOf, stand, walk, walkHeader, walkStage } from "./screens.mjs";

const axe = readFileSync(new URL("../../ui/node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const PASSPHRASE = "copper lantern quietly thirteen";

/** Asks axe about the page as it stands. The driver's scripts are outside the page's content policy, so it gets in. */
async function violations(window) {
  if (!(await window.run("return Boolean(window.axe);"))) await window.run(axe);
  return window.run(`
    const { violations } = await window.axe.run(document, {
      iframes: false,
      preload: false,
      resultTypes: ["violations"],
      // Ours is stricter than the usual: 7:1 for text, and targets that a finger hits.
      rules: { "color-contrast-enhanced": { enabled: true }, "target-size": { enabled: true } },
    });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => [id, node.target.join(" "), node.failureSummary.split("\\n").at(-1).trim()].join(" | ")));`);
}

const wear = (window, theme) => window.run("document.documentElement.dataset.theme = args[0];", theme);
const speak = (window, lang) => window.run("document.querySelector(`input[type=radio][value=${args[0]}]`).click();", lang);

/** Where one comes first is looked at in all colours in both languages, the rooms behind it in English once. */
const WAYS = {
  all: { ja: ["light", "dark", "contrast"], en: ["light", "dark", "contrast"] },
  most: { ja: ["light", "dark", "contrast"], en: ["light"] },
};

/** Looks at what is there in both languages and all colours: what axe says, and a picture of each. */
async function look(desktop, name, ways = WAYS.all) {
  const { session: window } = desktop;
  const found = [];
  // The switch of the language is out of reach behind a dialog; then only the language that is spoken is looked at.
  const modal = await window.run("return document.querySelector('dialog[open]') !== null;");
  for (const lang of modal ? ["ja"] : ["en", "ja"]) {
    if (!modal) await speak(window, lang);
    await stand(window);
    for (const theme of ways[lang]) {
      await wear(window, theme);
      await painted(window);
      found.push(...(await violations(window)).map((what) => `${name} ${lang} ${theme}: ${what}`));
      if (theme !== "contrast") await desktop.picture(`${name}-${lang}-${theme}`);
    }
  }
  return found;
}

describe("the first screens, as axe sees them", { timeout: 300_000 }, () => {
  const home = mkdtempSync(join(tmpdir(), "junkai-e2e-"));
  const answer = join(home, "picker-answer");
  let desktop;
  let window;

  before(async () => {
    desktop = await openDesktop([], { home, extra: { JUNKAI_DIALOG_ANSWER: answer } });
    window = desktop.session;
    await appears("way-new");
  });
  after(async () => {
    await desktop?.close();
    rmSync(home, { recursive: true, force: true });
  });

  const appears = (id) => eventually(20_000, id, () => window.find(`[data-testid=${id}]`));
  const press = (id) => window.click(`[data-testid=${id}]`);
  const clean = async (name) => assert.deepEqual(await look(desktop, name), []);
  async function type(id, text) {
    await window.run("const f = document.querySelector(`[data-testid=${args[0]}]`); f.focus(); f.select();", id);
    await window.press(...text);
  }

  it("would be noticed if something were wrong", async () => {
    await window.run("const b = document.createElement('button'); b.id = 'bad'; document.querySelector('main').append(b);");
    const found = await violations(window);
    await window.run("document.querySelector('#bad').remove();");
    assert.ok(found.some((what) => what.startsWith("button-name")), `axe looks at our page; it said: ${found}`);
  });

  it("has nothing against the ways in", () => clean("first-screen"));

  for (const [way, field] of [["recover", "recovery-key"], ["new", "passphrase-again"]]) {
    it(`has nothing against the form behind "${way}"`, async () => {
      writeFileSync(answer, join(home, "vault"));
      await press(`way-${way}`);
      await appears(field);
      await clean(`${way}-vault`);
      if (way === "new") return;
      await window.press("Escape");
      await appears("way-new");
    });
  }

  it("has nothing against a passphrase that is too weak, nor against the recovery key", async () => {
    await type("surveyor", "A");
    await type("passphrase", "password");
    await window.press("Enter");
    await clean("new-vault-weak");
    await type("passphrase", PASSPHRASE);
    await type("passphrase-again", PASSPHRASE);
    await window.press("Enter");
    await appears("key-groups");
    await clean("recovery-key");
    const groups = await window.run("return [...document.querySelectorAll('[data-testid=key-groups] code')].map((c) => c.textContent);");
    const asked = Number(await window.run("return document.querySelector('[data-testid=key-kept]').dataset.group;"));
    await type("key-check", groups[asked]);
    await window.press("Enter");
    await appears("workbench");
  });

  it("has nothing against a vault without a survey, nor against stages without a record", async (t) => {
    await clean("no-survey");
    await press("new-survey");
    await appears("new-survey-form");
    await clean("new-survey");
    await type("survey-label", "axe");
    await type("survey-firm", "axe");
    await window.press("Enter");
    await eventually(15_000, "the stages", () => window.find("main[data-stage] h1"));
    for (const stage of await stagesOf(window)) {
      await t.test(stage, async () => {
        await window.click(`[data-testid=stage-${stage}]`);
        await eventually(15_000, stage, () => window.find(`main[data-stage=${stage}] h1`));
        await clean(`empty-${stage}`);
      });
    }
  });

  it("has nothing against the closed vault, nor against a wrong passphrase", async () => {
    await window.run("window.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', ctrlKey: true, bubbles: true }));");
    await appears("unlock");
    await clean("unlock");
    await type("passphrase", "not this one");
    await window.press("Enter");
    await eventually(20_000, "the refusal", () => window.find("[role=alert]"));
    await clean("unlock-wrong");
  });
});

describe("the sample hospital, as axe sees it", { timeout: 1_200_000 }, () => {
  let desktop;
  let window;

  before(async () => {
    // Pickers of the system that a button opens count as cancelled.
    desktop = await openDesktop(["--sample"], { extra: { JUNKAI_DIALOG_ANSWER: "/nowhere" } });
    window = desktop.session;
    await eventually(60_000, "the survey", () => window.find("[data-testid=survey]"));
  });
  after(() => desktop?.close());

  it("is clean at the list of surveys, and at what can be reached from there", async (t) => {
    const found = [];
    const rooms = [];
    const begin = async () => {
      await window.run("location.reload();");
      await eventually(60_000, "the survey", () => window.find("[data-testid=survey]"));
      await stand(window);
    };
    await walk(window, "surveys", begin, async (room, isFirst) => {
      rooms.push(room);
      found.push(...(await look(desktop, room, isFirst ? WAYS.all : WAYS.most)));
    });
    await begin();
    t.diagnostic(`rooms: ${rooms.join(", ")}`);
    assert.deepEqual(found, []);
  });

  it("is clean in every room of every stage", async (t) => {
    await openSurvey(window);
    const stages = await stagesOf(window);
    assert.ok(stages.includes("interviews"), "the stages were found");
    for (const stage of stages) {
      await t.test(stage, async (t) => {
        const found = [];
        const rooms = [];
        await walkStage(window, stage, async (name, isFirst) => {
          rooms.push(name);
          found.push(...(await look(desktop, name, isFirst ? WAYS.all : WAYS.most)));
        });
        t.diagnostic(`rooms: ${rooms.join(", ")}`);
        assert.deepEqual(found, []);
      });
    }
    await t.test("header", async () => {
      const found = [];
      await walkHeader(window, async (name) => found.push(...(await look(desktop, name, WAYS.most))));
      assert.deepEqual(found, []);
    });
    assert.equal((await call(window, "survey_list")).length, 1, "looking made no survey");
  });
});
