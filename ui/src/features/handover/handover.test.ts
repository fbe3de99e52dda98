import { flushSync, mount, unmount, type Component } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import { CommandError } from "../../lib/ipc/client";
import { fakeBackend, fakeShell, type Answers, type ShellAnswers } from "../../lib/ipc/fake";
import type { CardLine, Gap, SurveyOverview } from "../../lib/ipc/generated";
import type { BundleSealed } from "../../lib/ipc/shell";
import { Saving } from "../../lib/saving.svelte";
import { HandOver } from "./handover.svelte";
import HandOverStage from "./HandOverStage.svelte";
import { grouped, stageOf } from "./places";
import { Sealing } from "./sealing.svelte";
import WithShell from "./WithShell.fixture.svelte";

const gap = (part: Partial<Gap>): Gap => ({ level: "warning", gap: "reminder", count: 1, of: 0, ...part });
const fingerprint = Array.from({ length: 12 }, (_, at) => `1234${at % 10}`).join(" ");
const card = (part: Partial<CardLine>): CardLine => ({
  org: "supervisor",
  name: "Supervisor",
  fingerprint,
  state: "unverified",
  own: false,
  card: "card text",
  valid_from: "2026-01-01",
  valid_to: "2027-12-31",
  ...part,
});
const own = card({ org: "firm", name: "Firm", fingerprint: "9", state: "verified", own: true, card: "own text" });
const sealed: BundleSealed = {
  name: "a.junkai",
  bytes: 1234567,
  sha256: "ab",
  recipients: ["supervisor"],
  entries: ["records.ndjson", "deliverables/01.pdf", "evidence/000001"],
};

function behind(cards: CardLine[], answers: Answers = {}): Answers {
  return {
    handover_list: () => [
      gap({ level: "error", gap: "hospital_missing" }),
      ...[1, 2, 3, 4, 5, 6].map((n) => gap({ rule: "confirm_asset_on_site", wording: { ja: `器${n}`, en: `asset ${n}` }, about: { kind: "asset", id: `${n}` } })),
    ],
    card_list: () => cards,
    document_list: () => [{ file: "01", title: "Profile", sections: 1, rows: 2 }],
    document_get: () => ({
      file: "01",
      lang: "ja",
      title: "Profile",
      head: [{ label: "Hospital", value: "S" }],
      marking: "secret",
      sections: [
        {
          title: "One",
          blocks: [
            { block: "paragraph", text: "<b>text</b>" },
            {
              block: "table",
              caption: null,
              columns: [{ header: "H", width: 1, align: "left" }],
              rows: [{ kind: "group", cells: ["G"] }, { kind: "body", cells: ["cell"] }],
            },
            { block: "chart", caption: "C", parts: ["yes", "no"], bars: [{ label: "b", counts: [2, 1] }] },
          ],
        },
      ],
    }),
    revision_list: () => [],
    export_list: () => [],
    card_add: () => card({}),
    card_verify: () => {
      for (const one of cards) if (!one.own) one.state = "verified";
      return card({ state: "verified" });
    },
    ...answers,
  };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) {
    flushSync();
    await new Promise((done) => setTimeout(done, 0));
  }
}

let shown: ReturnType<typeof mount> | undefined;

async function open(cards: CardLine[], shellAnswers: ShellAnswers = {}, answers: Answers = {}) {
  const backend = fakeBackend(behind(cards, answers));
  const shell = fakeShell(shellAnswers);
  const overview = { today: "2026-11-21", revision: 0 } as SurveyOverview;
  const props = { survey: "s", overview, reloadOverview: async () => {}, target: null };
  shown = mount(WithShell, { target: document.body, props: { part: HandOverStage as Component<object>, props, backend, shell } });
  await settled();
  return { backend, shell };
}

const find = (id: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  if (!found) throw new Error(`${id} is not on the page`);
  return found;
};

async function click(id: string): Promise<void> {
  find(id).click();
  await settled();
}

async function type(id: string, text: string): Promise<void> {
  const field = find(id) as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await settled();
}

describe("hand-over", () => {
  afterEach(async () => {
    if (shown) await unmount(shown);
    shown = undefined;
  });

  it("says what is missing with the gravest first, and keeps many of a sort short", async () => {
    await open([]);
    expect(find("gaps-error").textContent).toContain("1");
    const gaps = (): number => document.querySelectorAll("[data-testid=gap]").length;
    expect(gaps(), "one error and the first three of six").toBe(4);
    const more = [...document.querySelectorAll("button")].find((button) => button.textContent?.includes("ほか 3 件"));
    more?.click();
    await settled();
    expect(gaps(), "now all of them").toBe(7);
  });

  it("shows a document as text, never as markup", async () => {
    await open([]);
    await click("tab-documents");
    await click("document");
    const page = find("document-page");
    expect(page.textContent).toContain("<b>text</b>");
    expect(page.querySelector("b")).toBeNull();
    expect([...page.querySelectorAll("td, th")].map((cell) => cell.textContent)).toContain("cell");
  });

  it("will not make a revision without a reason", async () => {
    const made: unknown[] = [];
    const { backend } = await open([], {}, {
      revision_set: ({ record }) => {
        made.push(record);
        return { id: "r", rev: 1, saved_at: "2026-11-21T04:00:00Z" };
      },
    });
    await click("tab-documents");
    await click("revision-make");
    expect(backend.asked).not.toContain("revision_set");
    await type("revision-reason", "first");
    await click("revision-make");
    expect(made).toEqual([{ number: 1, on: "2026-11-21", reason: "first" }]);
  });

  it("verifies a card only by the digits that its owner read out", async () => {
    const cards = [card({})];
    const { backend } = await open(cards, { card_pick: () => ({ card: "card text" }) });
    await click("tab-recipients");
    await click("card-pick");
    expect(find("verify").textContent, "the fingerprint is not there to be copied").not.toContain(fingerprint.slice(0, 11));
    await type("fingerprint", "1".repeat(60));
    await click("verify-confirm");
    expect(backend.asked).not.toContain("card_verify");
    expect(find("verify").textContent).toContain("一致しません");
    await type("fingerprint", fingerprint.replaceAll("1", "１"));
    await click("verify-confirm");
    expect(backend.asked).toContain("card_verify");
    expect(find("card").dataset.state).toBe("verified");
  });

  it("seals for who was chosen and says what came of it", async () => {
    const asked: unknown[] = [];
    await open([own, card({ state: "verified" })], {
      bundle_seal: (args) => {
        asked.push(args);
        return sealed;
      },
    });
    await click("tab-seal");
    await click("seal");
    expect(asked, "the only other office is chosen already").toEqual([{ survey: "s", lang: "ja", cards: ["card text"] }]);
    expect(find("sealed").textContent).toContain("1,234,567");
    expect(find("sealed").textContent).toContain("検証済み");
  });

  it("does not seal for nobody, nor without a card of its own", async () => {
    const { shell } = await open([own]);
    await click("tab-seal");
    await click("seal");
    expect(shell.asked).not.toContain("bundle_seal");
    if (shown) await unmount(shown);
    await open([card({ state: "verified" })]);
    await click("tab-seal");
    expect(document.querySelector("[data-testid=seal]")).toBeNull();
    expect(find("to-own-card")).toBeTruthy();
  });

  it("leads from one step to the next, as far as the seal", async () => {
    await open([own, card({ state: "verified" })]);
    for (const step of ["documents", "recipients", "seal"]) {
      expect(find("handover-next").classList).toContain("main");
      await click("handover-next");
      expect(find(`tab-${step}`).getAttribute("aria-selected")).toBe("true");
      expect(document.activeElement).toBe(find(`tab-${step}`));
    }
    expect(document.querySelector("[data-testid=handover-next]")).toBeNull();
    expect(find("seal")).toBeTruthy();
  });

  it("asks for a card first where there is nobody to seal for", async () => {
    await open([own]);
    await click("tab-recipients");
    expect(find("card-pick").classList).toContain("main");
    expect(find("handover-next").classList).not.toContain("main");
  });

  it("keeps the focus where the sealing is, and shows the result when it is there", async () => {
    let end = (): void => {};
    const bundle_seal = (): Promise<BundleSealed> => new Promise((done) => (end = () => done(sealed)));
    await open([own, card({ state: "verified" })], { bundle_seal, seal_status: () => ({ step: "hashing", done: 0, all: 1 }) });
    await click("tab-seal");
    find("seal").focus();
    await click("seal");
    expect(document.activeElement).toBe(find("sealing"));
    end();
    await settled();
    expect(document.activeElement).toBe(find("sealed"));
  });

  it("exports without encryption only after the word was typed", async () => {
    const { shell } = await open([own], { documents_export: () => ({ name: "folder", documents: ["a", "b"], adaptations: 1 }) });
    await click("tab-seal");
    await click("plain-open");
    await type("plain-word", "はい");
    await click("plain-write");
    expect(shell.asked).not.toContain("documents_export");
    await type("plain-word", "平文");
    await click("plain-write");
    expect(find("plain-done").textContent).toContain("folder");
  });

  it("takes a stopped sealing for no error, and a closed picker for nothing", async () => {
    let stop = (): void => {};
    const shell = fakeShell({
      bundle_seal: () => new Promise((_, reject) => (stop = () => reject(new CommandError("cancelled")))),
      seal_cancel: () => {
        stop();
        return null;
      },
    });
    const sealing = new Sealing(shell);
    const going = sealing.seal("s", "ja", ["card"]);
    await new Promise((done) => setTimeout(done, 0));
    expect(sealing.busy).toBe("seal");
    await sealing.stop();
    expect(await going).toBe(false);
    expect(sealing.stopped).toBe(true);
    expect(sealing.refused).toBeNull();
    const closed = new Sealing(fakeShell({ bundle_seal: () => null }));
    expect(await closed.seal("s", "ja", ["card"])).toBe(false);
    expect(closed.stopped).toBe(false);
  });

  it("leaves out cards that are not valid today", async () => {
    const work = new HandOver(
      fakeBackend(behind([own, card({ state: "verified", valid_to: "2026-01-31" })])),
      fakeShell(),
      new Saving(),
      "s",
    );
    await work.load("ja");
    expect(work.recipients("2026-11-21").map(({ org }) => org)).toEqual(["firm"]);
    expect(work.recipients("2026-01-31").map(({ org }) => org)).toEqual(["supervisor", "firm"]);
  });

  it("knows the place of every gap", () => {
    expect(stageOf(gap({ gap: "hospital_missing" }))).toBe("setup");
    expect(stageOf(gap({ rule: "watch_cost_cap" }))).toBe("effort");
    expect(stageOf(gap({ about: { kind: "connection", id: "c" } }))).toBe("connections");
    expect(stageOf(gap({ gap: "revision_missing" })), "that is here").toBeNull();
    expect(grouped([gap({ rule: "a" }), gap({ rule: "b" }), gap({ rule: "a" })], "warning").map(({ gaps }) => gaps.length)).toEqual([2, 1]);
  });
});
