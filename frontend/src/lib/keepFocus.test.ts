import { afterEach, beforeEach, expect, test } from "vitest";
import { keepFocus } from "./keepFocus";

let root: HTMLElement;

beforeEach(() => {
  root = document.createElement("div");
  document.body.append(root);
  keepFocus(root);
});
afterEach(() => root.remove());

const put = (inside: string): void => {
  root.innerHTML = `<main><button id="other">Other</button><section>${inside}</section></main>`;
};
const at = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
const instead = async (inside: string): Promise<void> => {
  (root.querySelector("section") as HTMLElement).innerHTML = inside;
  await new Promise((done) => setTimeout(done, 20));
};

test("the form that takes a button's place gets the focus, and the button when it is back", async () => {
  put(`<button id="open">Ask everybody</button>`);
  at("open").focus();

  await instead(
    `<form><button id="help">Help</button><input id="question"><button id="not-now">Not now</button></form>`,
  );
  expect(document.activeElement).toBe(at("question"));

  at("not-now").focus();
  await instead(`<button id="open">Ask everybody</button>`);
  expect(document.activeElement).toBe(at("open"));
});

test("the button that unfolded a form below itself has the focus again when the form is folded", async () => {
  put(
    `<button id="answer">Send back</button><form><textarea id="reason"></textarea><button id="not-now">Not now</button></form>`,
  );
  for (const id of ["other", "answer", "reason", "not-now"]) at(id).focus();

  root.querySelector("form")?.remove();
  await new Promise((done) => setTimeout(done, 20));
  expect(document.activeElement).toBe(at("answer"));
});

test("it goes nowhere when nothing came instead", async () => {
  put(`<button id="open">Take it away</button>`);
  at("open").focus();

  await instead("<p>It is gone.</p>");
  expect(document.activeElement).toBe(document.body);
});

test("whoever took the focus keeps it", async () => {
  put(`<button id="open">Ask everybody</button>`);
  at("open").focus();
  (root.querySelector("section") as HTMLElement).innerHTML = `<input id="first"><input id="second">`;
  at("second").focus();
  await new Promise((done) => setTimeout(done, 20));

  expect(document.activeElement).toBe(at("second"));
});

test("on another page the page decides", async () => {
  put(`<button id="open">Ask everybody</button>`);
  at("open").focus();
  history.pushState(null, "", "/elsewhere");

  await instead(`<input id="first">`);
  expect(document.activeElement).toBe(document.body);
});
