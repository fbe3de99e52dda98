import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Draft, MOST_WAIT, PAUSE } from "./draft.svelte";

describe("draft", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function field(accept: (value: string) => boolean = () => true) {
    const saved: string[] = [];
    let [stored, waiting] = ["", 0];
    const draft = new Draft<string>({
      stored: () => stored,
      save: async (value) => {
        if (!accept(value)) return false;
        saved.push(value);
        stored = value;
        return true;
      },
      waits: (change) => (waiting += change),
    });
    return { draft, saved, waiting: () => waiting, storeElsewhere: (value: string) => (stored = value) };
  }

  it("saves once, 400 ms after the last key press", async () => {
    const { draft, saved, waiting } = field();
    draft.type("a");
    await vi.advanceTimersByTimeAsync(40);
    draft.type("ab");
    await vi.advanceTimersByTimeAsync(PAUSE - 1);
    expect(saved, "the pause begins anew with every key").toEqual([]);
    expect(waiting(), "the header can say that something is not saved").toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(saved).toEqual(["ab"]);
    expect([draft.typed, waiting()]).toEqual([false, 0]);
  });

  it("waits for no pause longer than half a second of typing can be lost", async () => {
    const { draft, saved } = field();
    let text = "";
    for (let pressed = 0; pressed < 20; pressed += 1) {
      draft.type((text += "x"));
      await vi.advanceTimersByTimeAsync(100);
      const behind = text.length - (saved.at(-1)?.length ?? 0);
      expect(behind * 100, `after ${text.length} keys`).toBeLessThanOrEqual(MOST_WAIT + 50);
    }
    expect(saved.length, "and not with every key").toBeLessThan(6);
  });

  it("saves at once when the field is left, and not again afterwards", async () => {
    const { draft, saved } = field();
    draft.type("a");
    await draft.leave();
    await vi.advanceTimersByTimeAsync(PAUSE * 2);
    expect(saved).toEqual(["a"]);
  });

  it("saves nothing while an input method composes", async () => {
    const { draft, saved } = field();
    draft.compose(true);
    draft.type("か");
    await vi.advanceTimersByTimeAsync(PAUSE * 3);
    expect(saved, "half a word is no answer").toEqual([]);
    draft.type("確認");
    draft.compose(false);
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(saved).toEqual(["確認"]);
  });

  it("keeps what was typed when saving is refused, and saves it later", async () => {
    let open = false;
    const { draft, saved } = field(() => open);
    draft.type("a");
    await draft.leave();
    expect([draft.value, draft.typed]).toEqual(["a", true]);
    open = true;
    await draft.leave();
    expect(saved).toEqual(["a"]);
  });

  it("does not lose what is typed while a commit is on its way", async () => {
    const { draft, saved } = field();
    draft.type("a");
    const first = draft.commit();
    draft.type("ab");
    await first;
    expect(draft.value).toBe("ab");
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(saved).toEqual(["a", "ab"]);
  });

  it("waits for the person after a conflict", async () => {
    const { draft, saved, storeElsewhere } = field();
    draft.type("mine");
    storeElsewhere("theirs");
    draft.conflict = true;
    await draft.leave();
    expect(saved, "neither text is thrown away unasked").toEqual([]);
    expect([draft.value, draft.stored]).toEqual(["mine", "theirs"]);
    await draft.keepMine();
    expect(saved).toEqual(["mine"]);
    draft.type("again");
    draft.takeStored();
    expect([draft.value, draft.typed]).toEqual(["mine", false]);
  });
});
