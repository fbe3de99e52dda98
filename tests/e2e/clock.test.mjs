// The clock of an interview outlives the window: what it counted, and where it stood still, is there again after the
// window was killed as a power cut would.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { beginInterview, call } from "./interview-page.mjs";
import { appears, machine, newVault, PASSPHRASE, press, type } from "./machine.mjs";
import { eventually } from "./process.mjs";

const LIST = { id: "mhlw-5.2-admin", version: "1" };

describe("the clock of an interview", { timeout: 180_000 }, () => {
  const here = machine();
  let desktop;
  let window;
  let survey;

  before(async () => {
    desktop = await here.open();
    window = desktop.session;
    await newVault(here, window, "K");
    await call(window, "recovery_key_pending_set", { pending: false });
    await call(window, "survey_create", { label: "clock", record: { firm: "調査会社" } });
    await window.run("location.reload();");
    await press(window, "survey");
    survey = (await call(window, "survey_list"))[0].survey;
    await appears(window, "stage-interviews");
    await beginInterview(window, LIST, "clock tester");
  });
  after(async () => {
    await desktop?.close();
    here.clear();
  });

  const record = async () => (await call(window, "interview_list", { survey }))[0].record;
  const seconds = () => window.run("return Number(document.querySelector('[data-testid=clock]').dataset.seconds);");
  const whole = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 1000);

  it("keeps its breaks in the record", async () => {
    await press(window, "clock-toggle");
    await eventually(10_000, "two seconds", async () => (await seconds()) >= 2);
    await press(window, "clock-toggle");
    await eventually(10_000, "a pause in a commit", async () => (await record()).ended);
    const stood = await seconds();
    await eventually(10_000, "three seconds of a pause", async () => whole((await record()).ended, new Date()) >= 3);
    assert.equal(await seconds(), stood, "it stands still");
    await press(window, "clock-toggle");
    const [pause] = await eventually(10_000, "the break in a commit", async () => (await record()).breaks);
    assert.ok(whole(pause.from, pause.to) >= 2, "as long as it stood still");
  });

  it("goes on after the window was killed, without its breaks", async () => {
    const before = await record();
    desktop.kill();
    await desktop.close();
    desktop = await here.open();
    window = desktop.session;
    await press(window, "recent");
    await type(window, "passphrase", PASSPHRASE);
    await window.press("Enter");
    await press(window, "survey");
    await press(window, "stage-interviews");
    await press(window, "interview");
    await appears(window, "clock");
    assert.deepEqual(await record(), before, "nothing was lost");
    const [pause] = before.breaks;
    await eventually(10_000, "the time since it began, without the break", async () => {
      const expected = whole(before.started, new Date()) - whole(pause.from, pause.to);
      return Math.abs((await seconds()) - expected) <= 2;
    });
    assert.match(await window.text("[data-testid=clock]"), /▶/, "and it runs");
  });

  it("books its time for whoever opened the vault, and the effort sheet shows it", async () => {
    await press(window, "clock-book");
    await appears(window, "clock-booked");
    await press(window, "clock-toggle");
    await press(window, "stage-effort");
    await press(window, "tab-entries");
    await appears(window, "table-row");
    const entry = await window.run("return document.querySelector('[data-testid=table-row]').textContent;");
    assert.match(entry, /K.*0\.25/s, "the sign of whoever works here, and a quarter of an hour");
  });
});
