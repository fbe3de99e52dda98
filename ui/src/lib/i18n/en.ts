// The English catalogue. A missing or surplus key does not compile.
import type { Messages } from "./ja";

export const en = {
  product: {
    name: "巡回",
    latin: "Junkai",
    purpose:
      "A workbench for finding out, by interview and walk-round, the present state of a hospital's cybersecurity, and for recording it without any network.",
  },
  language: {
    label: "Language",
  },
  vault: {
    heading: "State of the vault",
    asking: "Asking for the state of the vault…",
    open: "The vault is open.",
    locked: "The vault is locked.",
    lockedNext: "To begin a survey, open the vault.",
    again: "Ask again",
  },
  error: {
    reference: (reference: string) => `Reference for support: ${reference}`,
  },
} satisfies Messages;
