// Programs that a test starts: each in a process group of its own, so that what it starts in turn ends with it, and
// nothing else does.
import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

/** Waits for `promise`, at most `ms`; what it was waiting for stands in the error. */
export async function within(ms, what, promise) {
  const stop = new AbortController();
  const late = sleep(ms, undefined, { signal: stop.signal }).then(() => {
    throw new Error(`${what} took longer than ${ms} ms`);
  });
  late.catch(() => {});
  try {
    return await Promise.race([promise, late]);
  } finally {
    stop.abort();
  }
}

/** Asks `probe` again and again until it gives something true, at most `ms`. */
export async function eventually(ms, what, probe) {
  const end = Date.now() + ms;
  let last;
  do {
    try {
      last = await probe();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    await sleep(50);
  } while (Date.now() < end);
  throw new Error(`${what} did not come about within ${ms} ms; last seen: ${last}`);
}

/** Starts a program. `end()` ends it and what it started. */
export function start(command, args, { env = process.env, stdio = ["ignore", "pipe", "pipe"] } = {}) {
  const child = spawn(command, args, { env, stdio, detached: true });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => said.push(data));
  const gone = new Promise((resolve) => {
    child.once("exit", resolve);
    child.once("error", (error) => {
      said.push(`${command}: ${error.message}`);
      resolve(error);
    });
  });
  return {
    child,
    said: () => Buffer.concat(said.map((part) => Buffer.from(part))).toString("utf8"),
    async end() {
      // Without a pid it never started; with an exit code it is gone, and its number may belong to somebody else.
      for (const [signal, patience] of [["SIGTERM", 3_000], ["SIGKILL", 3_000]]) {
        if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
        process.kill(-child.pid, signal);
        await Promise.race([gone, sleep(patience, undefined, { ref: false })]);
      }
    },
  };
}

/** Runs a program to its end, at most `ms`, and gives what it said. */
export async function run(ms, command, args, options) {
  const started = start(command, args, options);
  try {
    await within(ms, command, new Promise((resolve) => started.child.once("close", resolve)));
  } finally {
    await started.end();
  }
  if (started.child.exitCode !== 0) throw new Error(`${command} failed: ${started.said()}`);
  return started.said();
}
