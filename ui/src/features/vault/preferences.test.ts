import { describe, expect, it } from "vitest";
import { Language } from "../../lib/i18n";
import type { Shell } from "../../lib/ipc/client";
import type { Settings } from "../../lib/ipc/shell";
import { Preferences } from "./preferences.svelte";

const kept: Settings = { language: "ja", theme: "auto", idle_minutes: 5, zoom: 100 };

/** Preferences before a shell that takes a moment for every wish; the later ones less. */
function slow() {
  const wishes: number[] = [];
  const done: number[] = [];
  const ask = async (_: string, settings: Settings): Promise<Settings> => {
    wishes.push(settings.zoom);
    await new Promise((later) => setTimeout(later, 12 - 3 * wishes.length));
    done.push(settings.zoom);
    return settings;
  };
  const preferences = new Preferences(new Language(), { ask } as unknown as Shell);
  return { preferences, done };
}

describe("the size of everything", () => {
  it("goes by steps, from a little smaller to twice as large and no further", () => {
    const { preferences } = slow();
    preferences.take(kept);
    for (let step = 0; step < 20; step += 1) preferences.setZoom("larger");
    expect(preferences.zoom).toBe(200);
    for (let step = 0; step < 20; step += 1) preferences.setZoom("smaller");
    expect(preferences.zoom).toBe(80);
    preferences.setZoom("usual");
    expect(preferences.zoom).toBe(100);
  });

  it("ends as the last key said, however fast the keys came", async () => {
    const { preferences, done } = slow();
    preferences.take(kept);
    preferences.setZoom("larger");
    preferences.setZoom("larger");
    preferences.setZoom("smaller");
    await expect.poll(() => done.length).toBe(3);
    expect(done).toEqual([110, 125, 110]);
  });

  it("keeps nothing before it has read what was kept", async () => {
    const { preferences, done } = slow();
    preferences.setZoom("larger");
    await new Promise((later) => setTimeout(later, 30));
    expect(done).toEqual([]);
  });
});
