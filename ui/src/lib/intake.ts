// What stands between the outside and every field of the window: the input method, and the clipboard.
//
// Invariant: a key press that belongs to an input method reaches nobody else. WebKit tells of the Enter that confirms a
// composition only after its end, so that `isComposing` alone would take it for an Enter of the person; such a press
// has the key code 229 on every system. Text that is too long for a field never gets into it: a webview takes minutes
// to lay ten megabytes out, and cannot be stopped.
// Deliberately absent: pasted pictures, and the fields that take blocks of cells; both judge for themselves.

/** The most characters that a field takes; more than any note has. */
export const MOST_CHARACTERS = 100_000;

/** The key code of a press that an input method has taken. */
const TAKEN = 229;

/** Whether a key press belongs to an input method. */
export function isOfInputMethod(event: Pick<KeyboardEvent, "isComposing" | "keyCode">): boolean {
  return event.isComposing || event.keyCode === TAKEN;
}

/** Stands guard over `window`; `tooLong` is told how long a refused text was. Gives the way to end it. */
export function guardIntake(window: Window, tooLong: (length: number) => void): () => void {
  const pressed = (event: KeyboardEvent): void => {
    if (isOfInputMethod(event)) event.stopImmediatePropagation();
  };
  const brought = (event: Event, data: DataTransfer | null): void => {
    const { target } = event;
    if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
    if (target.hasAttribute("data-takes-blocks")) return;
    const text = data?.getData("text/plain") ?? "";
    if (text.length === 0 || text.length + target.value.length <= MOST_CHARACTERS) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    tooLong(text.length);
  };
  const pasted = (event: ClipboardEvent): void => brought(event, event.clipboardData);
  const dropped = (event: DragEvent): void => brought(event, event.dataTransfer);
  const early = { capture: true };
  window.addEventListener("keydown", pressed, early);
  window.addEventListener("paste", pasted, early);
  window.addEventListener("drop", dropped, early);
  return () => {
    window.removeEventListener("keydown", pressed, early);
    window.removeEventListener("paste", pasted, early);
    window.removeEventListener("drop", dropped, early);
  };
}
