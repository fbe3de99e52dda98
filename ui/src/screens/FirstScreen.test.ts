import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import App from "../App.svelte";
import { CommandError, type Shell } from "../lib/ipc/client";
import { fakeBackend, fakeShell, freshStatus, type Answers, type ShellAnswers } from "../lib/ipc/fake";
import type { VaultStatus } from "../lib/ipc/generated";
import type { LockedBy, Settings } from "../lib/ipc/shell";
import { readWorkbench } from "./later";

// As it is once the first screen was looked at.
beforeAll(async () => void (await readWorkbench()));

const PASSPHRASE = "copper lantern quietly";
const KEY = "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF-GGGGG-HHHHH";

let shown: ReturnType<typeof mount> | undefined;

/** The whole page over a fake that gives `answers`, after its first questions were answered. */
async function open(answers: Answers, shell: Shell = fakeShell()): Promise<void> {
  shown = mount(App, { target: document.body, props: { backend: fakeBackend(answers), shell } });
  await settled();
}

/** A vault that behaves: it is opened by its passphrase alone, and tells what was asked of it. */
async function openVault(more: ShellAnswers = {}, begin: Partial<typeof freshStatus> = {}) {
  const vault = { ...freshStatus, ...begin };
  const key = { pending: false };
  const kept: Settings[] = [];
  const enter = ({ passphrase }: { passphrase: string }): null => {
    if (passphrase !== PASSPHRASE) throw new CommandError("wrong_passphrase", {}, "0a1b2c3d");
    Object.assign(vault, { open: true, was_open: true, locked_by: null });
    return null;
  };
  const pick = (): { name: string } => {
    vault.folder = "調査の保管庫";
    vault.was_open = false;
    return { name: vault.folder };
  };
  const shell = fakeShell({
    status: () => vault,
    folder_pick: pick,
    recent_pick: pick,
    vault_new: (args) => {
      enter(args);
      key.pending = true;
      return { recovery_key: KEY };
    },
    vault_open: enter,
    vault_unlock: enter,
    vault_recover: ({ recovery_key, passphrase }) => {
      if (recovery_key !== KEY) throw new CommandError("wrong_recovery_key");
      return enter({ passphrase });
    },
    vault_lock: ({ by }) => {
      Object.assign(vault, { open: false, locked_by: by });
      return null;
    },
    settings_set: (settings) => {
      kept.push(settings);
      return settings;
    },
    ...more,
  });
  const locked = (): never => {
    throw new CommandError("vault_locked");
  };
  const status = (): VaultStatus => ({ open: vault.open, version: "0.1.0", recovery_key_pending: key.pending });
  const backend: Answers = {
    vault_status: status,
    vault_passphrase_set: ({ old }) => {
      enter({ passphrase: old });
      return status();
    },
    vault_recovery_key_set: (args) => {
      enter(args);
      return { recovery_key: KEY.replace("AAAAA", "JJJJJ") };
    },
    recovery_key_pending_set: ({ pending }) => {
      key.pending = pending;
      return status();
    },
    survey_list: () => (vault.open ? [] : locked()),
  };
  await open(backend, shell);
  return { vault, shell, kept, key, backend };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) {
    flushSync();
    await new Promise((done) => setTimeout(done, 0));
  }
  flushSync();
}

function find<E extends HTMLElement = HTMLElement>(selector: string): E {
  const found = document.querySelector<E>(selector);
  if (!found) throw new Error(`nothing on the page is ${selector}`);
  return found;
}

const test = <E extends HTMLElement = HTMLElement>(id: string): E => find<E>(`[data-testid=${id}]`);
const has = (id: string): boolean => document.querySelector(`[data-testid=${id}]`) !== null;
const text = (selector: string): string => (find(selector).textContent ?? "").replaceAll(/\s+/g, " ").trim();

async function press(id: string): Promise<void> {
  test(id).click();
  await settled();
}

async function type(id: string, value: string): Promise<void> {
  const field = test<HTMLInputElement>(id);
  field.value = value;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await settled();
}

async function choose(label: string): Promise<void> {
  const found = [...document.querySelectorAll("label")].find((l) => l.textContent?.trim() === label);
  if (!found) throw new Error(`no choice is called ${label}`);
  found.querySelector("input")?.click();
  await settled();
}

/** As the keyboard or the shell asks for it; saving what is typed takes a moment. */
async function lock(event: Event): Promise<void> {
  window.dispatchEvent(event);
  await new Promise((done) => setTimeout(done, 100));
  await settled();
}

const ctrlL = (): Event => new KeyboardEvent("keydown", { key: "l", ctrlKey: true, bubbles: true, cancelable: true });
const fromShell = (by: LockedBy): Event => new CustomEvent("junkai:lock", { detail: by });

afterEach(async () => {
  if (shown) await unmount(shown);
  shown = undefined;
});

describe("first screen", () => {
  it("speaks Japanese first and says that the vault is locked", async () => {
    await open({ vault_status: () => ({ open: false, version: "0.1.0" }) });
    expect(text("h1")).toBe("巡回 Junkai");
    expect(text("[data-testid=vault-state]")).toContain("保管庫は閉じています。");
    expect(document.documentElement.lang, "fonts and screen readers go by it").toBe("ja");
  });

  it("changes every word and the language of the page with one press, and has it kept", async () => {
    const { kept } = await openVault();
    await choose("English");
    expect(text("[data-testid=vault-state]")).toContain("No vault is open.");
    expect(document.documentElement.lang).toBe("en");
    expect(text("main").replace("巡回", ""), "nothing is left behind").not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
    expect(kept.at(-1)?.language).toBe("en");
    await choose("日本語");
    expect(text("[data-testid=vault-state]")).toContain("保管庫は閉じています。");
  });

  it("says what happened and what to do when the command is refused, and asks again on request", async () => {
    let refusals = 1;
    await open({
      vault_status: () => {
        if (refusals-- > 0) throw new CommandError("internal", {}, "0a1b2c3d");
        return { open: false, version: "0.1.0" };
      },
    });
    expect(text("[role=alert]"), "the reference is what support asks for").toContain("0a1b2c3d");
    find("main button").click();
    await settled();
    expect(text("[data-testid=vault-state]")).toContain("保管庫は閉じています。");
  });

  it("takes over language, colours and time as they were kept, and keeps what is changed", async () => {
    const { kept } = await openVault({}, { settings: { language: "en", theme: "dark", idle_minutes: 7, zoom: 100 } });
    expect(document.documentElement.lang).toBe("en");
    expect(document.documentElement.dataset.theme).toBe("dark");
    expect(test<HTMLSelectElement>("idle").value, "a time that is not among the usual ones").toBe("7");
    await choose("High contrast");
    expect(document.documentElement.dataset.theme).toBe("contrast");
    expect(kept.at(-1)).toEqual({ language: "en", theme: "contrast", idle_minutes: 7, zoom: 100 });
    await choose("Same as system");
    expect(document.documentElement.dataset.theme, "the system decides").toBeUndefined();
  });

  it("opens the sample hospital with one press", async () => {
    const { shell } = await openVault({
      sample_open: () => null,
    });
    await press("way-sample");
    expect(shell.asked).toContain("sample_open");
  });

  it("stays where it is when the picker is cancelled", async () => {
    await openVault({ folder_pick: () => null });
    await press("way-new");
    expect(has("way-new"), "no form, no error").toBe(true);
    expect(document.querySelector("[role=alert]")).toBeNull();
  });
});

describe("a new vault", () => {
  it("says what is missing, shows the strength and takes a strong passphrase typed twice", async () => {
    const { shell } = await openVault();
    await press("way-new");
    expect(text("[data-testid=folder]")).toBe("調査の保管庫");
    await press("submit");
    expect(document.querySelectorAll("[aria-invalid=true]").length, "sign and passphrase").toBe(2);
    await type("surveyor", "A");
    await type("passphrase", "short");
    expect(text("[data-testid=strength]")).toContain("弱い");
    await type("passphrase-again", "short");
    await press("submit");
    expect(shell.asked, "a weak one is not even sent").not.toContain("vault_new");
    await type("passphrase", PASSPHRASE);
    await press("submit");
    expect(text("form")).toContain("二つのパスフレーズが一致しません。");
    await type("passphrase-again", PASSPHRASE);
    await press("submit");
    expect(shell.asked).toContain("vault_new");
    expect(has("workbench"), "first the key").toBe(false);
  });

  it("does not let go of the recovery key before a group of it was typed back", async () => {
    await openVault();
    await press("way-new");
    await type("surveyor", "A");
    await type("passphrase", PASSPHRASE);
    await type("passphrase-again", PASSPHRASE);
    await press("submit");
    expect(text("[data-testid=key-groups]")).toContain("AAAAA");
    const asked = Number(test("key-kept").dataset.group);
    expect(asked, "the first group is remembered without writing").toBeGreaterThan(0);
    await type("key-check", "ZZZZZ");
    await press("key-kept");
    expect(text("form")).toContain("一致しません");
    await type("key-check", (KEY.split("-")[asked] ?? "").toLowerCase());
    await press("key-kept");
    expect(has("workbench")).toBe(true);
    expect(document.body.textContent, "it is never shown again").not.toContain("AAAAA");
  });
});

/** Types back the group that is asked for. */
async function confirmKey(key: string): Promise<void> {
  await type("key-check", key.split("-")[Number(test("key-kept").dataset.group)] ?? "");
  await press("key-kept");
}

describe("a recovery key that nobody confirmed", () => {
  it("is replaced at the next unlocking, which says so, since nobody knows whether the first was kept", async () => {
    const { vault, key } = await openVault();
    await press("way-new");
    await type("surveyor", "A");
    await type("passphrase", PASSPHRASE);
    await type("passphrase-again", PASSPHRASE);
    await press("submit");
    await lock(fromShell("idle"));
    expect(vault.open).toBe(false);
    expect(document.body.textContent, "a closed vault shows no key").not.toContain("AAAAA");
    await type("passphrase", PASSPHRASE);
    await press("submit");
    expect(text("[data-testid=key-groups]")).toContain("JJJJJ");
    expect(text("[data-testid=key-why]")).toContain("控えたことが確認されていません");
    await confirmKey(KEY);
    expect([has("workbench"), key.pending]).toEqual([true, false]);
  });

  it("is replaced after the program was ended too, and can be put off until the next opening", async () => {
    const { key } = await openVault({}, { surveyor: "A" });
    key.pending = true;
    await press("way-open");
    await type("passphrase", PASSPHRASE);
    await press("submit");
    expect(text("[data-testid=key-groups]")).toContain("JJJJJ");
    await press("key-later");
    expect([has("workbench"), key.pending], "it is asked again next time").toEqual([true, true]);
    await press("settings-open");
    expect(text("[data-testid=key-pending]")).toContain("確認されていません");
  });
});

describe("the settings of an open vault", () => {
  const begun = { open: true, was_open: true, folder: "調査の保管庫", surveyor: "A" };

  it("are one press away, and take the passphrase that holds before it is changed", async () => {
    const { kept } = await openVault({}, begun);
    await press("settings-open");
    await choose("暗い");
    expect(kept.at(-1)?.theme).toBe("dark");
    await press("tab-passphrase");
    await type("old-passphrase", "wrong");
    await type("passphrase", "harbour violet crooked");
    await type("passphrase-again", "harbour violet crooked");
    await press("passphrase-change");
    expect(text("[data-testid=settings] [role=alert]")).toContain("パスフレーズが違います。");
    await type("old-passphrase", PASSPHRASE);
    await press("passphrase-change");
    expect(text("[data-testid=passphrase-form]")).toContain("パスフレーズを変更しました。");
    expect(test<HTMLInputElement>("old-passphrase").value, "nothing typed stays").toBe("");
  });

  it("keep no passphrase where changing it brings the vault down", async () => {
    const { vault, backend } = await openVault({}, begun);
    let sent = 0;
    backend.vault_passphrase_set = () => {
      sent += 1;
      vault.open = false;
      throw new CommandError("internal");
    };
    await press("settings-open");
    await press("tab-passphrase");
    await type("old-passphrase", PASSPHRASE);
    await type("passphrase", "harbour violet crooked");
    await type("passphrase-again", "harbour violet crooked");
    await press("passphrase-change");
    await settled();
    expect(text("[data-testid=why-locked]")).toContain("不具合");
    expect(has("held"), "a passphrase does not wait").toBe(false);
    await type("passphrase", PASSPHRASE);
    await press("submit");
    expect([has("workbench"), has("notices")]).toEqual([true, false]);
    expect(sent, "nor is it sent again").toBe(1);
  });

  it("take the printed recovery key for void, unless the passphrase was wrong", async () => {
    const { key, backend } = await openVault({}, begun);
    backend.vault_recovery_key_set = () => {
      throw new CommandError("disk_full");
    };
    await press("settings-open");
    await press("tab-key");
    await type("key-passphrase", PASSPHRASE);
    await press("key-make");
    expect(key.pending, "it may have been replaced before the disk was full").toBe(true);
    expect(text("[data-testid=settings]")).toContain("確認されていません");
  });

  it("make a new recovery key, which waits until it was typed back", async () => {
    const { key } = await openVault({}, begun);
    await press("settings-open");
    await press("tab-key");
    await type("key-passphrase", "wrong");
    await press("key-make");
    expect(key.pending, "the old key still opens").toBe(false);
    await type("key-passphrase", PASSPHRASE);
    await press("key-make");
    await press("tab-window");
    await press("tab-key");
    expect(text("[data-testid=key-groups]"), "looking elsewhere loses nothing").toContain("JJJJJ");
    expect(key.pending).toBe(true);
    await confirmKey(KEY);
    expect(key.pending).toBe(false);
    expect(has("workbench"), "the work behind it stays open").toBe(true);
  });

  it("offer neither for the sample hospital", async () => {
    await openVault({}, { ...begun, sample: true });
    await press("settings-open");
    expect([has("tab-passphrase"), has("tab-key")]).toEqual([false, false]);
    expect(text("[data-testid=settings]")).toContain("使い捨て");
  });
});

describe("a vault that is there", () => {
  it("opens with its passphrase, and says what to do when that is wrong", async () => {
    await openVault({}, { surveyor: "A" });
    await press("way-open");
    expect(document.activeElement, "the sign is known, so the passphrase comes first").toBe(test("passphrase"));
    await type("passphrase", "wrong");
    await press("submit");
    expect(text("[role=alert]")).toContain("パスフレーズが違います。");
    await type("passphrase", PASSPHRASE);
    await press("submit");
    expect(has("workbench")).toBe(true);
  });

  it("opens from the list of those that were opened before", async () => {
    await openVault({}, { surveyor: "A", recents: ["調査の保管庫"] });
    await press("recent");
    await type("passphrase", PASSPHRASE);
    await press("submit");
    expect(has("workbench")).toBe(true);
  });

  it("opens with its recovery key and a new passphrase", async () => {
    await openVault({}, { surveyor: "A" });
    await press("way-recover");
    await type("recovery-key", KEY);
    await type("passphrase", PASSPHRASE);
    await type("passphrase-again", PASSPHRASE);
    await press("submit");
    expect(has("workbench")).toBe(true);
  });
});

describe("locking", () => {
  async function opened() {
    const page = await openVault({}, { open: true, was_open: true, folder: "調査の保管庫", surveyor: "A" });
    expect(has("workbench")).toBe(true);
    return page;
  }

  it("takes everything off the page and asks for the passphrase alone", async () => {
    await opened();
    await lock(ctrlL());
    expect(has("workbench"), "nothing of the vault is left").toBe(false);
    expect(text("[data-testid=why-locked]")).toContain("保存した内容はすべて");
    expect(has("surveyor"), "who works here is known").toBe(false);
    await type("passphrase", "wrong");
    await press("submit");
    expect(text("[role=alert]")).toContain("パスフレーズが違います。");
    expect(test<HTMLInputElement>("passphrase").value, "a wrong one is not kept").toBe("");
    await type("passphrase", PASSPHRASE);
    await press("submit");
    expect(has("workbench")).toBe(true);
  });

  it("saves what is being typed before it closes", async () => {
    const { vault } = await opened();
    const field = document.createElement("input");
    document.body.append(field);
    field.focus();
    let left = "";
    field.addEventListener("blur", () => (left = vault.open ? "while it was open" : "too late"));
    await lock(ctrlL());
    field.remove();
    expect(left).toBe("while it was open");
  });

  it("says what the vault mended, until it was read", async () => {
    await openVault({}, { open: true, notices: ["header_repaired"] });
    expect(text("[data-testid=notices]")).toContain("もう一方から直しました");
    await press("notices-read");
    expect(has("notices")).toBe(false);
    expect(has("workbench")).toBe(true);
  });

  it.each([
    ["idle", "5 分間操作がなかった"],
    ["away", "休止したか画面がロックされた"],
  ] as const)("says why it closed by itself: %s", async (by, words) => {
    await opened();
    await lock(fromShell(by));
    expect(text("[data-testid=why-locked]")).toContain(words);
  });

  it("falls back to the passphrase when the vault is gone, and says that nothing is lost", async () => {
    const vault = { ...freshStatus, open: true, was_open: true };
    await open(
      {
        vault_status: () => ({ open: vault.open, version: "0.1.0" }),
        survey_list: () => {
          vault.open = false;
          throw new CommandError("internal");
        },
      },
      fakeShell({ status: () => vault }),
    );
    expect(text("[data-testid=why-locked]")).toContain("「保存済み」と表示された内容は失われていません");
  });
});
