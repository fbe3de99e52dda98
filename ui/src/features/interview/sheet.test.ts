import { flushSync } from "svelte";
import { describe, expect, it } from "vitest";
import { CommandError } from "../../lib/ipc/client";
import { Saving } from "../../lib/saving.svelte";
import { Course } from "./course.svelte";
import { table } from "./fixture";
import type { Line } from "./line.svelte";
import { Sheet } from "./sheet.svelte";

async function opened(given: Parameters<typeof table>[0] = {}) {
  const { table: behind, backend } = table(given);
  const saving = new Saving();
  const sheet = new Sheet(backend, saving, "s", "i");
  await sheet.load();
  const line = (no: string): Line => {
    const found = sheet.line(no);
    if (!found) throw new Error(`there is no item ${no}`);
    return found;
  };
  return { behind, saving, sheet, line };
}

const yes = { confirmed: { kind: "yes_no", value: true } } as const;
const no = { confirmed: { kind: "yes_no", value: false } } as const;

describe("sheet", () => {
  it("shows an answer at once and says saved only when the commit returned", async () => {
    const { sheet, saving, line } = await opened();
    const done = sheet.set(line("1"), yes);
    expect(line("1").answer.confirmed, "nobody waits for the disk").toEqual(yes.confirmed);
    expect(saving.at).toBeNull();
    expect(await done).toBe(true);
    expect(saving.at).toBe("2026-11-21T04:00:01.000Z");
    expect(sheet.progress.confirmed).toBe(1);
  });

  it("sends each change with the revision that it was made from", async () => {
    const { sheet, behind, line } = await opened();
    await Promise.all([sheet.set(line("1"), yes), sheet.set(line("1"), { note: "x" })]);
    await sheet.set(line("1"), no);
    expect(behind.sent.map(({ rev }) => rev), "what waits together goes together").toEqual([undefined, 1]);
    expect(behind.answers.get("1")?.record).toMatchObject({ ...no, note: "x" });
  });

  it("empties a field by name", async () => {
    const { sheet, behind, line } = await opened({ "4": { note: "x", hard_to_understand: true } });
    await sheet.set(line("4"), { note: null, hard_to_understand: null });
    expect(behind.sent[0]).toMatchObject({ rev: 1, clear: ["note", "hard_to_understand"] });
    expect(behind.answers.get("4")?.record.note).toBeUndefined();
  });

  it("lets items appear and vanish with the answer that they hang on, and keeps what was entered", async () => {
    const { sheet, line } = await opened();
    expect(line("1-1").applies).toBe(false);
    await sheet.set(line("1"), yes);
    expect(line("1-1").applies).toBe(true);
    expect(sheet.news).toMatchObject({ what: "answered", appeared: 1, vanished: 0 });
    await sheet.set(line("1-1"), { confirmed: { kind: "mark", value: true }, note: "kept" });
    await sheet.set(line("1"), no);
    expect(line("1-1").applies).toBe(false);
    expect(line("1-1").because).toEqual([{ item: "1", answer: no.confirmed }]);
    expect(line("1-1").answer.note).toBe("kept");
    expect(sheet.progress).toMatchObject({ applicable: 6, confirmed: 1 });
  });

  it("offers the options that the table offers", async () => {
    const { sheet, line } = await opened();
    expect(line("2").offered).toEqual(["A", "B"]);
    await sheet.set(line("1"), no);
    expect(line("2").offered).toEqual(["A", "B", "C"]);
  });

  it("keeps a refused answer on the screen, marked, and sends it again on request", async () => {
    const { sheet, saving, behind, line } = await opened();
    behind.refuseNext = new CommandError("disk_full", {}, "0a1b2c3d");
    expect(await sheet.set(line("1"), yes)).toBe(false);
    expect([saving.refused?.code, line("1").failed]).toEqual(["disk_full", true]);
    expect(line("1").answer.confirmed).toEqual(yes.confirmed);
    await sheet.settle();
    expect([saving.refused, line("1").failed]).toEqual([null, false]);
    expect(behind.answers.get("1")?.record).toMatchObject(yes);
  });

  it("does not send an answer again that the table calls impossible", async () => {
    const { sheet, behind, line } = await opened();
    behind.refuseNext = new CommandError("answer_does_not_fit");
    await sheet.set(line("1"), yes);
    expect(line("1").answer.confirmed, "what cannot be stored must not look stored").toBeUndefined();
    await sheet.settle();
    expect(behind.sent).toHaveLength(1);
  });

  it("reads the sheet again after a conflict and loses no typed text", async () => {
    const { behind, line } = await opened({ "1": { note: "old" } });
    behind.answers.set("1", { id: "1", rev: 5, record: { interview: "i", item: "1", ...no, note: "theirs" } });
    line("1").note.type("mine");
    await line("1").note.leave();
    expect(line("1").answer.confirmed, "what is stored now is shown").toEqual(no.confirmed);
    expect([line("1").note.value, line("1").note.stored, line("1").note.conflict]).toEqual(["mine", "theirs", true]);
    await line("1").note.keepMine();
    expect(behind.answers.get("1")).toMatchObject({ rev: 6, record: { note: "mine", ...no } });
  });

  it("takes over what undo brought back, and keeps what is being typed", async () => {
    const { sheet, behind, line } = await opened({ "1": no });
    line("4").note.type("being written");
    behind.answers.set("1", { id: "1", rev: 2, record: { interview: "i", item: "1", ...yes } });
    await sheet.reread();
    expect(line("1").answer.confirmed).toEqual(yes.confirmed);
    expect(line("1-1").applies, "what hangs on it applies again").toBe(true);
    expect(line("4").note.value).toBe("being written");
  });

  it("says of an interview that cannot be read why", async () => {
    const { backend } = table();
    const sheet = new Sheet({ call: () => Promise.reject(new CommandError("vault_locked")) }, new Saving(), "s", "i");
    await sheet.load();
    expect(sheet.refused?.code).toBe("vault_locked");
    expect(backend.asked).toEqual([]);
  });
});

describe("course", () => {
  it("begins where the conversation stopped and passes over what does not apply", async () => {
    const { sheet } = await opened({ "1": no });
    const course = new Course(sheet);
    course.begin();
    expect(course.current?.no).toBe("2");
    course.move(-1);
    expect([course.current?.no, course.move(-1)], "1 is the first; 1-1 is hidden").toEqual(["1", false]);
  });

  it("keeps the present item under a filter that it no longer passes, until the person moves on", async () => {
    const { sheet, line } = await opened();
    const course = new Course(sheet);
    course.choose("unanswered");
    course.goTo("2");
    await sheet.set(line("2"), { confirmed: { kind: "dont_know" } });
    flushSync();
    expect(course.current?.no).toBe("2");
    course.move(1);
    expect(course.current?.no).toBe("3");
    expect(course.shown.map((one) => one.no)).not.toContain("2");
  });

  it("counts what every filter lets through", async () => {
    const { sheet } = await opened({
      "1": { own: { kind: "yes_no", value: true }, ...no, note: "n" },
      "3": { confirmed: { kind: "dont_know" } },
      "6": { confirmed: { kind: "yes_no_date", value: false }, own: { kind: "yes_no_date", value: false, checked_on: null } },
    });
    expect(new Course(sheet).counts).toEqual({
      all: 6,
      unanswered: 3,
      no: 2,
      dont_know: 1,
      noted: 1,
      differs: 1,
      hidden: 1,
    });
  });
});
