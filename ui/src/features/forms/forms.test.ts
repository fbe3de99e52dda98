import { describe, expect, it } from "vitest";
import { fakeBackend } from "../../lib/ipc/fake";
import type { AnswerValue, Checklist, FormTake, Preview, PreviewRow, Reading, RowState } from "../../lib/ipc/generated";
import { Saving } from "../../lib/saving.svelte";
import { Returned } from "./returned.svelte";

const yes: AnswerValue = { kind: "yes_no", value: true };
const no: AnswerValue = { kind: "yes_no", value: false };
const list = { id: "test", version: "1" };

function row(item: string, state: RowState, reading: Reading, more: Partial<PreviewRow> = {}, texts: Partial<PreviewRow["row"]> = {}): PreviewRow {
  return { state, brings_text: false, row: { sheet: "S", row: 1, item, number: item, cell: "x", reading, ...texts }, ...more };
}

async function returned(rows: PreviewRow[]) {
  const sent: FormTake[] = [];
  const preview: Preview = { by_numbers: false, rows, missing: [] };
  const backend = fakeBackend({
    form_get: () => preview,
    checklist_get: () => ({ id: "test", version: "1", sections: [], items: [] }) as unknown as Checklist,
    form_set: (args) => {
      sent.push(args);
      return { answers: args.rows.length, saved_at: "2026-11-21T04:00:00Z", progress: { applicable: 1, confirmed: 0, own: 1, dont_know: 0 } };
    },
  });
  const form = new Returned(backend, new Saving(), "s", "i");
  await form.read(new File(["x"], "form.xlsx"), list);
  return { form, sent, rows: form.preview?.rows ?? [] };
}

describe("a returned form", () => {
  it("takes new answers unless told otherwise, and nothing that says something else", async () => {
    const { form, rows } = await returned([
      row("1", "new", { reading: "certain", value: yes }),
      row("2", "conflict", { reading: "certain", value: no }, { existing: yes }),
      row("3", "same", { reading: "certain", value: yes }, { existing: yes }),
      row("4", "blank", { reading: "blank" }),
    ]);
    expect(form.rows).toEqual([{ item: "1", own: yes, replace: false }]);
    const [first, second] = rows as [PreviewRow, PreviewRow];
    form.choose(second, no);
    form.choose(first, null);
    expect(form.rows, "replacing was chosen").toEqual([{ item: "2", own: no, replace: true }]);
  });

  it("asks where a cell can be read in several ways", async () => {
    const { form, rows } = await returned([row("1", "ask", { reading: "ask", suggestions: [yes, no] })]);
    expect(form.rows).toEqual([]);
    const [only] = rows as [PreviewRow];
    expect(form.readings(only)).toEqual([yes, no]);
    form.choose(only, no);
    expect(form.rows).toEqual([{ item: "1", own: no, replace: false }]);
  });

  it("takes one row of several for one item, and the remarks of all", async () => {
    const { form, rows } = await returned([
      row("1", "new", { reading: "certain", value: yes }, { brings_text: true }, { flags: ["duplicate"], note: "a" }),
      row("1", "new", { reading: "certain", value: no }, { brings_text: true }, { flags: ["duplicate"], note: "b" }),
    ]);
    expect(form.rows, "nobody chose between them").toEqual([{ item: "1", note: "a\nb" }]);
    const [first, second] = rows as [PreviewRow, PreviewRow];
    form.choose(first, yes);
    form.choose(second, no);
    form.texts = false;
    expect(form.rows).toEqual([{ item: "1", own: no, replace: false }]);
  });

  it("sends what was chosen once, and forgets the file", async () => {
    const { form, sent } = await returned([row("1", "new", { reading: "certain", value: yes })]);
    expect(await form.take()).toBe(true);
    expect(sent.map(({ rows }) => rows)).toEqual([[{ item: "1", own: yes, replace: false }]]);
    expect(form.taken).toBe(1);
    expect(form.preview).toBeNull();
    expect(await form.take(), "nothing is left to take").toBe(false);
  });

  it("refuses a file that is too large before it is read", async () => {
    const backend = fakeBackend({});
    const form = new Returned(backend, new Saving(), "s", "i");
    const large = new File(["x"], "large.xlsx");
    Object.defineProperty(large, "size", { value: 33 * 1024 * 1024 });
    await form.read(large, list);
    expect(form.refused?.code).toBe("workbook_too_large");
    expect(backend.asked).toEqual([]);
  });
});
