import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, it } from "vitest";
import { CommandError } from "../../lib/ipc/client";
import { fakeBackend, type Answers } from "../../lib/ipc/fake";
import { Saving } from "../../lib/saving.svelte";
import Provided from "../../lib/ui/Provided.fixture.svelte";
import SurveyList from "./SurveyList.svelte";
import { Surveys } from "./surveys.svelte";

let shown: ReturnType<typeof mount> | undefined;

async function settled(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) {
    flushSync();
    await new Promise((done) => setTimeout(done, 0));
  }
}

async function open(answers: Answers = {}) {
  const told: unknown[] = [];
  const opened: string[] = [];
  const saved = (id: string) => ({ id, rev: 1, saved_at: "2026-11-21T04:00:00Z" });
  const backend = fakeBackend({
    survey_list: () => [],
    survey_create: (args) => {
      told.push(args);
      return saved("new");
    },
    hospital_set: (args) => {
      told.push(args);
      return saved("h");
    },
    ...answers,
  });
  const surveys = new Surveys(backend, new Saving());
  await surveys.load();
  const props = { surveys, opened: (survey: string) => opened.push(survey) };
  shown = mount(Provided, { target: document.body, props: { part: SurveyList, props, backend } });
  await settled();
  return { told, opened };
}

async function click(id: string): Promise<void> {
  document.querySelector<HTMLElement>(`[data-testid="${id}"]`)?.click();
  await settled();
}

async function write(id: string, text: string): Promise<void> {
  const field = document.querySelector<HTMLInputElement>(`[data-testid="${id}"]`);
  if (!field) throw new Error(`there is no field ${id}`);
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await settled();
}

afterEach(async () => {
  if (shown) await unmount(shown);
  shown = undefined;
});

it("begins a survey with its hospital, and opens it", async () => {
  const { told, opened } = await open();
  await click("new-survey");
  await click("survey-create");
  expect(document.body.textContent).toContain("一覧に表示する名前を入力してください。");
  await write("survey-label", "架空病院 2026");
  await write("survey-firm", "調査会社");
  await write("survey-hospital", "架空病院");
  await click("survey-create");
  expect(told).toEqual([
    { label: "架空病院 2026", record: { firm: "調査会社" } },
    { survey: "new", record: { name: "架空病院", beds: {}, staff: {} } },
  ]);
  expect(opened).toEqual(["new"]);
});

it("keeps what was typed when the survey could not be begun", async () => {
  const { opened } = await open({
    survey_create: () => {
      throw new CommandError("disk_full");
    },
  });
  await click("new-survey");
  await write("survey-label", "架空病院 2026");
  await write("survey-firm", "調査会社");
  await click("survey-create");
  expect(opened).toEqual([]);
  expect(document.querySelector("[role=alert]")).not.toBeNull();
  expect(document.querySelector<HTMLInputElement>("[data-testid=survey-label]")?.value).toBe("架空病院 2026");
});

it("opens a survey whose hospital could not be written, since the survey stands", async () => {
  const { opened } = await open({
    hospital_set: () => {
      throw new CommandError("disk_full");
    },
  });
  await click("new-survey");
  await write("survey-label", "架空病院 2026");
  await write("survey-firm", "調査会社");
  await write("survey-hospital", "架空病院");
  await click("survey-create");
  expect(opened).toEqual(["new"]);
});
