import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { guardIntake, MOST_CHARACTERS } from "./intake";

describe("what stands between the outside and the fields", () => {
  const told: number[] = [];
  const reached: string[] = [];
  let end: () => void;
  let field: HTMLTextAreaElement;

  beforeEach(() => {
    told.length = 0;
    reached.length = 0;
    end = guardIntake(window, (length) => told.push(length));
    document.body.innerHTML = "<textarea></textarea>";
    field = document.querySelector("textarea") as HTMLTextAreaElement;
    for (const type of ["keydown", "paste"]) field.addEventListener(type, () => reached.push(type));
  });
  afterEach(() => end());

  function press(init: KeyboardEventInit): void {
    field.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init }));
  }

  /** Pastes a text; whether it may go in. */
  function paste(text: string, into: Element = field): boolean {
    const event = new Event("paste", { bubbles: true, cancelable: true });
    Object.assign(event, { clipboardData: { getData: (type: string) => (type === "text/plain" ? text : "") } });
    return into.dispatchEvent(event);
  }

  it("gives the keys of an input method to nobody, the Enter included that comes after its end", () => {
    press({ key: "Enter", isComposing: true });
    press({ key: "Enter", keyCode: 229 });
    press({ key: "1", keyCode: 229 });
    expect(reached).toEqual([]);
    press({ key: "Enter", keyCode: 13 });
    expect(reached, "an Enter of the person arrives").toEqual(["keydown"]);
  });

  it("lets no text in that is too long, also together with what is there", () => {
    expect(paste("x".repeat(MOST_CHARACTERS))).toBe(true);
    expect(paste("x".repeat(MOST_CHARACTERS + 1))).toBe(false);
    field.value = "x";
    expect(paste("x".repeat(MOST_CHARACTERS))).toBe(false);
    expect(told).toEqual([MOST_CHARACTERS + 1, MOST_CHARACTERS]);
    expect(reached, "what is refused reaches nobody").toEqual(["paste"]);
  });

  it("leaves blocks of cells, and what is pasted beside all fields, to whoever takes them", () => {
    const long = "x".repeat(MOST_CHARACTERS + 1);
    field.setAttribute("data-takes-blocks", "");
    expect(paste(long)).toBe(true);
    expect(paste(long, document.body)).toBe(true);
    expect(told).toEqual([]);
  });
});
