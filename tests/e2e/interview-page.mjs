// The interview as the window tests use it: by keys and presses, and by what stands on the page.
import { eventually } from "./process.mjs";

/** What a person sees of the present item, and how far the interview has come. */
export function see(window) {
  return window.run(`
    const find = (id) => document.querySelector("[data-testid=" + id + "]");
    const item = find("item");
    return {
      no: item?.dataset.no ?? null,
      kind: item?.dataset.kind ?? null,
      pressed: [...(item?.querySelectorAll("[aria-pressed=true][data-testid^=answer-]") ?? [])].map((b) => b.dataset.testid),
      confirmed: Number(find("progress")?.dataset.confirmed ?? -1),
      applicable: Number(find("progress")?.dataset.applicable ?? -1),
      saved: find("saved")?.dataset.state ?? null,
      savedAt: find("saved")?.dataset.at ?? null,
      savedWords: find("saved")?.textContent.trim() ?? "",
      live: find("live")?.textContent ?? "",
      refusal: document.querySelector("[role=alert]")?.textContent.trim() ?? null,
      focusLost: document.activeElement === document.body,
    };`);
}

/** Waits until what is seen satisfies `is`. */
export function until(window, what, is, ms = 15_000) {
  return eventually(ms, what, async () => {
    const seen = await see(window);
    if (seen.refusal) throw new Error(`the window says: ${seen.refusal}`);
    return is(seen) ? seen : null;
  });
}

/** Asks the command table, as the page does. */
export function call(window, name, args = {}) {
  return window.run("return window.__TAURI_INTERNALS__.invoke('ipc', { name: args[0], args: args[1] });", name, args);
}

/** From anywhere in a survey to an interview on `list` that has just begun. `filled` is told before it does. */
export async function beginInterview(window, list, interviewee, filled = async () => {}) {
  await window.click("[data-testid=stage-interviews]");
  await eventually(15_000, "the list of interviews", () => window.find("[data-testid=new-interview]"));
  await window.click("[data-testid=new-interview]");
  await window.click(`input[type=radio][value="${list.id}/${list.version}"]`);
  await window.run("document.querySelector('[name=interviewee]').focus();");
  await window.press(...interviewee);
  await filled();
  await window.press("Enter");
  return until(window, `the interview on ${list.id}`, (seen) => seen.no !== null && seen.confirmed === 0);
}

/** The keys that answer an item of a kind; the answer field, where there is one, is left again. */
export function keysFor(kind) {
  switch (kind) {
    case "mark":
    case "yes_no":
    case "yes_no_date":
      return ["1"];
    case "single":
    case "multi":
      return ["1", " "];
    case "number":
    case "table":
      return ["1", "4", "2", "Enter"];
    case "text":
      return ["1", ..."answer", "Escape"];
    default:
      throw new Error(`nobody told this test how to answer ${kind}`);
  }
}

/** Answers every item that applies, from the present one on and then whatever is left, and gives the last sight.
 * `answered` is told of each item. */
export async function answerAll(window, answered = async () => {}) {
  let seen = await see(window);
  for (let round = 0; round < 5; round += 1) {
    for (;;) {
      const before = seen;
      if (before.focusLost) throw new Error(`at ${before.no} the focus is nowhere`);
      await window.press(...keysFor(before.kind));
      await answered(before);
      await window.press("j");
      seen = await see(window);
      if (seen.no === before.no) break;
    }
    seen = await until(window, "everything saved", (now) => now.saved === "saved");
    if (seen.confirmed === seen.applicable) return seen;
    // What an answer brought to light behind us is left: go through that alone.
    for (const filter of ["all", "unanswered"]) {
      await window.click(`[data-testid=filter] label:has(input[value=${filter}])`);
    }
    await window.press("Enter");
    seen = await until(window, "an item that is left", (now) => now.no !== null && !now.focusLost);
  }
  throw new Error(`not complete: ${JSON.stringify(seen)}`);
}

/** From the list of surveys to an item of the first interview of the first survey; gives that survey. */
export async function openFirstInterview(window) {
  await eventually(60_000, "a survey", () => window.find("[data-testid=survey]"));
  const [{ survey }] = await call(window, "survey_list");
  await window.click("[data-testid=survey]");
  await eventually(20_000, "the stages", () => window.find("[data-testid=stage-interviews]"));
  await firstInterview(window);
  return survey;
}

/** From anywhere in a survey to an item of its first interview. */
export async function firstInterview(window) {
  await window.click("[data-testid=stage-interviews]");
  await eventually(20_000, "an interview", () => window.find("[data-testid=interview]"));
  await window.click("[data-testid=interview]");
  await until(window, "an item", (seen) => seen.no !== null && !seen.focusLost);
}

/** The answers to the present item, as the vault has them. */
export async function keptAnswers(window, survey) {
  const { no } = await see(window);
  const answers = await call(window, "answer_list", { survey });
  return answers.map(({ record }) => record).filter((record) => record.item === no);
}
