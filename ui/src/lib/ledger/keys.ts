// When a key is one of a stage's: inside a field every key belongs to the text, Ctrl, Alt and Meta to the webview, and
// nothing behind a dialog listens.

type Press = Pick<KeyboardEvent, "ctrlKey" | "metaKey" | "altKey" | "isComposing" | "target" | "defaultPrevented">;

/** Whether a key press is meant for the page. */
export function isPlainKey(event: Press): boolean {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return true;
  if (target.closest("dialog")) return false;
  if (target instanceof HTMLInputElement) return ["radio", "checkbox", "file"].includes(target.type);
  return !(target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable);
}
