import { describe, expect, it } from "vitest";
import { day, dayAndTime, dayInJapan, daysLater, parseDay, timeOfDay } from "./format";

describe("days", () => {
  it.each([
    ["2026-11-21T14:59:59Z", "2026-11-21"],
    ["2026-11-21T15:00:00Z", "2026-11-22"],
    ["2026-12-31T15:00:00.5Z", "2027-01-01"],
  ])("of %s in Japan it is %s, as the wire has it", (moment, expected) => {
    expect(dayInJapan(moment)).toBe(expected);
  });

  it.each([
    ["2026-11-21", "2026-11-21"],
    ["2026/1/5", "2026-01-05"],
    ["20261121", "2026-11-21"],
    ["２０２６－１１－２１", "2026-11-21"],
    ["2026年11月21日", "2026-11-21"],
    ["2026-02-30", null],
    ["11-21", null],
    ["soon", null],
    ["", null],
  ])("reads %s as %s", (typed, expected) => {
    expect(parseDay(typed)).toBe(expected);
  });

  it.each([
    ["2023", "2023年"],
    ["2023-03", "2023年3月"],
    ["2023-03-17", "2023年3月17日"],
  ])("writes %s no more precisely than it is known", (text, expected) => {
    expect(day(text, "ja")).toBe(expected);
  });

  it("are shown as in Japan, wherever the laptop is", () => {
    expect(timeOfDay("2026-11-21T04:02:11.5Z", "ja")).toBe("13:02:11");
    expect(dayAndTime("2026-11-20T20:02:11Z", "ja")).toBe("2026年11月21日 5:02");
  });

  it("counts over the end of a month", () => {
    expect(daysLater("2026-11-28", 7)).toBe("2026-12-05");
  });
});
