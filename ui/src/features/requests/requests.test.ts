import { flushSync, mount, unmount } from "svelte";
import { afterEach, describe, expect, it } from "vitest";
import { catalogue } from "../../lib/i18n";
import { fakeBackend, type Answers } from "../../lib/ipc/fake";
import type { Kept, Request } from "../../lib/ipc/generated";
import { paste } from "../../lib/ledger/page";
import { Behind, overview } from "../../lib/records/behind";
import Provided from "../../lib/ui/Provided.fixture.svelte";
import RequestsStage from "./RequestsStage.svelte";
import { stateWords } from "./words";

const request = (id: string, more: Partial<Request>): Kept<Request> => ({
  id,
  rev: 1,
  record: { kind: "homework", what: id, from_whom: "室長", asked_on: "2026-11-01", outcome: "open", ...more },
});

let shown: ReturnType<typeof mount> | undefined;

async function settled(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) {
    flushSync();
    await new Promise((done) => setTimeout(done, 0));
  }
}

/** What came with requests: kept by id, taken away for good. */
const papers: Answers = {
  evidence_list: () => [{ id: "p", rev: 1, record: { name: "写し", media_type: "application/pdf", bytes: 2048, sha256: "" } }],
  evidence_add: () => ({ id: "p", rev: 1, saved_at: "2026-11-21T04:00:00Z" }),
};

async function open(...requests: Kept<Request>[]) {
  const behind = new Behind({ request: requests, system: [], interview: [] });
  const props = { survey: "s", overview, reloadOverview: async () => {}, target: null };
  shown = mount(Provided, {
    target: document.body,
    props: { part: RequestsStage, props, backend: fakeBackend({ ...behind.answers, ...papers }) },
  });
  await settled();
  return { behind, last: () => behind.written.at(-1)?.record as Request };
}

function test(id: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  if (!found) throw new Error(`nothing on the page is ${id}`);
  return found;
}

async function click(id: string): Promise<void> {
  test(id).click();
  await settled();
}

async function write(id: string, text: string): Promise<void> {
  const field = test(id) as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  field.dispatchEvent(new FocusEvent("blur"));
  await settled();
}

const rows = (): string[] => [...document.querySelectorAll<HTMLElement>("[data-testid=table-row]")].map((row) => row.dataset.id ?? "");

afterEach(async () => {
  if (shown) await unmount(shown);
  shown = undefined;
});

describe("the list of requests", () => {
  it("puts what is overdue first and what is closed last", async () => {
    await open(
      request("closed", { outcome: "received", closed_on: "2026-11-02" }),
      request("later", { due_on: "2026-12-01" }),
      request("long overdue", {}),
      request("due", { due_on: "2026-11-21" }),
    );
    expect(rows()).toEqual(["long overdue", "due", "later", "closed"]);
    expect(document.body.textContent, "not by colour alone").toContain("期限超過 13 日");
  });

  it.each([
    ["homework", "not_submitted"],
    ["vendor_enquiry", "could_not_be_provided"],
  ] as const)("records with one press that a %s came to nothing", async (kind, outcome) => {
    const { last } = await open(request("a", { kind, consent_on: "2026-11-01" }));
    await click(`row-${outcome}`);
    expect(last()).toMatchObject({ outcome, closed_on: "2026-11-21" });
  });

  it("adds one from a line: asked today, due in a week", async () => {
    const { last } = await open();
    await click("quick-save");
    expect(document.body.textContent).toContain("依頼するものを入力してください。");
    await write("quick-what", "ネットワーク構成図");
    await write("quick-from", "情報システム室長");
    await click("quick-save");
    expect(last()).toEqual({
      ...{ kind: "homework", what: "ネットワーク構成図", from_whom: "情報システム室長" },
      ...{ asked_on: "2026-11-21", due_on: "2026-11-28", outcome: "open" },
    });
    expect((test("quick-what") as HTMLInputElement).value, "ready for the next").toBe("");
  });
});

describe("one request", () => {
  it("becomes an enquiry to a vendor only with the hospital's consent", async () => {
    const { behind, last } = await open(request("a", { outcome: "not_submitted", closed_on: "2026-11-20" }));
    test("table-row").click();
    await settled();
    test("request-kind").querySelector<HTMLInputElement>("input[value=vendor_enquiry]")?.click();
    await settled();
    expect(document.body.textContent).toContain(catalogue.ja.requests.consentFirst);
    await write("request-consent", "2026-11-19");
    await settled();
    expect(last()).toMatchObject({ kind: "vendor_enquiry", consent_on: "2026-11-19", outcome: "could_not_be_provided" });
    await write("request-consent", "");
    expect(behind.written, "the consent cannot be taken out again").toHaveLength(2);
  });

  it("is not due before it was asked for", async () => {
    const { behind } = await open(request("a", {}));
    test("table-row").click();
    await settled();
    await write("request-due", "2026-10-01");
    expect(document.body.textContent).toContain("依頼日より前の期限は使えません。");
    expect(behind.written).toEqual([]);
    await write("request-due", "2026-11-30");
    expect(behind.written).toHaveLength(1);
  });

  it("goes back to waiting, without a closing day", async () => {
    const { last } = await open(request("a", { outcome: "received", closed_on: "2026-11-20" }));
    test("table-row").click();
    await settled();
    await click("outcome-open");
    expect(last()).toMatchObject({ outcome: "open", closed_on: null });
  });
});

it.each([
  ["2026-11-15", "期限超過 6 日"],
  ["2026-11-21", "今日が期限"],
  ["2026-11-24", "あと 3 日"],
])("a request due on %s on the 21st is: %s", (due_on, words) => {
  expect(stateWords(request("a", { due_on }).record, "2026-11-21", { t: catalogue.ja, current: "ja" })).toBe(words);
});

describe("what came", () => {
  it("keeps the paper that came with the request", async () => {
    const { last } = await open(request("a", {}));
    document.querySelector<HTMLElement>("[data-testid=table-row]")?.click();
    await settled();
    await paste(window, "", [new File([new Uint8Array([1])], "a.pdf", { type: "application/pdf" })]);
    expect(last()).toMatchObject({ what: "a", evidence: ["p"] });
    expect(test("evidence-line").dataset.type).toBe("application/pdf");
    expect((test("evidence-name") as HTMLInputElement).value).toBe("写し");
  });

  it("says in one row what was asked for, of whom and until when, and is found by each", async () => {
    await open(request("a", { what: "契約書の写し", from_whom: "放射線技師長", due_on: "2026-11-10" }), request("b", { due_on: "2026-11-30" }));
    expect(test("table-row").textContent).toContain("契約書の写し");
    expect(test("table-row").textContent).toContain("2026年11月10日");
    await write("table-filter", "技師長");
    expect(rows()).toEqual(["a"]);
  });
});
