// For tests only: what a person does on a page that jsdom draws.
import { flushSync, mount, unmount, type Component } from "svelte";
import type { Backend, Shell } from "../ipc/client";
import { fakeShell } from "../ipc/fake";
import type { StageProps } from "../stage.svelte";
import { overview } from "../records/behind";
import Provided from "../ui/Provided.fixture.svelte";

let shown: ReturnType<typeof mount> | undefined;

/** Shows a stage as the window does. */
export async function openStage(
  part: Component<StageProps>,
  backend: Backend,
  target: object | null = null,
  shell: Shell = fakeShell(),
): Promise<void> {
  const props = { survey: "s", overview, reloadOverview: async () => {}, target };
  shown = mount(Provided, { target: document.body, props: { part, props, backend, shell } });
  await settled();
}

export async function closeStage(): Promise<void> {
  if (shown) await unmount(shown);
  shown = undefined;
}

export async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) {
    flushSync();
    await new Promise((done) => setTimeout(done, 0));
  }
  flushSync();
}

export const has = (id: string): boolean => document.querySelector(`[data-testid="${id}"]`) !== null;

export function test(id: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  if (!found) throw new Error(`nothing on the page is ${id}`);
  return found;
}

export const rows = (): string[] =>
  [...document.querySelectorAll<HTMLElement>("[data-testid=table-row]")].map((row) => row.dataset.id ?? "");

export async function click(id: string): Promise<void> {
  test(id).click();
  await settled();
}

export async function clickRow(id: string): Promise<void> {
  document.querySelector<HTMLElement>(`[data-testid=table-row][data-id="${id}"]`)?.click();
  await settled();
}

export async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  await settled();
}

/** Types into the field that has the focus. */
export async function type(text: string): Promise<void> {
  await write(document.activeElement as HTMLInputElement, text);
}

export async function write(field: HTMLElement, text: string): Promise<void> {
  (field as HTMLInputElement).value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await settled();
}

export async function choose(id: string, value: string): Promise<void> {
  const field = test(id) as HTMLSelectElement;
  field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  await settled();
}

/** Pastes text, or files, where the focus is. */
export async function paste(target: EventTarget, text: string, files: File[] = []): Promise<void> {
  const event = new Event("paste", { bubbles: true, cancelable: true });
  const types = files.length > 0 ? ["Files"] : ["text/plain"];
  Object.defineProperty(event, "clipboardData", { value: { types, files, getData: () => text } });
  target.dispatchEvent(event);
  await settled();
  await new Promise((done) => setTimeout(done, 20));
  await settled();
}
