// A desktop for one test run: a screen of its own, a home of its own, the driver, and the real window on it.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { eventually, run, start, within } from "./process.mjs";
import { Session } from "./webdriver.mjs";
import { askToClose } from "./x11.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const target = resolve(root, process.env.CARGO_TARGET_DIR ?? "target");
const binary = process.env.JUNKAI_DESKTOP ?? join(target, "debug", "junkai-desktop");
const pictures = join(target, "e2e");

/**
 * Opens the window as a person does, without a driver, and gives its home when it is on the screen. Only so is it
 * private: WebKitGTK drives no private window. `leave()` closes it as its cross does, and gives the exit code.
 */
export async function openUndriven(args = []) {
  const home = mkdtempSync(join(tmpdir(), "junkai-e2e-"));
  const running = [];
  const close = async () => {
    for (const program of running.reverse()) await program.end();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const { TAURI_AUTOMATION, TAURI_WEBVIEW_AUTOMATION, ...env } = environment(home, await openScreen(running));
    const app = start(binary, args, { env });
    running.push(app);
    const search = ["search", "--sync", "--onlyvisible", "--limit", "1", "--name", "Junkai"];
    const window = Number(await run(20_000, "xdotool", search, { env }));
    const leave = async () => {
      const gone = new Promise((resolve) => app.child.once("exit", resolve));
      await askToClose(env.DISPLAY, window);
      return within(15_000, "closing the window", gone);
    };
    return { home, close, leave, picture: (name) => takePicture(env, name) };
  } catch (error) {
    const said = running.map((program) => program.said()).join("\n");
    await close();
    throw new Error(`the window did not open: ${error.message}\n${said}`, { cause: error });
  }
}

/**
 * Opens the window under the driver; `args` go to the program and `extra` into its environment. With the `home` of an
 * earlier one it is the same machine, started again. `close()` ends everything that was started, `kill()` the window
 * alone and as a power cut would; `again()` starts the program a second time beside it and gives its exit code. With
 * `small` there is a disk of so many kilobytes in its folder, which the window alone sees and `inside()` leads to.
 * `said()` is what the program wrote where a terminal would show it.
 */
export async function openDesktop(args = [], { home: earlier, extra = {}, small } = {}) {
  if (!existsSync(binary)) throw new Error(`${binary} is not built; run: cargo build -p junkai-shell`);
  const home = earlier ?? mkdtempSync(join(tmpdir(), "junkai-e2e-"));
  const running = [];
  let session;
  const close = async () => {
    await session?.close().catch(() => {});
    for (const program of running.reverse()) await program.end();
    if (!earlier) rmSync(home, { recursive: true, force: true });
  };
  try {
    const display = await openScreen(running);
    const env = { ...environment(home, display), ...extra };
    const driver = await startDriver(running, env, small);
    session = await Session.open(driver, binary, args);
    const kill = () => processes(home).forEach((pid) => process.kill(pid, "SIGKILL"));
    const again = async () => {
      const second = start(binary, args, { env });
      running.push(second);
      await within(20_000, "the second start", new Promise((resolve) => second.child.once("exit", resolve)));
      return second.child.exitCode;
    };
    const program = running.at(-1);
    const inside = (path) => join(`/proc/${program.child.pid}/root`, path);
    return { session, home, close, kill, again, inside, said: () => program.said(), picture: (name) => takePicture(env, name) };
  } catch (error) {
    const said = running.map((program) => program.said()).join("\n");
    await close();
    throw new Error(`the window did not open: ${error.message}\n${said}`, { cause: error });
  }
}

/** The window's own processes on the machine whose home is `home`; the driver starts them, so nobody told us. */
function processes(home) {
  return readdirSync("/proc").filter((pid) => {
    try {
      const ours = readlinkSync(`/proc/${pid}/exe`) === binary;
      return ours && readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`HOME=${home}`);
    } catch {
      // Gone meanwhile, or none of ours.
      return false;
    }
  }).map(Number);
}

/** A screen that nobody else uses: Xvfb picks a free number itself and writes it to descriptor 3. */
export async function openScreen(running) {
  const screen = start("Xvfb", ["-displayfd", "3", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"], {
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  running.push(screen);
  const number = new Promise((resolve, reject) => {
    let text = "";
    screen.child.stdio[3]?.on("data", (data) => {
      text += data;
      if (text.includes("\n")) resolve(text.trim());
    });
    screen.child.once("exit", (code) => reject(new Error(`Xvfb ended with ${code}: ${screen.said()}`)));
    screen.child.once("error", reject);
  });
  return `:${await within(15_000, "Xvfb", number)}`;
}

/** What the window gets to know of the machine: an empty home, our screen, and no proxy or session of anybody's. */
export function environment(home, display) {
  const keep = Object.fromEntries(["PATH", "LD_LIBRARY_PATH"].flatMap((n) => (process.env[n] ? [[n, process.env[n]]] : [])));
  const folder = (name) => {
    mkdirSync(join(home, name), { mode: 0o700, recursive: true });
    return join(home, name);
  };
  return {
    ...keep,
    HOME: home,
    XDG_DATA_HOME: folder("data"),
    XDG_CACHE_HOME: folder("cache"),
    XDG_CONFIG_HOME: folder("config"),
    XDG_RUNTIME_DIR: folder("runtime"),
    TMPDIR: folder("tmp"),
    DISPLAY: display,
    GDK_BACKEND: "x11",
    LANG: "C.UTF-8",
    NO_AT_BRIDGE: "1",
    GSETTINGS_BACKEND: "memory",
    LIBGL_ALWAYS_SOFTWARE: "1",
    WEBKIT_DISABLE_DMABUF_RENDERER: "1",
    TAURI_AUTOMATION: "true",
    TAURI_WEBVIEW_AUTOMATION: "true",
  };
}

async function startDriver(running, env, small) {
  const port = await freePort();
  const command = ["WebKitWebDriver", `--port=${port}`, "--host=127.0.0.1"];
  const [program, ...rest] = small ? withDisk(small, command) : command;
  const driver = start(program, rest, { env });
  running.push(driver);
  const address = `http://127.0.0.1:${port}`;
  await eventually(15_000, "the driver's readiness", async () => {
    const response = await fetch(`${address}/status`, { signal: AbortSignal.timeout(2_000) });
    return response.ok;
  });
  return address;
}

/** Runs a command where a small disk is mounted; whoever is not root becomes it in a space of names of his own. */
function withDisk({ folder, kilobytes }, command) {
  const names = process.getuid() === 0 ? ["--mount"] : ["--mount", "--map-root-user"];
  const script = 'mount -t tmpfs -o "size=$1k" tmpfs "$2" && shift 2 && exec "$@"';
  return ["unshare", ...names, "sh", "-c", script, "sh", String(kilobytes), folder, ...command];
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Keeps what is on the screen, for a person to look at. A test never depends on it. */
async function takePicture(env, name) {
  mkdirSync(pictures, { recursive: true });
  const file = join(pictures, `${name}.png`);
  await run(15_000, "import", ["-window", "root", file], { env: { ...process.env, ...env } });
  return file;
}
