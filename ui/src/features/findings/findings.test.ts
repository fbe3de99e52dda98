import { afterEach, describe, expect, it } from "vitest";
import { catalogue } from "../../lib/i18n";
import { CommandError } from "../../lib/ipc/client";
import { fakeBackend } from "../../lib/ipc/fake";
import type { Finding, FindingLine } from "../../lib/ipc/generated";
import { click, closeStage, has, openStage, press, settled, test, write } from "../../lib/ledger/page";
import { STEP } from "./findings.svelte";
import FindingsStage from "./FindingsStage.svelte";

const line = (id: string, more: Partial<FindingLine> = {}): FindingLine => ({
  id,
  rule: "find_isdn_line",
  severity: "medium",
  wording: { ja: `${id}が確認されました。`, en: `${id} was found.` },
  advice: { ja: "契約をご確認ください。", en: "The contract should be confirmed." },
  rests_on: [{ kind: "asset", id: "fw" }],
  state: "open",
  in_report: true,
  ...more,
});

/** Findings of rules, with decisions kept under their ids as the table keeps them. */
async function open(given: FindingLine[], target: object | null = null, until: Promise<void> = Promise.resolve()) {
  const kept = new Map<string, { rev: number; record: Finding }>();
  const written: { id: string; record: Finding }[] = [];
  let stale = false;
  const shown = (): FindingLine[] => [
    ...given.map((one) => {
      const decision = kept.get(one.id);
      return decision ? { ...one, ...decision.record, rev: decision.rev } : one;
    }),
    ...[...kept].filter(([id]) => !given.some((one) => one.id === id)).map(([id, { rev, record }]) => ({ rests_on: [], ...record, id, rev })),
  ];
  const backend = fakeBackend({
    finding_list: shown,
    name_list: ({ of }) =>
      of.some(({ id }) => id === "fw") ? [{ about: { kind: "asset", id: "fw" }, name: "境界FW", removed: false }] : [],
    search_list: () => [
      { kind: "asset", id: "fw", title: "境界FW", detail: "サーバ室", where: "name" },
      { kind: "answer", id: "unanswered", title: "U1-1 設問", detail: "", where: "text", interview: "i", item: "U1-1" },
      { kind: "finding", id: "other", title: "ほかの所見", detail: "", where: "wording" },
    ],
    finding_set: async ({ id = "hand", rev, record }) => {
      await until;
      const before = kept.get(id);
      if (stale || (before?.rev ?? given.find((one) => one.id === id)?.rev) !== rev) throw new CommandError("conflict");
      kept.set(id, { rev: (rev ?? 0) + 1, record });
      written.push({ id, record });
      return { id, rev: (rev ?? 0) + 1, saved_at: "2026-11-21T04:00:00Z" };
    },
    finding_remove: ({ id }) => {
      kept.delete(id);
      return { id, rev: 0, saved_at: "2026-11-21T04:00:00Z" };
    },
  });
  await openStage(FindingsStage, backend, target);
  return { written, last: () => written.at(-1), makeStale: () => (stale = true) };
}

const ids = (): string[] =>
  [...document.querySelectorAll<HTMLElement>("[data-testid=finding]")].map((card) => card.dataset.id ?? "");
const current = (): string | undefined => document.querySelector<HTMLElement>("[aria-current=true]")?.dataset.id;
const said = (): string => document.body.textContent ?? "";

afterEach(closeStage);

describe("the list of findings", () => {
  it("stands by severity, with words, advice and what each rests on", async () => {
    await open([line("低", { severity: "low" }), line("高", { severity: "high" }), line("中")]);
    expect(ids()).toEqual(["高", "中", "低"]);
    expect(said()).toContain("早めの確認が望まれる事項（1 件）");
    expect(said()).toContain("契約をご確認ください。");
    expect(test("rests-on").textContent).toContain("境界FW");
  });

  it("is walked with J and K", async () => {
    await open([line("a"), line("b")]);
    await press("j");
    await press("j");
    expect(current()).toBe("b");
    await press("k");
    expect(current()).toBe("a");
  });

  it("is one tab stop with two rows of buttons, walked by arrow keys", async () => {
    await open([line("a"), line("b"), line("c")]);
    const stops = (): string[] =>
      [...document.querySelectorAll<HTMLElement>("[data-testid=finding], [data-testid=finding] button")]
        .filter((one) => one.tabIndex === 0)
        .map((one) => one.dataset.testid ?? "");
    expect(stops(), "the finding, what it rests on, what can be decided").toEqual(["finding", "rests-on", "accept"]);
    document.querySelector<HTMLElement>("[data-testid=finding]")?.focus();
    await press("ArrowDown");
    expect(current()).toBe("b");
    expect(stops(), "no more than before").toHaveLength(3);
    document.querySelector<HTMLElement>("[data-id=b] [data-testid=accept]")?.focus();
    await press("ArrowRight");
    expect((document.activeElement as HTMLElement).dataset.testid).toBe("reword");
    await press("ArrowLeft");
    await press("ArrowLeft");
    expect((document.activeElement as HTMLElement).dataset.testid, "round from the first to the last").toBe("in-report");
    await press("ArrowUp");
    expect(current()).toBe("a");
  });

  it("draws a long list as far as somebody has come", async () => {
    await open(Array.from({ length: 300 }, (_, at) => line(`f${at}`)));
    expect(ids()).toHaveLength(STEP);
    expect(said(), "how many there are is said").toContain("（300 件）");
    await click("findings-more");
    expect(ids()).toHaveLength(2 * STEP);
    document.querySelector<HTMLElement>("[data-id=f23]")?.focus();
    await press("ArrowDown");
    expect([current(), (document.activeElement as HTMLElement).dataset.id]).toEqual(["f24", "f24"]);
  });

  it("is drawn as far as the finding that somebody jumped to", async () => {
    await open(Array.from({ length: 100 }, (_, at) => line(`f${at}`)), { kind: "finding", id: "f70" });
    expect(current()).toBe("f70");
    expect(ids().length).toBeLessThan(80);
  });

  it("keeps reminders of the surveyor's own work apart from what is said of the hospital", async () => {
    const { last } = await open([line("a"), line("b", { reminder: true, severity: "low" })]);
    expect(ids()).toEqual(["a"]);
    await click("tab-survey");
    expect(ids()).toEqual(["b"]);
    expect([has("accept"), has("in-report")], "nothing of it is printed").toEqual([false, false]);
    await press("j");
    await press("a");
    expect(last(), "nor accepted").toBeUndefined();
    await press("x");
    await write(test("writing-reason"), "次の訪問で確認する");
    await click("writing-done");
    expect(last()?.record).toMatchObject({ state: "dismissed", reason: "次の訪問で確認する" });
    expect(said()).toContain("対応不要");
  });

  it("opens at a reminder that somebody jumped to", async () => {
    await open([line("a"), line("b", { reminder: true })], { kind: "finding", id: "b" });
    expect([ids(), current()]).toEqual([["b"], "b"]);
  });

  it("opens at the finding that somebody jumped to", async () => {
    await open([line("a"), line("b")], { kind: "finding", id: "b" });
    expect(current()).toBe("b");
  });

  it("keeps what was just decided in sight, whatever the filter says", async () => {
    await open([line("a"), line("b")]);
    document.querySelector<HTMLInputElement>("input[value=open]")?.click();
    await settled();
    await press("j");
    await press("a");
    expect(ids()).toEqual(["a", "b"]);
    await press("j");
    expect(ids(), "gone once the person moved on").toEqual(["b"]);
  });
});

describe("a decision", () => {
  it("accepts with A, under the finding's own id and without a reason", async () => {
    const { last } = await open([line("a")]);
    await press("j");
    await press("a");
    expect(last()).toEqual({
      id: "a",
      record: {
        ...{ rule: "find_isdn_line", severity: "medium", wording: line("a").wording },
        ...{ rests_on: [{ kind: "asset", id: "fw" }], state: "accepted", in_report: true },
      },
    });
  });

  it("leaves whoever writes already about the next one where they are", async () => {
    let commit = (): void => {};
    await open([line("a"), line("b")], null, new Promise((done) => (commit = done)));
    for (const key of ["j", "a", "j", "e"]) await press(key);
    expect(document.activeElement).toBe(test("writing-ja"));
    commit();
    await settled();
    expect(document.querySelector("[data-id=a]")?.getAttribute("data-state")).toBe("accepted");
    expect(document.activeElement, "what was accepted meanwhile takes no focus").toBe(test("writing-ja"));
  });

  it("dismisses only with a reason", async () => {
    const { written, last } = await open([line("a")]);
    await press("j");
    await press("x");
    await click("writing-done");
    expect(said()).toContain(catalogue.ja.findings.missingWhy);
    expect(written).toEqual([]);
    await write(test("writing-reason"), "先週、回線を撤去した");
    await click("writing-done");
    expect(last()?.record).toMatchObject({ state: "dismissed", reason: "先週、回線を撤去した" });
    expect(said()).toContain("理由：先週、回線を撤去した");
    await press("u");
    expect(test("finding").dataset.state, "taken back").toBe("open");
  });

  it("stands in other words, with a reason where a rule had the first ones", async () => {
    const { last } = await open([line("a")]);
    await press("j");
    await press("e");
    await write(test("writing-ja"), "廃止予定の回線が残っていました。");
    await click("writing-done");
    expect(said()).toContain(catalogue.ja.findings.missingWhy);
    await write(test("writing-reason"), "病院の呼び方に合わせた");
    await click("writing-done");
    expect(last()?.record).toMatchObject({
      state: "accepted",
      wording: { ja: "廃止予定の回線が残っていました。", en: "a was found." },
      reason: "病院の呼び方に合わせた",
    });
  });

  it("leaves a finding out of the report without deciding about it", async () => {
    const { last } = await open([line("a")]);
    await click("in-report");
    expect(last()?.record).toMatchObject({ state: "open", in_report: false });
    await click("in-report");
    expect(last()?.record.in_report, "with the revision of the first").toBe(true);
  });

  it("that somebody else made first is shown, not overwritten", async () => {
    const { written, makeStale } = await open([line("a")]);
    makeStale();
    await press("j");
    await press("a");
    expect(written).toEqual([]);
    expect(document.querySelector("[role=alert]")).not.toBeNull();
  });
});

describe("a finding by hand", () => {
  it("is written, and can be removed", async () => {
    const { last } = await open([]);
    expect(said()).toContain(catalogue.ja.findings.empty);
    await press("n");
    await click("writing-done");
    expect(said()).toContain(catalogue.ja.findings.missingText);
    await write(test("writing-ja"), "サーバー室の扉が開いていました。");
    await click("writing-done");
    expect(last()).toEqual({
      id: "hand",
      record: {
        ...{ severity: "medium", wording: { ja: "サーバー室の扉が開いていました。", en: "" }, rests_on: [] },
        ...{ state: "accepted", in_report: true },
      },
    });
    expect(current()).toBe("hand");
    await click("remove");
    expect(ids()).toEqual([]);
  });

  it("names the records that it rests on, found by their words", async () => {
    const { last } = await open([]);
    await press("n");
    await write(test("writing-ja"), "扉が開いていました。");
    test("rests-field").focus();
    await write(test("rests-field"), "FW");
    await new Promise((done) => setTimeout(done, 200));
    await settled();
    const offered = [...document.querySelectorAll("[role=option]")].map((one) => one.textContent);
    expect(offered, "no item that nobody answered, and no other finding").toHaveLength(1);
    await press("ArrowDown");
    await press("Enter");
    expect(test("rests-picker").textContent).toContain("境界FW");
    await click("writing-done");
    expect(last()?.record.rests_on).toEqual([{ kind: "asset", id: "fw" }]);
    await click("reword");
    document.querySelector<HTMLElement>("[data-testid=rests-picker] li button")?.click();
    await settled();
    await click("writing-done");
    expect(last()?.record.rests_on, "and taken off again").toEqual([]);
  });

  it("is not lost by beginning something else", async () => {
    await open([line("a")]);
    await press("n");
    await write(test("writing-ja"), "書きかけ");
    test("finding").focus();
    await press("x");
    expect((test("writing-ja") as HTMLTextAreaElement).value).toBe("書きかけ");
    await click("writing-cancel");
    expect(has("writing")).toBe(false);
  });
});
