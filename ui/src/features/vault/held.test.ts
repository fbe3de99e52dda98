import { describe, expect, it } from "vitest";
import { CommandError, type CommandName } from "../../lib/ipc/client";
import { fakeBackend } from "../../lib/ipc/fake";
import { changeOf, Held } from "./held.svelte";

const SURVEY = "01a0e550-9e48-78f2-af18-d54fad6e2ef5";
const answer = (item: string, more: object): object => ({ survey: SURVEY, interview: "i", item, ...more });

const PASSPHRASE = "copper lantern quietly";

/** Holds `args` for `name`, where that is something to hold. */
function take(held: Held, name: CommandName, args: object): void {
  const change = changeOf(name, args);
  if (change) held.take(change);
}

describe("what could not be saved when the vault closed", () => {
  it("is sent once more, a record's changes as one", async () => {
    const held = new Held();
    take(held, "answer_set", answer("1", { rev: 3, note: "ab" }));
    take(held, "answer_set", answer("1", { rev: 3, not_understood: "why" }));
    take(held, "answer_set", answer("1", { rev: 3, note: "abc" }));
    take(held, "answer_set", answer("2", { note: "other" }));
    take(held, "answer_list", { survey: SURVEY });
    const sent: unknown[] = [];
    await held.send(fakeBackend({ answer_list: () => [], answer_set: (args) => (sent.push(args), {}) as never }));
    expect(sent).toEqual([
      answer("1", { rev: 3, note: "abc", not_understood: "why" }),
      answer("2", { note: "other" }),
    ]);
    expect([held.waiting.length, held.saved, held.lost.length]).toEqual([0, 2, 0]);
  });

  it("is two records when two were made, and one when one was tried twice", () => {
    const held = new Held();
    const made = (what: string): void => take(held, "request_set", { survey: SURVEY, record: { what } });
    for (const what of ["a", "b", "a"]) made(what);
    expect(held.waiting.length).toBe(2);
  });

  it("gives back its words, and no id, where it is refused again, and is not tried a third time", async () => {
    const held = new Held();
    take(held, "visit_set", { survey: SURVEY, id: "v", record: { kind: "interview", place: "手術室", parts: ["a", SURVEY] } });
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

  it.each([
    ["vault_passphrase_set", { old: PASSPHRASE, new: PASSPHRASE }],
    ["vault_recovery_key_set", { passphrase: PASSPHRASE }],
    ["recovery_key_pending_set", { pending: true }],
    ["survey_erase", { survey: SURVEY, passphrase: PASSPHRASE }],
    ["card_add", { card: "card" }],
    ["effort_timer_set", { survey: SURVEY }],
    ["checklist_set", { checklist: {} }],
    ["evidence_remove", { survey: SURVEY, id: "e", rev: 1 }],
  ] as const)("is never %s, which is no record of a survey", (name, args) => {
    const held = new Held();
    take(held, name, args);
    expect(held.waiting).toEqual([]);
  });

  it("is shown and not forced where somebody else answered meanwhile, with a revision or without", async () => {
    const held = new Held();
    take(held, "answer_set", answer("1", { note: "first" }));
    take(held, "answer_set", answer("2", { rev: 3, note: "second" }));
    const backend = fakeBackend({
      answer_list: () => [{ id: "a", rev: 1, record: { interview: "i", item: "1" } }] as never,
      answer_set: () => {
        throw new CommandError("conflict");
      },
    });
    await held.send(backend);
    expect(held.lost).toEqual(["first", "second"]);
    expect(backend.asked, "the first is not even sent").toEqual(["answer_list", "answer_set"]);
  });

  it("goes by the revision that the earlier of two changes was made from", () => {
    const held = new Held();
    take(held, "answer_set", answer("1", { rev: 3, note: "a" }));
    take(held, "answer_set", answer("1", { rev: 4, not_understood: "b" }));
    expect(held.waiting.map(({ args }) => args)).toEqual([answer("1", { rev: 3, note: "a", not_understood: "b" })]);
  });
});
