import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { serve, showInApp } from "../../lib/testing/app";
import { OpenCalls } from "./OpenCalls";

const CALL = {
  id: "c1",
  dotank_id: "d1",
  problem: { id: "p1", title: "Three signatures", language: "en", place: "Leeds" },
  words: "We still need somebody who knows archives.",
  language: "en",
  until: "2026-12-01",
  hours_a_week: 4,
  weeks: 13,
  works_in: "en",
  is_open: true,
  my_request: null,
};
const page = (...results: unknown[]) => ({ next: null, previous: null, results });

test("asks to join with a reason", async () => {
  const user = userEvent.setup();
  const heard = serve({
    "GET /api/open-calls/": [200, page(CALL)],
    "POST /api/open-calls/c1/requests/": [201, {}],
  });
  await showInApp(() => <OpenCalls />);
  const list = within(await screen.findByRole("list"));
  expect(list.getByText(CALL.words)).toBeTruthy();

  await user.click(list.getByRole("button", { name: "Ask to join" }));
  await user.type(list.getByRole("textbox", { name: /^Why you/ }), "I know archives.");
  await user.click(list.getByRole("button", { name: "Ask to join" }));

  await waitFor(() => expect(heard.find((one) => one.method === "POST")?.body).toEqual({ reason: "I know archives." }));
});

test("shows what was answered, and nothing where no call fits", async () => {
  const asked = { id: "r1", reason: "x", state: "refused", state_words: "Not this time", answer: "We are complete." };
  serve({ "GET /api/open-calls/": [200, page({ ...CALL, my_request: asked })] });
  await showInApp(() => <OpenCalls />);
  expect(await screen.findByText("We are complete.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Ask to join|Take it back/ })).toBeNull();
});
