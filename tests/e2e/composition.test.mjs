// Japanese is typed through an input method: while it composes, its keys are its own, and nothing saves, answers, jumps or
// loses a character. None is installed here, so the page is told what WebKit tells of one, in its order.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { call, firstInterview, keptAnswers, openFirstInterview, until } from "./interview-page.mjs";
import { isThere, machine, press } from "./machine.mjs";
import { eventually } from "./process.mjs";

const field = (window, id) => window.run("return document.querySelector(`[data-testid=${args[0]}]`)?.value ?? null;", id);
const focus = (window, id) => window.run("document.querySelector(`[data-testid=${args[0]}]`).focus();", id);

describe("an input method", { timeout: 120_000 }, () => {
  const here = machine();
  let desktop;
  let window;
  let survey;

  before(async () => {
    desktop = await here.open();
    window = desktop.session;
    await press(window, "way-sample");
    survey = await openFirstInterview(window);
  });
  after(async () => {
    await desktop?.close();
    here.clear();
  });

  const kept = () => keptAnswers(window, survey);
  const notes = async () => (await kept()).map((record) => record.note ?? "");

  /** What WebKit tells of a composition in the field with the focus: `steps` stand there one after another. */
  const compose = (steps, { blurAt = -1 } = {}) =>
    window.run(
      `const [steps, blurAt] = args;
      const field = document.activeElement;
      const key = (type, key) => {
        const event = new KeyboardEvent(type, { key, bubbles: true, cancelable: true });
        Object.defineProperty(event, "keyCode", { value: type === "keydown" ? 229 : 13 });
        return field.dispatchEvent(event);
      };
      const before = field.value;
      const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set;
      const put = (text, isComposing) => {
        set.call(field, before + text);
        field.dispatchEvent(new InputEvent("input", { inputType: isComposing ? "insertCompositionText" : "insertText", data: text, isComposing, bubbles: true }));
      };
      field.dispatchEvent(new CompositionEvent("compositionstart", { data: "", bubbles: true }));
      for (const [at, text] of steps.entries()) {
        key("keydown", "Process");
        field.dispatchEvent(new CompositionEvent("compositionupdate", { data: text, bubbles: true }));
        put(text, true);
        if (at === blurAt) window.dispatchEvent(new Event("blur"));
        // As slow as a person: longer than the pause after which plain typing is saved.
        await new Promise((later) => setTimeout(later, 250));
        if (field.value !== before + text) return "at " + text + " the field holds " + field.value;
      }
      const during = document.querySelector("[data-testid=saved]")?.dataset.state ?? null;
      field.dispatchEvent(new CompositionEvent("compositionend", { data: steps.at(-1), bubbles: true }));
      put(steps.at(-1), false);
      // WebKit tells of the Enter that confirmed only now, and not that it belonged to a composition.
      key("keydown", "Enter");
      key("keyup", "Enter");
      return during;`,
      steps,
      blurAt,
    );
  const WORD = ["ｋ", "か", "かｋ", "かく", "かくに", "かくにん", "確認"];

  it("is not disturbed by saving, and its text is neither doubled nor lost", async () => {
    await window.press("Escape", "j");
    await focus(window, "note");
    const before = await field(window, "note");
    assert.equal(await compose(WORD), "typing", "half a word is not saved");
    assert.equal(await field(window, "note"), `${before}確認`);
    await compose(["す", "すみ", "済み"]);
    await until(window, "saved", (seen) => seen.saved === "saved");
    assert.equal(await field(window, "note"), `${before}確認済み`);
    assert.ok((await notes()).includes(`${before}確認済み`), JSON.stringify(await notes()));
  });

  it("that tells of the finished word alone, as IBus does, has it kept once", async () => {
    await focus(window, "note");
    const before = await field(window, "note");
    await window.run(`
      const field = document.activeElement;
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, field.value + "完了");
      field.dispatchEvent(new InputEvent("input", { inputType: "insertFromComposition", data: "完了", isComposing: true, bubbles: true }));
      field.dispatchEvent(new CompositionEvent("compositionend", { data: "完了", bubbles: true }));`);
    await eventually(10_000, "the word in a commit", async () => (await notes()).includes(`${before}完了`));
    assert.equal(await field(window, "note"), `${before}完了`);
  });

  it("goes on when the window loses the focus in the middle of a word", async () => {
    await focus(window, "note");
    const before = await field(window, "note");
    await compose(["さ", "さい", "再"], { blurAt: 1 });
    await until(window, "saved", (seen) => seen.saved === "saved");
    assert.equal(await field(window, "note"), `${before}再`);
    assert.ok((await notes()).includes(`${before}再`), "and the whole of it is kept");
  });

  it("keeps its Enter and its digits for itself", async () => {
    await press(window, "stage-interviews");
    await press(window, "new-interview");
    await window.run("document.querySelector('[name=interviewee]').focus();");
    await compose(["じ", "事務長"]);
    assert.equal(await isThere(window, "[name=interviewee]"), true, "confirming a word sends no form");
    assert.equal(await window.run("return document.querySelector('[name=interviewee]').value;"), "事務長");
    await window.press("Escape");
    await firstInterview(window);
    const before = JSON.stringify(await kept());
    const reached = await window.run(`
      const event = new KeyboardEvent("keydown", { key: "2", bubbles: true, cancelable: true });
      Object.defineProperty(event, "keyCode", { value: 229 });
      return document.activeElement.dispatchEvent(event);`);
    assert.equal(reached, true, "nobody took the key");
    assert.equal(JSON.stringify(await kept()), before, "a digit that chooses a word answers nothing");
  });
});
