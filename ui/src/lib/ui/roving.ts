// One tab stop for a row of buttons: Tab enters at the one that was used last and leaves behind it, arrow keys go from
// one to the next. Buttons that cannot be pressed are passed over.
import type { Attachment } from "svelte/attachments";

const STOPS = "button:not(:disabled)";

const KEYS: Record<string, (at: number, count: number) => number> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Makes a toolbar of the part that it is attached to; with `on` false, none of its buttons is a stop. */
export function roving(on: boolean): Attachment<HTMLElement> {
  return (bar) => {
    let last: HTMLElement | null = null;
    const stops = (): HTMLElement[] => [...bar.querySelectorAll<HTMLElement>(STOPS)];

    const settle = (): void => {
      const all = stops();
      const stop = on ? (all.find((one) => one === last) ?? all[0]) : undefined;
      for (const one of all) one.tabIndex = one === stop ? 0 : -1;
    };

    const entered = (event: FocusEvent): void => {
      last = event.target instanceof HTMLElement ? event.target : null;
      settle();
    };

    const pressed = (event: KeyboardEvent): void => {
      const to = KEYS[event.key];
      const all = stops();
      const at = all.findIndex((one) => one === document.activeElement);
      if (!to || at === -1 || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      all[to(at, all.length)]?.focus();
    };

    // What can be pressed changes with what is shown.
    const watching = new MutationObserver(settle);
    watching.observe(bar, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"] });
    bar.addEventListener("focusin", entered);
    bar.addEventListener("keydown", pressed);
    settle();
    return () => {
      watching.disconnect();
      bar.removeEventListener("focusin", entered);
      bar.removeEventListener("keydown", pressed);
    };
  };
}
