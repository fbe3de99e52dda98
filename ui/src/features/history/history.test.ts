import { describe, expect, it } from "vitest";
import { catalogue } from "../../lib/i18n";
import { CommandError } from "../../lib/ipc/client";
import { fakeBackend } from "../../lib/ipc/fake";
import type { ChangeStep } from "../../lib/ipc/generated";
import { Saving } from "../../lib/saving.svelte";
import { Steps } from "./steps.svelte";
import { stepWords } from "./words";

const step = (more: Partial<ChangeStep>): ChangeStep => ({
  ...{ seq: 1, at: "2026-11-21T04:00:00Z", action: "update", about: { kind: "asset", id: "a" } },
  ...{ fields: [], entries: 1, kinds: ["asset"] as ChangeStep["kinds"] },
  ...more,
});

describe("steps", () => {
  it("never take the same change back twice, however fast the presses are", async () => {
    const left = [step({ seq: 2 }), step({ seq: 1 })];
    const backend = fakeBackend({
      change_status: () => (left[0] ? { undo: left[0] } : {}),
      change_undo: () => {
        const change = left.shift();
        if (!change) throw new CommandError("not_found");
        return { change, next: left[0] ? { undo: left[0] } : {}, saved_at: "2026-11-21T04:00:00Z" };
      },
    });
    const steps = new Steps(backend, new Saving());
    const taken = await Promise.all([1, 2, 3].map(() => steps.inTurn(() => steps.move("s", "undo"))));
    expect(taken.map((one) => one?.seq)).toEqual([2, 1, undefined]);
    expect(steps.refused, "there being nothing left is no refusal").toBeNull();
  });

  it("say why one could not be taken back, and not that something was not saved", async () => {
    const saving = new Saving();
    const backend = fakeBackend({
      change_status: () => ({ undo: step({}) }),
      change_undo: () => {
        throw new CommandError("conflict");
      },
    });
    const steps = new Steps(backend, saving);
    expect(await steps.move("s", "undo")).toBeNull();
    expect([steps.refused?.code, saving.refused]).toEqual(["conflict", null]);
  });
});

it.each([
  [step({ name: "CT 1" }), "機器「CT 1」の変更", "changing asset “CT 1”"],
  [step({ action: "create" }), "機器の追加", "adding asset"],
  [step({ action: "remove", about: { kind: "category_check", id: "c" }, name: "3" }), "区分の確認「［3］CT・MRIなど検査機器の保守」の削除", "removing category “[3] Maintenance of CT, MRI and other devices”"],
  [step({ entries: 1200 }), "機器など 1,200 件の変更", "changing asset and more, 1,200 in all"],
])("a step is called by what it did", (given, ja, en) => {
  expect(stepWords(given, { t: catalogue.ja, current: "ja" })).toBe(ja);
  expect(stepWords(given, { t: catalogue.en, current: "en" })).toBe(en);
});
