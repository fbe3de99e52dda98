// The one way from the window to the other side: the command table, and the shell's own few requests.
//
// Invariant: every refusal arrives as a CommandError with a code that the catalogue has words for; a rejection of
// any other shape (the shell itself failed) becomes `internal`, and its text is not shown, since it may quote data.
// Deliberately absent: retries, caches, and paths of files.
import { invoke } from "@tauri-apps/api/core";
import { errorTexts, type Code, type Commands, type WireError } from "./generated";
import type { ShellRequests } from "./shell";

/** A name in the command table. */
export type CommandName = keyof Commands;

/** What a screen may ask of the other side. */
export interface Backend {
  call<N extends CommandName>(name: N, args: Commands[N]["args"]): Promise<Commands[N]["view"]>;
}

/** A name among the shell's requests. */
export type ShellRequestName = keyof ShellRequests;

/** What needs a path, a picker or the window. A picker that was cancelled answers `null`. */
export interface Shell {
  ask<N extends ShellRequestName>(name: N, args: ShellRequests[N]["args"]): Promise<ShellRequests[N]["view"]>;
}

/** A command was refused. The words are in the catalogue, under the code. */
export class CommandError extends Error {
  override readonly name = "CommandError";

  constructor(
    readonly code: Code,
    readonly params: Record<string, unknown> = {},
    readonly reference = "",
  ) {
    super(code);
  }
}

/** The command table behind the window. */
export const shellBackend: Backend = {
  async call<N extends CommandName>(name: N, args: Commands[N]["args"]): Promise<Commands[N]["view"]> {
    try {
      return await invoke<Commands[N]["view"]>("ipc", { name, args });
    } catch (cause) {
      throw toCommandError(cause);
    }
  },
};

/** The shell around the window. */
export const realShell: Shell = {
  async ask<N extends ShellRequestName>(name: N, args: ShellRequests[N]["args"]): Promise<ShellRequests[N]["view"]> {
    try {
      return await invoke<ShellRequests[N]["view"]>("shell", { name, args });
    } catch (cause) {
      throw toCommandError(cause);
    }
  },
};

/** Whatever was thrown, as a CommandError. */
export function toCommandError(cause: unknown): CommandError {
  if (cause instanceof CommandError) return cause;
  return isWireError(cause) ? new CommandError(cause.code, cause.params, cause.ref) : new CommandError("internal");
}

function isWireError(value: unknown): value is WireError {
  if (typeof value !== "object" || value === null) return false;
  const { code, params, ref } = value as Record<string, unknown>;
  return (
    typeof code === "string" &&
    Object.hasOwn(errorTexts, code) &&
    typeof params === "object" &&
    params !== null &&
    typeof ref === "string"
  );
}
