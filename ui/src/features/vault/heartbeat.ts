// Tells the shell that somebody is there, so that the vault does not close under their hands.
import type { Shell } from "../../lib/ipc/client";

/** At most this often, in milliseconds. */
const EVERY = 10_000;

/** What a person does. Moving the pointer alone counts as well: reading is work. */
const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart", "compositionupdate"];

/** Tells until the function that it gives back is called. */
export function beat(shell: Shell, now: () => number = Date.now): () => void {
  let told = -EVERY;
  const sign = (): void => {
    if (now() - told < EVERY) return;
    told = now();
    // Where this fails, the next sign is told; at worst the vault closes, and nothing is lost by that.
    void shell.ask("touched", {}).catch(() => {});
  };
  for (const name of SIGNS) window.addEventListener(name, sign, { capture: true, passive: true });
  return () => {
    for (const name of SIGNS) window.removeEventListener(name, sign, { capture: true });
  };
}
