import { describe, expect, test } from "vitest";
import { type LessonValues, merge } from "./useLesson";

const before = { tried: "a", happened: "b", principles: ["p1-embrace"] } as unknown as LessonValues;

describe("a lesson two people write", () => {
  test("takes over what only the other changed, and keeps mine", () => {
    const typed = { ...before, tried: "mine" };
    const fresh = { ...before, happened: "theirs", principles: ["p2-equip"] } as LessonValues;

    expect(merge(before, typed, fresh)).toEqual({
      mine: { tried: "mine", happened: "theirs", principles: ["p2-equip"] },
      both: {},
    });
  });

  test("keeps mine and shows theirs where both wrote", () => {
    const { mine, both } = merge(before, { ...before, tried: "mine" }, { ...before, tried: "theirs" });

    expect(mine.tried).toBe("mine");
    expect(both).toEqual({ tried: "theirs" });
  });

  test("sees no clash where both wrote the same", () => {
    expect(merge(before, { ...before, tried: "same" }, { ...before, tried: "same" }).both).toEqual({});
  });
});
