// What the keys of the interview do. Inside a field every key belongs to the text; Ctrl, Alt and Meta belong to the
// window.

/** What a key asks for. */
export type Action =
  | "yes"
  | "no"
  | "dont_know"
  | "not_applicable"
  | "clear"
  | "note"
  | "not_understood"
  | "hard"
  | "request"
  | "own"
  | "next"
  | "previous"
  | "filter"
  | "view"
  | "clock"
  | "book";

const PLAIN: Record<string, Action> = {
  "1": "yes",
  "2": "no",
  "3": "dont_know",
  "4": "not_applicable",
  "0": "clear",
  n: "note",
  u: "not_understood",
  h: "hard",
  r: "request",
  o: "own",
  j: "next",
  k: "previous",
  "/": "filter",
  v: "view",
  t: "clock",
  b: "book",
};

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "isComposing" | "target">;

/** The action of a key press, if it has one. */
export function actionOf(event: Press): Action | null {
  if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return null;
  const key = event.key.toLowerCase();
  return Object.hasOwn(PLAIN, key) ? (PLAIN[key] ?? null) : null;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["radio", "checkbox"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}
