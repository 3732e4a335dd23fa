import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { serve, showInApp } from "../../../../lib/testing/app";
import { PollEntry } from "./PollEntry";
import { Results } from "./Results";
import type { Poll } from "./requests";
import { VoteForm } from "./VoteForm";

const option = (id: string, text: string, more: object = {}) => ({
  id,
  text,
  answer: "" as const,
  count: null,
  names: [],
  mine: 0,
  ...more,
});
const POLL = {
  id: "p1",
  room_id: "r1",
  kind: "dots",
  secrecy: "always",
  question: "Which form first?",
  dots: 3,
  at_most: 2,
  state: "open",
  voted: 0,
  have_voted: false,
  counts_shown: false,
  adopted: null,
  options: [option("a", "The travel form"), option("b", "The leave form")],
  words_with_votes: [],
  abilities: { vote: true },
} as unknown as Poll;

test("says in words how many dots are left, and keeps the word of a secret vote in this browser alone", async () => {
  const user = userEvent.setup();
  const heard = serve({ "POST /api/polls/p1/vote/": [200, { ...POLL, have_voted: true }] });
  const done = vi.fn();
  await showInApp(() => <VoteForm poll={POLL} done={done} />);
  expect(await screen.findByText("3 of 3 dots left, at most 2 on one")).toBeTruthy();

  await user.clear(screen.getByLabelText("The leave form"));
  await user.type(screen.getByLabelText("The leave form"), "2");
  expect(screen.getByText("1 of 3 dots left, at most 2 on one")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Vote" }));

  await waitFor(() => expect(done).toHaveBeenCalled());
  const sent = heard.find((one) => one.method === "POST")?.body as { word: string; choices: unknown };
  expect(sent.choices).toEqual([{ option: "b", dots: 2 }]);
  expect(sent.word.length).toBeGreaterThan(30);
  expect(JSON.parse(localStorage.getItem("dtn.vote.p1") ?? "{}").word).toBe(sent.word);
});

test("shows numbers and words of a result, and withholds what would tell too much", async () => {
  const closed = {
    ...POLL,
    kind: "consent",
    state: "closed",
    counts_shown: true,
    adopted: false,
    voted: 3,
    options: [option("a", "I can live with it", { count: 2 }), option("b", "I object", { count: 1, answer: "object" })],
    words_with_votes: [{ name: "", answer: "object", reason: "The archive would have to move." }],
  } as unknown as Poll;
  await showInApp(() => <Results poll={closed} />);
  expect(await screen.findByText("Not adopted: an objection is open.")).toBeTruthy();
  expect(screen.getByRole("row", { name: /I object.*1/ })).toBeTruthy();
  expect(screen.getByText("The archive would have to move.")).toBeTruthy();

  await showInApp(() => <Results poll={{ ...closed, counts_shown: false }} />);
  expect(await screen.findByText(/Fewer than three voted/)).toBeTruthy();
});

test("whoever closes a proposal with an open objection is told what that means", async () => {
  const poll = {
    ...POLL,
    kind: "consent",
    counts_shown: true,
    options: [option("a", "I can live with it", { count: 2 }), option("b", "I object", { count: 1, answer: "object" })],
    abilities: { close: true },
  } as unknown as Poll;
  await showInApp(() => <PollEntry poll={poll} dotank="d1" meant={false} changed={() => {}} />);
  await userEvent.setup().click(await screen.findByRole("button", { name: "Close the poll" }));
  expect(screen.getByText(/Somebody objects: closed like this, the proposal is not adopted/)).toBeTruthy();
});

test("the bar of an objection has the tone of a warning", async () => {
  const closed = {
    ...POLL,
    kind: "consent",
    state: "closed",
    counts_shown: true,
    voted: 3,
    adopted: false,
    options: [
      option("a", "I agree", { answer: "consent", count: 2 }),
      option("b", "I object", { answer: "object", count: 1 }),
    ],
  } as unknown as Poll;
  await showInApp(() => <Results poll={closed} />);

  const tones = [...document.querySelectorAll("meter")].map((bar) => bar.dataset.tone);
  expect(tones).toEqual([undefined, "wait"]);
});
