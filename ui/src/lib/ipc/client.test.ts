import { afterEach, describe, expect, it } from "vitest";
import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { CommandError, shellBackend, toCommandError } from "./client";

/** Calls the shell, which refuses with `refusal`, and gives what the window then sees. */
async function refused(refusal: unknown): Promise<CommandError> {
  mockIPC(() => {
    throw refusal;
  });
  try {
    await shellBackend.call("vault_status", {});
  } catch (error) {
    if (error instanceof CommandError) return error;
    throw new Error("only CommandErrors leave the client", { cause: error });
  }
  throw new Error("a refusal must not look like success");
}

describe("client", () => {
  afterEach(clearMocks);

  it("sends name and arguments through the one command", async () => {
    const sent: unknown[] = [];
    mockIPC((command, payload) => {
      sent.push([command, payload]);
      return { open: true, version: "0.1.0" };
    });
    const view = await shellBackend.call("vault_status", {});
    expect(sent).toEqual([["ipc", { name: "vault_status", args: {} }]]);
    expect(view).toEqual({ open: true, version: "0.1.0" });
  });

  it("keeps code, params and reference of a refusal", async () => {
    const error = await refused({ code: "vault_locked", params: { count: 2 }, ref: "0a1b2c3d" });
    expect([error.code, error.params, error.reference]).toEqual(["vault_locked", { count: 2 }, "0a1b2c3d"]);
  });

  it.each([
    ["a bare string", "ipc not allowed"],
    ["a code that the catalogue does not know", { code: "tea_is_cold", params: {}, ref: "" }],
    ["a name that every object has", { code: "constructor", params: {}, ref: "" }],
    ["an exception", new TypeError("secret answer")],
    ["a refusal without params", { code: "vault_locked", ref: "" }],
  ])("turns %s into internal and drops its text", async (_, refusal) => {
    const error = await refused(refusal);
    expect(error.code, "no other code is true").toBe("internal");
    expect(JSON.stringify([error.message, error.params]), "foreign text may quote data").not.toContain("secret");
  });

  it("leaves a CommandError as it is", () => {
    const error = new CommandError("vault_locked");
    expect(toCommandError(error)).toBe(error);
  });
});
