import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { serve, showInApp } from "../../lib/testing/app";
import { NextWaveForm } from "./NextWave";

const nora = { id: "nora", name: "Nora New", organisation: "School", job_title: "Teacher" };
const olaf = { id: "olaf", name: "Olaf Own", organisation: "Water Board", job_title: "Adviser" };
const WAVE = {
  advice: "ask",
  words: "Ask these colleagues at once.",
  wave: 2,
  reply_by: "2026-12-01",
  accepted: 2,
  waiting: 1,
  refused_waves: 0,
  chance: 0.4,
  chance_after: 0.9,
  asks: [
    { person: nora, reasons: ["Follows the topic “Benefits”."], instead_of: null },
    { person: olaf, reasons: [], instead_of: { ...nora, id: "finn", name: "Finn Fourth" } },
  ],
};

async function form(wave: unknown) {
  const heard = serve({ "GET /api/dotanks/d1/next-wave/": [200, wave], "POST /api/dotanks/d1/waves/": [201, {}] });
  const done = vi.fn();
  await showInApp(() => <NextWaveForm id="d1" onDone={done} onClose={() => undefined} />);
  return { heard, done };
}

test("says the chance now and then, and asks those who stay chosen", async () => {
  const user = userEvent.setup();
  const { heard, done } = await form(WAVE);
  expect(await screen.findByText(/now about 4 in 10, and then about 9 in 10/)).toBeTruthy();
  expect(screen.getByText(/Takes the seat of Finn Fourth/)).toBeTruthy();

  await user.click(screen.getByRole("checkbox", { name: /Olaf Own/ }));
  await user.click(screen.getByRole("button", { name: "Ask them" }));

  await waitFor(() => expect(done).toHaveBeenCalledWith("1 colleague has been asked."));
  const sent = heard.find((one) => one.method === "POST");
  expect(sent?.body).toMatchObject({ people: ["nora"] });
});

test("after two refused waves there is nobody to ask", async () => {
  await form({ ...WAVE, advice: "stop", words: "Two waves were refused.", asks: [] });

  expect(await screen.findByText("Two waves were refused.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Ask them" })).toBeNull();
});
