import { describe, expect, test } from "vitest";
import { headingsFrom, inWords } from "./SavedDocument";

describe("headings of a saved document", () => {
  test("start where the page says, and keep their order", () => {
    expect(headingsFrom("<h1>A</h1><p>x</p><h2>B</h2>", 3)).toBe("<h3>A</h3><p>x</p><h4>B</h4>");
    expect(headingsFrom("<h3>A</h3>", 2)).toBe("<h2>A</h2>");
  });

  test("never go deeper than six", () => {
    expect(headingsFrom("<h1>A</h1><h6>B</h6>", 4)).toBe("<h4>A</h4><h6>B</h6>");
  });

  test("a document without headings stays as it is", () => {
    expect(headingsFrom("<p>h1 and h2</p>", 3)).toBe("<p>h1 and h2</p>");
  });
});

test("the day a task is due is written out, and nothing else is touched", () => {
  const due = '<time datetime="2031-12-03">2031-12-03</time>';

  expect(inWords(`<p>2031-12-03</p>${due}`)).toBe(
    '<p>2031-12-03</p><time datetime="2031-12-03">3 December 2031</time>',
  );
});
