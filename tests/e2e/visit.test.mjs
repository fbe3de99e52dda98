// A whole visit in the real window, as a person does it: from the first screen to a sealed bundle that the receiving
// office opens with its own tools; then the vault is locked, the power goes, and everything is still there. And the
// newcomer's way: from the first screen to a sealed bundle of the sample hospital, by as few presses as it takes.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { beginInterview, call, see, until } from "./interview-page.mjs";
import { appears, isThere, machine, PASSPHRASE, picture, press } from "./machine.mjs";
import { eventually, run } from "./process.mjs";
import { choose, digits, everything, fill, focused, inField, junkai, kept, onStage, paste, saved, told, toStage } from "./visit-page.mjs";

const HOSPITAL = "白樺総合病院";
const NOTE = "更新していない端末が三台残っている。";
const LATE = "停電の直前に書いたメモ";

describe("a whole visit in the window", { timeout: 420_000 }, () => {
  const here = machine();
  const at = (name) => join(here.out, name);
  let desktop;
  let window;
  let fingerprint;
  /** What the vault held when everything was done. */
  let whole;

  before(async () => {
    desktop = await here.open();
    window = desktop.session;
    await appears(window, "way-new");
    const said = await junkai("card", "new", "--org", "supervisor", "--name", "監督企業", "--out", at("supervisor.card"), "--identity-out", at("supervisor.key"));
    fingerprint = said.trim();
    assert.equal(digits(fingerprint).length, 60, "the other office made its card, with a fingerprint");
  });
  after(async () => {
    await desktop?.close();
    here.clear();
  });

  /** One part of the visit; once a part has failed, those that stand on it are not tried. */
  let broken = null;
  const part = (name, work) =>
    it(name, async (t) => {
      assert.equal(broken, null, "an earlier part did not come about");
      broken = name;
      try {
        await work(t);
        broken = null;
      } finally {
        if (broken) await shot(t, "broken");
      }
    });

  const shot = (t, name) => picture(t, desktop, `visit-${name}`);
  const text = (css) => window.run("return document.querySelector(args[0])?.innerText ?? '';", css);
  const count = (css) => window.run("return document.querySelectorAll(args[0]).length;", css);

  part("makes a vault, with its recovery key written down", async (t) => {
    here.pick(here.vault);
    await press(window, "way-new");
    await fill(window, "surveyor", "木村");
    await fill(window, "passphrase", PASSPHRASE);
    await fill(window, "passphrase-again", PASSPHRASE);
    await eventually(10_000, "a strong passphrase", async () => (await text("[data-testid=strength]")).includes("とても強い"));
    await window.press("Enter");
    await appears(window, "key-groups");
    const groups = await window.run("return [...document.querySelectorAll('[data-testid=key-groups] code')].map((c) => c.textContent);");
    const asked = Number(await window.run("return document.querySelector('[data-testid=key-kept]').dataset.group;"));
    await fill(window, "key-check", groups[asked]);
    await window.press("Enter");
    await appears(window, "workbench");
    await shot(t, "01-empty-vault");
  });

  part("sets up the survey: parties, period, hospital, contact, visit, participants", async (t) => {
    await press(window, "new-survey");
    await fill(window, "survey-label", "白樺 2026年度");
    await fill(window, "survey-firm", "巡回調査");
    await fill(window, "survey-hospital", HOSPITAL);
    await window.press("Enter");
    await eventually(15_000, "the stages", () => isThere(window, "main[data-stage] h1"));
    await toStage(window, "setup");
    await fill(window, "setup-client", "発注者");
    await fill(window, "setup-start", "2026-11-01");
    await fill(window, "setup-end", "2027-02-26");
    await fill(window, "setup-price", "12000");
    await press(window, "tab-hospital");
    await choose(window, "hospital-founder", "public");
    await fill(window, "beds-general", "312");
    await fill(window, "contact-role", "院内統括");
    await fill(window, "contact-position", "医療情報室長");
    await window.press("Enter");
    await saved(window);
    await shot(t, "02-hospital");
    await press(window, "tab-visits");
    await fill(window, "visit-on", "2026-11-20");
    await window.press("Enter");
    await inField(window, "participant");
    await window.press(..."医療情報室長", "Enter");
    await fill(window, "visit-started", "9:30");
    await fill(window, "visit-ended", "16:00");
    await fill(window, "participant", "事務部長");
    await window.press("Enter");
    await saved(window);
    await shot(t, "03-visit");
    const [hospital] = await kept(window, "hospital");
    assert.equal(hospital.record.beds.general, 312);
    assert.equal(hospital.record.founder, "public");
    assert.deepEqual(hospital.record.contacts.map(({ position }) => position), ["医療情報室長"]);
    const [visit] = await kept(window, "visit");
    assert.deepEqual(visit.record.participants.map(({ position }) => position), ["医療情報室長", "事務部長"]);
    assert.equal(await text("[data-testid=hospital]"), HOSPITAL, "the header says whose survey this is");
  });

  /** Begins an interview on the visit. */
  async function begin(id, interviewee) {
    const list = (await call(window, "checklist_list")).find((one) => one.id === id);
    await beginInterview(window, list, interviewee, async () => {
      await window.click("main select option:nth-child(2)");
      await window.click("[data-testid=interviewee]");
    });
  }

  /** Goes through the open interview from the first item to the last, with `keys(item, place)` at each. */
  async function walk(keys) {
    for (let place = 0; ; place += 1) {
      const now = await see(window);
      assert.equal(now.focusLost, false, `at ${now.no} keys go somewhere`);
      await keys(now, place);
      await window.press("j");
      if ((await see(window)).no === now.no) return until(window, "everything saved", (seen) => seen.saved === "saved");
    }
  }

  part("interviews the director, by keyboard alone, and books the time", async (t) => {
    await begin("mhlw-5.2-executive", "院長");
    await window.press("t");
    const done = await walk((_, place) => window.press(place % 5 === 3 ? "2" : place % 7 === 4 ? "3" : "1"));
    assert.deepEqual([done.confirmed, done.applicable], [30, 30], "the whole list");
    await window.press("t", "b");
    const [booked] = await eventually(10_000, "its time on the effort sheet", async () => {
      const all = await kept(window, "effort");
      return all.length === 1 && all;
    });
    assert.deepEqual([booked.record.hours, booked.record.surveyor, Boolean(booked.record.interview)], [0.25, "木村", true]);
    await shot(t, "04-director");
  });

  part("interviews the manager: ×, don't know, not applicable, notes, what was not understood, a paper", async (t) => {
    await begin("mhlw-5.2-admin", "医療情報室長");
    const done = await walk(async ({ no }, place) => {
      const mayNotApply = await isThere(window, "[data-testid=answer-not_applicable]");
      if (mayNotApply) {
        await window.press("4");
        await inField(window, "why");
        await window.press(..."該当する設備がない", "Enter");
        await until(window, "the item again", (seen) => seen.no === no && seen.pressed.includes("answer-not_applicable"));
        return;
      }
      await window.press(place % 6 === 2 ? "2" : place % 10 === 9 ? "3" : "1");
      if (place === 2) {
        await window.press("n", ...NOTE, "Escape");
        await window.press("u", ..."保守契約の範囲", "Escape");
        await window.press("h");
        await shot(t, "05-manager");
        await window.press("r");
        await inField(window, "request-what");
        await shot(t, "06-ask-for-paper");
        await window.press("Enter");
        await eventually(10_000, "the request", () => isThere(window, "[data-testid=requests]"));
      }
    });
    assert.equal(done.confirmed, done.applicable, "the whole list");
    const answers = (await kept(window, "answer")).map(({ record }) => record);
    const noted = answers.find(({ note }) => note);
    assert.equal(noted.note, NOTE, "what was typed is what is kept, to the character");
    assert.equal(noted.not_understood, "保守契約の範囲");
    assert.equal(noted.hard_to_understand, true);
    for (const [kind, least] of [["dont_know", 8], ["not_applicable", 5]]) {
      assert.ok(answers.filter(({ confirmed }) => confirmed?.kind === kind).length >= least, kind);
    }
    assert.ok(answers.filter(({ confirmed }) => confirmed?.value === false).length > 15, "and ×");
  });

  part("has the request among the papers asked for, and records with one press that it came", async (t) => {
    await toStage(window, "requests");
    await eventually(10_000, "the request", () => isThere(window, "[data-testid=table-row]"));
    assert.equal(await count("[data-testid=table-row]"), 1);
    await shot(t, "07-requests");
    await press(window, "row-received");
    const [request] = await eventually(10_000, "the result", async () => {
      const all = await kept(window, "request");
      return all[0].record.outcome === "received" && all;
    });
    assert.ok(request.record.item && request.record.interview, "it says from which item it came");
  });

  /** Makes a record of a kind, by its key in the list of kinds, and types its name over the one that it begins with. */
  async function make(key, name, field = "field-name") {
    await window.press("n");
    await appears(window, "picker");
    await eventually(5_000, "the kinds", async () => /^pick-/.test(await focused(window)));
    await window.press(key);
    await inField(window, field);
    await window.press(...name);
  }

  part("lists the systems", async (t) => {
    await toStage(window, "walk_round");
    await press(window, "tab-systems");
    await make("1", "電子カルテ");
    await fill(window, "field-vendor", "架空メディカル");
    await window.press("Escape");
    await make("2", "医事会計");
    await window.press("Escape");
    await saved(window);
    await shot(t, "08-systems");
    assert.deepEqual((await kept(window, "system")).map(({ record }) => record.name).sort(), ["医事会計", "電子カルテ"].sort());
  });

  part("walks round: one place for all that stands there, the last one copied", async (t) => {
    await press(window, "tab-assets");
    await window.press("l");
    await inField(window, "place-building");
    await window.press(..."本館");
    await fill(window, "place-room", "サーバ室");
    await window.press("Enter");
    await eventually(5_000, "the kinds", async () => /^pick-/.test(await focused(window)));
    await window.press("1");
    await inField(window, "field-name");
    await window.press(..."カルテサーバ1");
    await choose(window, "field-confirmed_by", "seen");
    await fill(window, "field-os", "Windows Server 2012 R2");
    await fill(window, "field-system", "電子");
    await window.press("Down", "Enter");
    await shot(t, "09-asset");
    await window.press("Escape");
    await window.press("d");
    await inField(window, "field-name");
    await window.chord("Control", "a");
    await window.press(..."カルテサーバ2");
    await window.press("Escape");
    await make("3", "外部接続ファイアウォール");
    await window.press("Escape");
    await make("4", "保守用VPN装置");
    await window.press("Escape");
    await saved(window);
    const assets = (await kept(window, "asset")).map(({ record }) => record);
    assert.equal(assets.length, 4);
    for (const { name, location } of assets) assert.deepEqual(location, { building: "本館", room: "サーバ室" }, `${name} stands where we are`);
    const copy = assets.find(({ name }) => name === "カルテサーバ2");
    assert.deepEqual([copy.kind, copy.os, Boolean(copy.system)], ["server", "Windows Server 2012 R2", true], "the copy is like the first");
    assert.ok(!copy.confirmed_by, "but nobody has seen it");
  });

  part("pastes a list of the hospital's: rows that are wrong are named, the others are taken", async (t) => {
    await window.press("p");
    await appears(window, "paste");
    const rows = ["種類\t名称\t部屋\t属するシステム", ...[1, 2, 3, 4, 5, 6].map((n) => `端末\t病棟端末${n}\t東${n}病棟\t電子カルテ`), "冷蔵庫\t控室の冷蔵庫\t控室\t"];
    await paste(window, rows.join("\r\n"));
    await appears(window, "paste-preview");
    await shot(t, "10-paste");
    await press(window, "paste-apply");
    await eventually(10_000, "the rows", async () => (await kept(window, "asset")).length === 10);
    await eventually(5_000, "the ledger again", async () => !(await isThere(window, "dialog[open]")));
    await shot(t, "11-assets");
    assert.ok(!(await kept(window, "asset")).some(({ record }) => record.name.includes("冷蔵庫")));
  });

  part("lists the connections, and of the other categories that there is really nothing", async (t) => {
    await toStage(window, "connections");
    await eventually(10_000, "the categories", () => isThere(window, "[data-testid=categories]"));
    for (const [key, purpose, counterpart] of [["1", "電子カルテの遠隔保守", "架空メディカル"], ["2", "オンライン資格確認", "支払基金"], ["4", "検査の外部委託", "架空検査センター"]]) {
      await make(key, purpose, "field-purpose");
      await fill(window, "field-counterpart", counterpart);
      if (key === "1") {
        await fill(window, "field-terminating_asset", "VPN");
        await window.press("Down", "Enter");
        await fill(window, "field-system", "電子");
        await window.press("Down", "Enter");
        await choose(window, "field-known_to_manager", "no");
        await shot(t, "12-connection");
      }
      await window.press("Escape");
    }
    await saved(window);
    const connections = (await kept(window, "connection")).map(({ record }) => record);
    assert.deepEqual(connections.map(({ category }) => category).sort(), [1, 2, 4]);
    const remote = connections.find(({ category }) => category === 1);
    const told = [remote.counterpart, Boolean(remote.terminating_asset), Boolean(remote.system), remote.known_to_manager];
    assert.deepEqual(told, ["架空メディカル", true, true, "no"], "everything that was said of it");
    for (const category of [3, 5, 6, 7, 8]) {
      await press(window, `category-${category}`);
      await press(window, "say-none");
      await fill(window, "check-whom", "医療情報室長");
      await window.press("Escape");
    }
    await saved(window);
    await shot(t, "13-categories");
    const checks = (await kept(window, "category_check")).map(({ record }) => record);
    assert.deepEqual(checks.map(({ category, really_none, whom }) => [category, really_none, whom]).sort(), [3, 5, 6, 7, 8].map((one) => [one, true, "医療情報室長"]));
    const states = await window.run("return [...document.querySelectorAll('[data-testid=categories] button')].map((b) => b.dataset.state);");
    assert.ok(!states.includes("not_asked"), `nothing is left to ask: ${states}`);
  });

  part("records how a system is backed up", async (t) => {
    await toStage(window, "backups");
    await eventually(10_000, "the systems", () => isThere(window, "[data-testid=table-row]"));
    await window.run("[...document.querySelectorAll('[data-testid=table-row]')].find((row) => row.textContent.includes('電子カルテ')).dataset.testid = 'the-row';");
    await press(window, "the-row");
    await inField(window, "new-data");
    await window.press(..."データベース", "Enter");
    await inField(window, "backup-method");
    await window.press(..."夜間の全体複製");
    await fill(window, "backup-generations", "7");
    await choose(window, "backup-offline", "no");
    await window.press("Escape");
    await saved(window);
    await shot(t, "14-backups");
    const [backup] = await kept(window, "backup");
    assert.deepEqual([backup.record.method, backup.record.generations, backup.record.offline], ["夜間の全体複製", 7, "no"]);
  });

  part("draws the network from the ledger with one press, moves a device, takes that back and makes it again", async (t) => {
    await toStage(window, "diagrams");
    await press(window, "from-ledger");
    await eventually(15_000, "the drawing", () => window.run("return Number(document.querySelector('[data-testid=diagram]').dataset.nodes) > 8;"));
    await shot(t, "15-drawing");
    const placed = async () => (await kept(window, "diagram_node")).filter(({ record }) => record.x != null);
    assert.deepEqual(await placed(), [], "nobody has put anything anywhere yet");
    const devices = (await kept(window, "diagram_node")).filter(({ record }) => record.asset && record.diagram === "network");
    const [x, y] = await window.run(
      `const box = document.querySelector("[data-node='" + args[0] + "'] rect").getBoundingClientRect();
       return [box.x + box.width / 2, box.y + box.height / 2];`,
      devices[0].id,
    );
    await window.drag([x, y], [x + 20, y + 10], [x + 60, y + 35]);
    await eventually(10_000, "its new place in the vault", async () => (await placed()).length === 1);
    await eventually(10_000, "something to take back", () => window.run("return !document.querySelector('[data-testid=undo]').disabled;"));
    await window.chord("Control", "z");
    await eventually(10_000, "its place before", async () => (await placed()).length === 0);
    await eventually(10_000, "something to make again", () => window.run("return !document.querySelector('[data-testid=redo]').disabled;"));
    await window.chord("Control", "y");
    await eventually(10_000, "its new place again", async () => (await placed()).length === 1);
    await window.click("[data-testid=diagram] label:has(input[value=management])");
    await eventually(10_000, "the other drawing", () => isThere(window, "[data-testid=diagram][data-kind=management]"));
    await press(window, "from-ledger");
    await saved(window);
    await shot(t, "16-management");
  });

  part("books hours", async (t) => {
    await toStage(window, "effort");
    await appears(window, "quick-book");
    await window.click("[data-testid=quick-row] option:nth-child(4)");
    await fill(window, "quick-hours", "6.5");
    await fill(window, "quick-note", "聞き取り");
    await window.press("Enter");
    const effort = await eventually(10_000, "the entry", async () => {
      return (await kept(window, "effort")).find(({ record }) => record.note === "聞き取り");
    });
    assert.deepEqual([effort.record.hours, effort.record.row, effort.record.surveyor], [6.5, 4, "木村"]);
    await saved(window);
    await shot(t, "17-effort");
  });

  part("decides on findings: accepted, in other words, and not with a reason", async (t) => {
    await toStage(window, "findings");
    await eventually(15_000, "findings", async () => (await count("[data-testid=finding]")) > 3);
    const first = () => window.run("return document.querySelector('[data-testid=finding][aria-current=true]')?.dataset.state ?? null;");
    await window.press("j");
    await window.press("a");
    await eventually(10_000, "that it was accepted", async () => (await first()) === "accepted");
    await window.press("j", "e");
    await inField(window, "writing-ja");
    await window.chord("Control", "a");
    await window.press(..."端末三台の更新計画を、年度内に立ててください。");
    await fill(window, "writing-reason", "台数を確かめたため");
    await shot(t, "18-reword");
    await window.press("Enter");
    await eventually(10_000, "the other words", async () => (await text("main")).includes("端末三台の更新計画"));
    await eventually(10_000, "the finding again", async () => (await focused(window)) === "finding");
    await window.press("j", "x");
    await inField(window, "writing-reason");
    await window.press(..."訪問の当日に直された", "Enter");
    await eventually(10_000, "that it was dismissed", async () => (await first()) === "dismissed");
    await saved(window);
    await shot(t, "19-findings");
    const findings = await kept(window, "finding");
    assert.equal(findings.find(({ state }) => state === "dismissed")?.reason, "訪問の当日に直された");
    assert.ok(findings.some(({ state, wording }) => state === "accepted" && wording.ja.startsWith("端末三台")));
  });

  part("says what is missing before the hand-over, and jumps to the place", async (t) => {
    await toStage(window, "handover");
    await eventually(15_000, "the check", () => isThere(window, "[data-testid=gap]"));
    await shot(t, "20-check");
    const gaps = await window.run("return [...document.querySelectorAll('[data-testid=gap]')].map((g) => g.dataset.gap);");
    assert.ok(gaps.includes("revision_missing"), `${gaps}`);
    await window.click("[data-testid=gap][data-gap=finding_undecided]");
    await onStage(window, "findings");
    await toStage(window, "handover");
  });

  part("numbers the documents and reads each of them", async (t) => {
    await press(window, "tab-documents");
    await fill(window, "revision-reason", "初版");
    await window.press("Enter");
    await eventually(10_000, "the first revision", async () => (await kept(window, "revision")).length === 1);
    const files = await window.run("return [...document.querySelectorAll('[data-testid=document]')].map((d) => d.dataset.file);");
    assert.ok(files.length >= 7, `${files}`);
    const seen = [];
    for (const file of files) {
      const title = await text(`[data-testid=document][data-file='${file}'] span`);
      await window.click(`[data-testid=document][data-file='${file}']`);
      await eventually(15_000, title, () => window.run("return document.querySelector('main article h3, main article h2')?.innerText.includes(args[0]);", title));
      seen.push(await text("main article"));
    }
    assert.ok(seen.some((page) => page.includes(NOTE)), "the note of the interview is in one of them");
    assert.ok(seen.some((page) => page.includes("端末三台の更新計画")), "and the finding in its new words");
    await shot(t, "21-document");
  });

  part("takes the other office's card for verified only by the fingerprint that its owner reads out", async (t) => {
    await press(window, "tab-recipients");
    await fill(window, "own-org", "firm-7");
    await fill(window, "own-name", "巡回調査");
    await window.press("Enter");
    await appears(window, "own-save");
    here.pick(at("firm-7.card"));
    await press(window, "own-save");
    await eventually(10_000, "our card in a file", async () => (await told(window)).includes("firm-7.card"));
    here.pick(at("supervisor.card"));
    await press(window, "card-pick");
    await appears(window, "verify");
    assert.ok(!(await text("body")).includes(fingerprint.slice(0, 11)), "there is nothing to copy it from");
    const misheard = digits(fingerprint).replace(/./, (digit) => String((Number(digit) + 1) % 10));
    await fill(window, "fingerprint", misheard);
    await window.press("Enter");
    await eventually(10_000, "that they differ", () => isThere(window, "[data-testid=fingerprint][aria-invalid=true]"));
    await shot(t, "22-fingerprint-differs");
    await fill(window, "fingerprint", fingerprint);
    await window.press("Enter");
    await eventually(10_000, "the verified card", () => isThere(window, "[data-testid=card][data-state=verified]"));
    await shot(t, "23-recipients");
  });

  part("seals, and shows what is inside and for whom", async (t) => {
    await press(window, "tab-seal");
    await appears(window, "seal");
    assert.equal(await count("[data-testid=recipient]:checked"), 1, "the one recipient is chosen already");
    here.pick(at("visit.junkai"));
    await shot(t, "24-before-sealing");
    await press(window, "seal");
    await appears(window, "sealed", 120_000);
    assert.match(await text("[data-testid=sealed]"), /監督企業/);
    await eventually(10_000, "the focus at the result", async () => (await focused(window)) === "sealed");
    const seen = await window.run("const { top } = document.querySelector('[data-testid=sealed]').getBoundingClientRect(); return top > 0 && top < innerHeight - 100;");
    assert.ok(seen, "the result is in sight without scrolling");
    await shot(t, "25-sealed");
    await press(window, "tab-sent");
    await eventually(10_000, "the record", () => isThere(window, "[data-testid=sent][data-kind=bundle]"));
    assert.match(await text("[data-testid=sent]"), /監督企業/);
    await shot(t, "26-sent");
  });

  part("wrote a bundle that age and tar open, and that the other office verifies", async () => {
    const manifest = await junkai("inspect", at("visit.junkai"), "--identity", at("supervisor.key"));
    assert.match(manifest, /records\.ndjson/);
    await junkai("open", at("visit.junkai"), "--identity", at("supervisor.key"), "--sender", at("firm-7.card"), "--out", at("opened"));
    await run(60_000, "age", ["-d", "-i", at("supervisor.key"), "-o", at("visit.tar"), at("visit.junkai")]);
    const listed = (await run(60_000, "tar", ["tf", at("visit.tar")])).trim().split("\n");
    const opened = readdirSync(at("opened"), { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    assert.equal(opened.length, listed.filter((name) => !name.endsWith("/")).length, `both find the same: ${listed}`);
    assert.ok(readFileSync(join(at("opened"), "records.ndjson"), "utf8").includes(NOTE), "the records are in it");
    assert.ok(listed.filter((name) => name.endsWith(".pdf")).length >= 7, "and the documents");
    const [sent] = await call(window, "export_list");
    const sum = (await run(60_000, "sha256sum", [at("visit.junkai")])).split(" ")[0];
    assert.equal(sent.sha256, sum, "the list of what left names this file");
  });

  part("locks, refuses a wrong passphrase, and has everything after the right one", async (t) => {
    whole = await everything(window);
    await press(window, "lock");
    await appears(window, "unlock");
    assert.equal(await isThere(window, "[data-testid=workbench]"), false);
    await fill(window, "passphrase", "not this one");
    await window.press("Enter");
    await eventually(20_000, "the refusal", async () => (await text("[role=alert]")).includes("パスフレーズが違います。"));
    await fill(window, "passphrase", PASSPHRASE);
    await window.press("Enter");
    await appears(window, "survey");
    assert.deepEqual(await everything(window), whole);
    await shot(t, "27-unlocked");
  });

  part("loses nothing that was saved when the power goes", async (t) => {
    await press(window, "survey");
    await toStage(window, "interviews");
    await eventually(15_000, "interviews", () => isThere(window, "[data-testid=interview]"));
    await window.click("[data-testid=interview][data-checklist='mhlw-5.2-executive']");
    await until(window, "an item", (seen) => seen.no !== null && !seen.focusLost);
    await window.press("n", ...LATE);
    await saved(window);
    whole = await everything(window);
    desktop.kill();
    await desktop.close();
    desktop = await here.open();
    window = desktop.session;
    await press(window, "recent");
    await appears(window, "passphrase");
    await fill(window, "passphrase", PASSPHRASE);
    await window.press("Enter");
    await appears(window, "survey");
    assert.deepEqual(await everything(window), whole);
    assert.ok(whole.answer.some(({ record }) => record.note === LATE), "the last words too");
    await shot(t, "28-after-the-power-cut");
  });

  part("takes back what is done from now on, and nothing of what was done before", async () => {
    await press(window, "survey");
    await toStage(window, "effort");
    await appears(window, "quick-book");
    await window.click("main h1");
    await window.chord("Control", "z");
    await eventually(10_000, "that there is nothing", async () => (await told(window)).includes("元に戻す変更はありません"));
    assert.deepEqual(await everything(window), whole);
    await fill(window, "quick-hours", "2");
    await window.press("Enter");
    const booked = async (entries) => (await kept(window, "effort")).length === entries;
    await eventually(10_000, "the new entry", () => booked(3));
    await window.click("main h1");
    await window.chord("Control", "z");
    await eventually(10_000, "it to be gone", () => booked(2));
    await window.chord("Control", "y");
    await eventually(10_000, "it to be there again", () => booked(3));
  });
});

/** Which buttons of the page stand out. */
const MAIN_BUTTONS = "return [...document.querySelectorAll('main button.main')].map((button) => button.dataset.testid);";

describe("a newcomer with the sample hospital", { timeout: 240_000 }, () => {
  const here = machine();
  let desktop;

  after(async () => {
    await desktop?.close();
    here.clear();
  });

  it("gets from the first screen to a sealed bundle without reading anything", async (t) => {
    desktop = await here.open();
    const { session: window } = desktop;
    here.pick(join(here.out, "sample.junkai"));
    await appears(window, "way-sample");
    const from = Date.now();
    // The first thing offered, the one survey, the last stage; from there on only the button that stands out.
    const way = ["way-sample", "survey", "stage-handover", "handover-next", "handover-next", "handover-next", "seal"];
    for (const step of way) {
      await press(window, step, 60_000);
      if (step !== "handover-next") continue;
      await eventually(10_000, "one thing to press", async () => (await window.run(MAIN_BUTTONS)).length === 1);
    }
    await appears(window, "sealed", 120_000);
    t.diagnostic(`${way.length} presses, ${((Date.now() - from) / 1000).toFixed(1)} s with the waiting between them`);
    await picture(t, desktop, "visit-newcomer-sealed");
    const size = readFileSync(join(here.out, "sample.junkai")).length;
    const [sent] = await call(window, "export_list");
    assert.equal(sent.bytes, size, "the file is there, and recorded");
  });
});
