import { describe, expect, it } from "vitest";
import { CommandError } from "../../lib/ipc/client";
import { fakeBackend, fakeShell, freshStatus } from "../../lib/ipc/fake";
import type { Code } from "../../lib/ipc/generated";
import type { LockedBy } from "../../lib/ipc/shell";
import { VaultState } from "./vaultState.svelte";

const SURVEY = "01a0e550-9e48-78f2-af18-d54fad6e2ef5";

/** An open vault in which `request_set` is refused as `behind.code` says, and closes it where that is a fault. */
async function opened() {
  const behind = { open: true, fault: false, code: null as Code | null, saved: 0 };
  const shell = { ...freshStatus, open: true, was_open: true, folder: "vault" };
  const enter = (): null => {
    Object.assign(behind, { open: true, code: null });
    Object.assign(shell, { open: true, was_open: true, locked_by: null });
    return null;
  };
  const backend = fakeBackend({
    vault_status: () => ({ open: behind.open, version: "0.1.0" }),
    request_set: () => {
      if (behind.fault) behind.open = false;
      if (behind.code) throw new CommandError(behind.code);
      if (!behind.open) throw new CommandError("vault_locked");
      behind.saved += 1;
      return {} as never;
    },
  });
  const vault = new VaultState(
    backend,
    fakeShell({
      status: () => shell,
      vault_unlock: enter,
      vault_open: enter,
      sample_open: enter,
      folder_pick: () => {
        shell.was_open = false;
        return { name: "other" };
      },
      vault_lock: ({ by }) => {
        behind.open = false;
        Object.assign(shell, { open: false, locked_by: by });
        return null;
      },
    }),
  );
  await vault.ask();
  return { vault, behind };
}

type Opened = Awaited<ReturnType<typeof opened>>;

/** Enters a request that is refused as `code`. */
async function refuse({ vault, behind }: Opened, code: Code, fault: boolean): Promise<void> {
  Object.assign(behind, { code, fault });
  const sent = vault.watched.call("request_set", { survey: SURVEY, record: { what: "a list" } as never });
  await sent.catch(() => {});
  behind.fault = false;
  await new Promise((later) => setTimeout(later, 10));
}

/** Closes the vault while a request is being refused. */
async function lockWhile(page: Opened, by: LockedBy): Promise<void> {
  const closing = page.vault.lock(by);
  await refuse(page, "disk_full", false);
  await closing;
}

const waiting = ({ vault }: Opened): number => vault.held.waiting.length;

describe("a change that a fault refused", () => {
  it("waits where the fault closed the vault, and is saved when the same is unlocked", async () => {
    const page = await opened();
    await refuse(page, "internal", true);
    expect([page.vault.open, waiting(page)]).toEqual([false, 1]);
    await page.vault.unlock("passphrase");
    expect([page.behind.saved, waiting(page)]).toEqual([1, 0]);
  });

  it("is not held where the vault stays open: whoever entered it still sees it", async () => {
    const page = await opened();
    await refuse(page, "internal", false);
    expect([page.vault.open, waiting(page)]).toEqual([true, 0]);
    await page.vault.lock("idle");
    await page.vault.unlock("passphrase");
    expect(page.behind.saved, "nothing stale is sent").toBe(0);
  });

  it.each([
    ["the sample", (page: Opened) => page.vault.openSample()],
    ["another folder", (page: Opened) => page.vault.pick("open")],
    ["a vault opened by its passphrase and sign", (page: Opened) => page.vault.enter("passphrase", "A")],
    ["the choice between them", async (page: Opened) => page.vault.back()],
  ])("does not go along into %s", async (_, go) => {
    const page = await opened();
    await refuse(page, "internal", true);
    expect(waiting(page), "it was there").toBe(1);
    await go(page);
    expect([waiting(page), page.behind.saved]).toEqual([0, 0]);
  });
});

describe("a change that is refused while the vault closes", () => {
  it("waits where it closes by itself", async () => {
    const page = await opened();
    await lockWhile(page, "idle");
    expect([page.vault.open, waiting(page)]).toEqual([false, 1]);
  });

  it("is gone where the person closed it, and so is whatever was left", async () => {
    const page = await opened();
    page.vault.held.lost = ["words that nobody confirmed"];
    await lockWhile(page, "person");
    expect([page.vault.open, waiting(page), page.vault.held.lost.length]).toEqual([false, 0, 0]);
  });
});
