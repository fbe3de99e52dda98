import { flushSync, mount, unmount } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import App from "../App.svelte";
import { CommandError } from "../lib/ipc/client";
import { fakeBackend, type Answers } from "../lib/ipc/fake";

let shown: ReturnType<typeof mount> | undefined;

/** The whole page over a fake that gives `answers`, after its first questions were answered. */
async function open(answers: Answers): Promise<void> {
  shown = mount(App, { target: document.body, props: { backend: fakeBackend(answers) } });
  flushSync();
  await settled();
}

async function settled(): Promise<void> {
  await new Promise((done) => setTimeout(done, 0));
  flushSync();
}

function text(selector: string): string {
  const found = document.querySelector(selector);
  if (!found) throw new Error(`nothing on the page is ${selector}`);
  return (found.textContent ?? "").replaceAll(/\s+/g, " ").trim();
}

function choose(label: string): void {
  const found = [...document.querySelectorAll("label")].find((l) => l.textContent?.trim() === label);
  if (!found) throw new Error(`no choice is called ${label}`);
  found.querySelector("input")?.click();
  flushSync();
}

describe("first screen", () => {
  afterEach(async () => {
    if (shown) await unmount(shown);
    shown = undefined;
  });

  it("speaks Japanese first and says that the vault is locked", async () => {
    await open({ vault_status: () => ({ open: false, version: "0.1.0" }) });
    expect(text("h1")).toBe("巡回 Junkai");
    expect(text("[data-testid=vault-state]")).toContain("保管庫は閉じています。");
    expect(document.documentElement.lang, "fonts and screen readers go by it").toBe("ja");
  });

  it("says that the vault is open when it is", async () => {
    await open({ vault_status: () => ({ open: true, version: "0.1.0" }) });
    expect(text("[data-testid=vault-state]")).toContain("保管庫は開いています。");
  });

  it("changes every word and the language of the page with one press", async () => {
    await open({ vault_status: () => ({ open: false, version: "0.1.0" }) });
    choose("English");
    expect(text("[data-testid=vault-state]")).toContain("The vault is locked.");
    expect(document.documentElement.lang).toBe("en");
    expect(text("main").replace("巡回", ""), "nothing is left behind").not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
    choose("日本語");
    expect(text("[data-testid=vault-state]")).toContain("保管庫は閉じています。");
  });

  it("says what happened and what to do when the command is refused, and asks again on request", async () => {
    let refusals = 1;
    await open({
      vault_status: () => {
        if (refusals-- > 0) throw new CommandError("internal", {}, "0a1b2c3d");
        return { open: true, version: "0.1.0" };
      },
    });
    const alert = text("[role=alert]");
    expect(alert, "the reference is what support asks for").toContain("0a1b2c3d");
    document.querySelector<HTMLButtonElement>("section button")?.click();
    await settled();
    expect(text("[data-testid=vault-state]")).toContain("保管庫は開いています。");
  });
});
