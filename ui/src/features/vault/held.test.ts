import { describe, expect, it } from "vitest";
import { CommandError } from "../../lib/ipc/client";
import { fakeBackend } from "../../lib/ipc/fake";
import { Held } from "./held.svelte";

const SURVEY = "01a0e550-9e48-78f2-af18-d54fad6e2ef5";
const answer = (item: string, more: object): object => ({ survey: SURVEY, interview: "i", item, ...more });

describe("what could not be saved when the vault closed", () => {
  it("is sent once more, a record's changes as one", async () => {
    const held = new Held();
    held.take("answer_set", answer("1", { rev: 3, note: "ab" }));
    held.take("answer_set", answer("1", { rev: 3, not_understood: "why" }));
    held.take("answer_set", answer("1", { rev: 3, note: "abc" }));
    held.take("answer_set", answer("2", { note: "other" }));
    held.take("answer_list", { survey: SURVEY });
    const sent: unknown[] = [];
    await held.send(fakeBackend({ answer_set: (args) => (sent.push(args), {}) as never }));
    expect(sent).toEqual([
      answer("1", { rev: 3, note: "abc", not_understood: "why" }),
      answer("2", { note: "other" }),
    ]);
    expect([held.waiting.length, held.saved, held.lost.length]).toEqual([0, 2, 0]);
  });

  it("is two records when two were made, and one when one was tried twice", () => {
    const held = new Held();
    const made = (what: string): void => held.take("request_set", { survey: SURVEY, record: { what } });
    for (const what of ["a", "b", "a"]) made(what);
    expect(held.waiting.length).toBe(2);
  });

  it("gives back its words, and no id, where it is refused again, and is not tried a third time", async () => {
    const held = new Held();
    held.take("visit_set", { survey: SURVEY, id: "v", record: { kind: "interview", place: "手術室", parts: ["a", SURVEY] } });
    const backend = fakeBackend({
      visit_set: () => {
        throw new CommandError("internal");
      },
    });
    await held.send(backend);
    await held.send(backend);
    expect(held.lost).toEqual(["手術室\na"]);
    expect(backend.asked).toEqual(["visit_set"]);
    held.read();
    expect([held.saved, held.lost.length]).toEqual([0, 0]);
  });
});
