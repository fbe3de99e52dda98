import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import App from "../App.svelte";
import { table } from "../features/interview/fixture";
import { CommandError, type Backend } from "../lib/ipc/client";
import { fakeBackend, fakeShell, freshStatus } from "../lib/ipc/fake";
import { readWorkbench } from "./later";

// As it is once the first screen was looked at.
beforeAll(async () => void (await readWorkbench()));

let shown: ReturnType<typeof mount> | undefined;

/** An interview in an open vault, at its first item. */
async function open() {
  const { table: behind, backend: sheet } = table({});
  const status = { ...freshStatus, open: true, was_open: true, folder: "vault", surveyor: "A" };
  const frame = fakeBackend({
    vault_status: () => ({ open: status.open, version: "0.1.0" }),
    survey_list: () => [{ survey: "s", label: "Hospital S", created: "2026-11-01T00:00:00Z", erased: false }],
    survey_overview: () => ({
      survey: { id: "s", rev: 1, record: { firm: "f" } },
      hospital: null,
      today: "2026-11-21",
      interviews: [],
      requests_open: 0,
      requests_overdue: 0,
      counts: {},
      effort_hundredths: 0,
      revision: 0,
    }),
    interview_list: () => [behind.interview],
    visit_list: () => [],
    checklist_list: () => [],
  });
  const backend: Backend = {
    call: (name, args) => {
      const known = ["interview_sheet", "checklist_get", "request_list", "interview_set", "answer_set"];
      return known.includes(name) ? sheet.call(name, args) : frame.call(name, args);
    },
  };
  const shell = fakeShell({
    status: () => status,
    vault_lock: ({ by }) => {
      Object.assign(status, { open: false, locked_by: by });
      return null;
    },
  });
  shown = mount(App, { target: document.body, props: { backend, shell } });
  await settled();
  if (!has("item")) {
    for (const id of ["survey", "stage-interviews", "interview"]) if (has(id)) await press(id);
  }
  return { behind, status };
}

/** Until everything that was begun is over: leaving a vault waits for what is under way. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    flushSync();
    await new Promise((done) => setTimeout(done, 15));
  }
  flushSync();
}

const has = (id: string): boolean => document.querySelector(`[data-testid=${id}]`) !== null;

function test<E extends HTMLElement = HTMLElement>(id: string): E {
  const found = document.querySelector<E>(`[data-testid=${id}]`);
  if (!found) throw new Error(`nothing on the page is ${id}`);
  return found;
}

async function press(id: string): Promise<void> {
  test(id).click();
  await settled();
}

async function ctrlL(): Promise<void> {
  const event = new KeyboardEvent("keydown", { key: "l", ctrlKey: true, bubbles: true, cancelable: true });
  (document.activeElement ?? document.body).dispatchEvent(event);
  await settled();
}

/** Types a note and locks before the pause in which it would have been saved by itself. */
async function typeAndLock(words: string): Promise<void> {
  const field = test<HTMLTextAreaElement>("note");
  field.focus();
  field.value = words;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  flushSync();
  await ctrlL();
}

describe("locking in the middle of a sentence", () => {
  afterEach(async () => {
    if (shown) await unmount(shown);
    shown = undefined;
  });

  it("saves the sentence first", async () => {
    const { behind, status } = await open();
    await typeAndLock("in the middle of");
    expect(behind.answers.get("1")?.record.note).toBe("in the middle of");
    expect(status.open).toBe(false);
  });

  it("warns when it cannot be saved, and locks when asked again", async () => {
    const { behind, status } = await open();
    behind.refuse = new CommandError("disk_full");
    await typeAndLock("12");
    expect(status.open, "what was typed would be lost").toBe(true);
    expect(has("lock-warning")).toBe(true);
    await press("lock");
    expect(status.open).toBe(false);
    expect(has("unlock")).toBe(true);
  });

  it("goes on as if nothing had been when it could be saved after all", async () => {
    const { behind, status } = await open();
    behind.refuse = new CommandError("disk_full");
    await typeAndLock("12");
    behind.refuse = null;
    await press("lock");
    expect(behind.answers.get("1")?.record.note).toBe("12");
    expect(status.open).toBe(false);
  });

  it("does not wait for anybody when the machine goes to sleep", async () => {
    const { behind, status } = await open();
    behind.refuse = new CommandError("disk_full");
    window.dispatchEvent(new CustomEvent("junkai:lock", { detail: "away" }));
    await settled();
    expect(status.open).toBe(false);
  });
});
