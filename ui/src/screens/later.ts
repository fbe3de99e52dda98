// What an open vault is worked on with: nine tenths of the pages. The first screen needs none of it, so it is read
// while somebody looks at that, and stays.
import type { Component } from "svelte";

let read: Component | null = null;

/** The workbench, if it was read already. */
export function workbench(): Component | null {
  return read;
}

/** Reads the workbench. */
export async function readWorkbench(): Promise<Component> {
  read ??= (await import("./Workbench.svelte")).default;
  return read;
}
