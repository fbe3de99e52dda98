// `make bench-ui`: how the released window feels, beside a bare Tauri window in the same run. Nobody can drive a release
// from inside (the webview is private), so all of it is seen from outside: keys and mouse go in through X, and what is
// measured is when the picture on the screen changes. Says figures; judges none.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { environment, openScreen } from "../e2e/desktop.mjs";
import { run, start } from "../e2e/process.mjs";
import { Screen, watch } from "./screen.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const target = resolve(root, process.env.CARGO_TARGET_DIR ?? "target");
const built = (name) => join(target, "release", name);
// Another program than the release is for trying out this file; its figures mean nothing.
const OURS = process.env.JUNKAI_DESKTOP ?? built("junkai-desktop");
const BARE = built("examples/hello-window");
const PASSPHRASE = "copper lantern quietly thirteen";
const WHOLE = [0, 0, 1280, 800];
/** Right of the list of stages and below the header. */
const MAIN = [250, 70, 1020, 720];
/** A part of it where answers are: a small picture is looked at more often. */
const ITEM = [300, 120, 480, 420];
/** Where the header says what is saved. */
const HEADER = [250, 0, 1020, 56];
const STARTS = Number(process.env.JUNKAI_BENCH_STARTS ?? 5);

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const rows = [];
const say = (what, figure, aim, how) => {
  rows.push([what, figure, aim, how]);
  process.stderr.write(`${what.trim()}: ${figure}\n`);
};
const ms = (list) => `${median(list).toFixed(0)} ms (${Math.min(...list).toFixed(0)}–${Math.max(...list).toFixed(0)})`;

/** Resident memory of all processes on the machine whose home is `home`, in MB: shared pages shared out, and not. */
function memory(home) {
  let [pss, rss, count] = [0, 0, 0];
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`HOME=${home}`)) continue;
      const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
      pss += Number(/^Pss:\s+(\d+)/m.exec(text)[1]) / 1024;
      rss += Number(/^Rss:\s+(\d+)/m.exec(text)[1]) / 1024;
      count += 1;
    } catch {
      // Gone meanwhile, or none of ours.
    }
  }
  return { pss, rss, count };
}

/** Starts a program on a screen of its own. `home` is prepared by `prepare`. */
async function open(binary, name, prepare = () => {}) {
  const home = mkdtempSync(join(tmpdir(), "junkai-bench-"));
  const running = [];
  let screen;
  const close = async () => {
    screen?.close();
    for (const program of running.reverse()) await program.end();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const display = await openScreen(running);
    const { TAURI_AUTOMATION, TAURI_WEBVIEW_AUTOMATION, ...usual } = environment(home, display);
    // Scroll bars that fade a second later would be taken for a page that is not yet whole.
    const env = { ...usual, GTK_OVERLAY_SCROLLING: "0" };
    prepare(home);
    screen = await Screen.open(display);
    screen.point(1270, 790);
    const before = await screen.pixels(WHOLE);
    const since = performance.now();
    running.push(start(binary, [], { env }));
    const painted = await watch(screen, WHOLE, { since, before, quiet: 1_500 });
    if (painted.last === null) throw new Error(`${binary} shows nothing: ${running.at(-1).said()}`);
    const find = ["search", "--onlyvisible", "--limit", "1", "--name", name];
    screen.focus(Number(await run(10_000, "xdotool", find, { env })));
    await sleep(300);
    const picture = async (what) => {
      mkdirSync(join(target, "e2e"), { recursive: true });
      const file = join(target, "e2e", `bench-${what}.png`);
      await run(15_000, "import", ["-window", "root", file], { env: { ...process.env, ...env } });
    };
    return { home, screen, painted, close, picture };
  } catch (error) {
    await close();
    throw error;
  }
}

async function starts() {
  const ready = { ours: [], bare: [] };
  const kept = { ours: [], bare: [] };
  const whole = { ours: [], bare: [] };
  let count = {};
  const answered = { ours: [], bare: [] };
  // Taken in turns, and the first of each left out: it reads the program from the disk.
  for (let turn = 0; turn <= STARTS; turn += 1) {
    for (const [who, binary, name] of [["bare", BARE, "hello-window"], ["ours", OURS, "Junkai"]]) {
      const window = await open(binary, name);
      try {
        const used = memory(window.home);
        const since = performance.now();
        const before = await window.screen.pixels(WHOLE);
        window.screen.press("Tab");
        const { first } = await watch(window.screen, WHOLE, { since, before, quiet: 300 });
        if (turn === 0) continue;
        ready[who].push(window.painted.last);
        kept[who].push(used.pss);
        whole[who].push(used.rss);
        count = { ...count, [who]: used.count };
        if (first === null) throw new Error(`${who}: no answer to Tab`);
        answered[who].push(first);
      } finally {
        await window.close();
      }
    }
  }
  const ratio = ({ ours, bare }) => (median(ours) / median(bare)).toFixed(2);
  say("window complete, bare Tauri", ms(ready.bare), "", "start of the process to the last change of the picture");
  say("window complete, ours", ms(ready.ours), "", "the same: first screen with its font");
  say("  ratio", ratio(ready), "≤ 1.5", "");
  say("first key answered, bare / ours", `${median(answered.bare).toFixed(0)} / ${median(answered.ours).toFixed(0)} ms`, "", "Tab to the ring of the focus on the screen");
  const mb = (list) => `${median(list).toFixed(0)} MB`;
  say("memory, bare Tauri", `${mb(kept.bare)} PSS, ${mb(whole.bare)} RSS`, "", `${count.bare} processes, shared pages shared out; RSS counts them for each`);
  say("memory, ours", `${mb(kept.ours)} PSS, ${mb(whole.ours)} RSS`, "", `${count.ours} processes, first screen`);
  say("  ratio", `${ratio(kept)} PSS, ${ratio(whole)} RSS`, "≤ 1.5", "");
}

/** A vault with the large generated hospital in it. */
function largeVault(folder) {
  const vault = join(folder, "large");
  const commands = execFileSync(built("junkai-bench"), ["commands"], { maxBuffer: 1 << 30 });
  execFileSync(built("junkai"), ["-q", "vault", "new", vault, "--passphrase-fd", "0"], { input: `${PASSPHRASE}\n` });
  const script = join(folder, "commands.ndjson");
  writeFileSync(script, Buffer.concat([Buffer.from(`${PASSPHRASE}\n`), commands]));
  const began = performance.now();
  execFileSync(built("junkai"), ["-q", "run", vault, "--passphrase-fd", "0"], {
    stdio: [openSync(script), "ignore", "inherit"],
  });
  process.stderr.write(`large hospital made in ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  rmSync(script);
  return vault;
}

/** Presses something and gives when a part of the picture changed first and last. */
async function after(screen, part, act, options = {}) {
  const before = await screen.pixels(part);
  const since = performance.now();
  act();
  const seen = await watch(screen, part, { since, before, ...options });
  if (seen.first === null) throw new Error("the window does not answer");
  return seen;
}

async function large(folder) {
  const vault = largeVault(folder);
  const window = await open(OURS, "Junkai", (home) => {
    const config = join(home, "config", "org.junkai.desktop");
    mkdirSync(config, { recursive: true });
    const memory = { settings: { language: "ja", theme: "light", idle_minutes: 60 }, surveyor: "bench", device: "laptop-0000", recents: [vault], window: null };
    writeFileSync(join(config, "settings.json"), JSON.stringify(memory));
  });
  const { screen } = window;
  try {
    // Minutes, colours, language; then the folder that was open before.
    for (let stop = 0; stop < 4; stop += 1) {
      screen.press("Tab");
      await sleep(150);
    }
    screen.press("Enter");
    await sleep(800);
    for (const key of PASSPHRASE) screen.press(key);
    await sleep(800);
    await window.picture("unlock");
    const opened = await after(screen, WHOLE, () => screen.press("Enter"), { quiet: 1_500 });
    say("unlock", `${opened.last.toFixed(0)} ms`, "≤ 1000 ms", "Enter to the last change of the picture: key derivation, large vault, list of surveys");
    await window.picture("surveys");
    const survey = await after(screen, WHOLE, () => screen.click(640, 190), { quiet: 1_500 });
    say("open the large survey", `${survey.last.toFixed(0)} ms`, "", "press to the last change of the picture");
    await window.picture("survey");
    await stages(window);
    await answers(window);
    const used = memory(window.home);
    say("memory on the large hospital", `${used.pss.toFixed(0)} MB PSS`, "", "after every stage was open");
  } finally {
    await window.close();
  }
}

/** Where the entry of a stage is: header, way back, then one target each. */
const stageAt = (index) => [120, 132 + index * 48];

async function stages({ screen, picture }) {
  const source = readFileSync(join(root, "ui/src/screens/stages.ts"), "utf8");
  const names = [...source.matchAll(/^ {2,4}(?:\{ )?id: "(\w+)"/gm)].map((match) => match[1]);
  const times = new Map(names.map((name) => [name, { first: [], last: [] }]));
  for (let turn = 0; turn < 4; turn += 1) {
    for (const [index, name] of names.entries()) {
      const seen = await after(screen, MAIN, () => screen.click(...stageAt(index)), { quiet: 1_000 });
      if (turn === 0) await picture(`stage-${name}`);
      else for (const which of ["first", "last"]) times.get(name)[which].push(seen[which]);
    }
  }
  for (const [name, { first, last }] of times) {
    say(`stage ${name}`, `${ms(first)}, whole ${ms(last)}`, "≤ 100 ms", "press to the first and to the last change of the stage's part of the picture");
  }
}

async function answers({ screen, picture }) {
  const names = [...readFileSync(join(root, "ui/src/screens/stages.ts"), "utf8").matchAll(/^ {2,4}(?:\{ )?id: "(\w+)"/gm)];
  screen.click(...stageAt(names.findIndex((match) => match[1] === "interviews")));
  await sleep(1_500);
  await after(screen, MAIN, () => screen.click(700, 190), { quiet: 1_500 });
  await picture("interview");
  const painted = [];
  const durable = [];
  // From here on each press changes the answer, whatever it was.
  screen.press("2");
  for (let turn = 0; turn < 12; turn += 1) {
    // The time of the commit has seconds: a later one is always another picture.
    await sleep(1_100);
    const before = await Promise.all([screen.pixels(ITEM), screen.pixels(HEADER)]);
    const since = performance.now();
    screen.press(turn % 2 === 0 ? "1" : "2");
    const [answer, saved] = await Promise.all([
      watch(screen, ITEM, { since, before: before[0], quiet: 500 }),
      watch(screen, HEADER, { since, before: before[1], quiet: 500 }),
    ]);
    if (answer.first === null || saved.last === null) throw new Error("the interview does not answer");
    if (turn < 2) continue;
    painted.push(answer.first);
    durable.push(saved.last);
  }
  await picture("answered");
  say("key press to painted answer", ms(painted), "≤ 50 ms", "key to the first change beside the item, large hospital");
  say("key press to durable", ms(durable), "≤ 100 ms", "key to the time of the commit on the screen");
}

function size() {
  const dist = join(root, "ui/dist");
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  let [font, rest] = [0, 0];
  for (const entry of files) {
    const bytes = gzipSync(readFileSync(join(entry.parentPath ?? entry.path, entry.name)), { level: 9 }).length;
    if (entry.name.endsWith(".woff2")) font += bytes;
    else rest += bytes;
  }
  const kb = (bytes) => `${(bytes / 1024).toFixed(0)} KB`;
  say("ui/dist, gzip", `${kb(rest + font)}, ${kb(font)} of it font`, "≤ 600 KB", "everything that the window loads; rare kanji come out of the documents' font");
}

const folder = mkdtempSync(join(tmpdir(), "junkai-bench-"));
try {
  size();
  if (STARTS > 0) await starts();
  await large(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
  const wide = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows) {
    process.stdout.write(`${row.map((cell, column) => cell.padEnd(wide[column] ?? 0)).join("  ").trimEnd()}\n`);
  }
}
