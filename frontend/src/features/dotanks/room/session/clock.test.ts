import { describe, expect, test } from "vitest";
import { aheadBy, clockWords, secondsLeft, toldBetween } from "./clock";

const at = (time: string) => Date.parse(`2026-11-22T${time}Z`);
const ends = (time: string) => ({ ends_at: `2026-11-22T${time}Z`, seconds_left: null });

describe("the time that is left", () => {
  test("is the server's, however wrong this device's clock is", () => {
    const ahead = aheadBy("2026-11-22T10:00:00Z", at("08:13:00"));

    expect(secondsLeft(ends("10:05:00"), ahead, at("08:14:00"))).toBe(240);
  });

  test("is never less than none", () => {
    expect(secondsLeft(ends("10:05:00"), 0, at("10:09:00"))).toBe(0);
  });

  test("stands still where the clock does", () => {
    expect(secondsLeft({ ends_at: null, seconds_left: 77 }, 0, at("10:09:00"))).toBe(77);
  });

  test.each([
    [0, "0:00"],
    [65, "1:05"],
    [3725, "1:02:05"],
  ])("reads %i as %s", (seconds, words) => {
    expect(clockWords(seconds)).toBe(words);
  });
});

test.each([
  [301, 300, "five"],
  [300, 299, undefined],
  [61, 60, "one"],
  [1, 0, "up"],
  [0, 0, undefined],
  // A tablet that slept through all of it says only the last.
  [400, 0, "up"],
])("from %i to %i seconds it says %s", (before, after, says) => {
  expect(toldBetween(before, after)).toBe(says);
});
