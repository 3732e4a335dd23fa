import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { serve, showInApp } from "../../lib/testing/app";
import ProfilePage from "./ProfilePage";

const words = (...values: string[]) => values.map((value) => ({ value, words: value }));
const LISTS = {
  skills: words("archives", "budgeting"),
  topics: words("forms"),
  languages: words("en", "nl"),
  organisation_kinds: [],
};
const EMPTY = {
  skills: [],
  topics: [],
  languages: ["en"],
  hours_a_week: 0,
  dotank_cap: 1,
  paused: false,
  open_to_peers: false,
  missing: [{ code: "no_hours", words: "Say how many hours." }],
};

async function open(replies: Parameters<typeof serve>[0] = {}) {
  const heard = serve({ "GET /api/me/profile/": [200, EMPTY], "GET /api/words/": [200, LISTS], ...replies });
  await showInApp(() => <ProfilePage />);
  await screen.findByRole("heading", { name: "What I offer" });
  return heard;
}

describe("what I offer", () => {
  test("says what is missing, takes a skill with its level in words and sends the whole", async () => {
    const user = userEvent.setup();
    const heard = await open({
      "PUT /api/me/profile/": (asked) => [200, { ...(asked.body as object), missing: [] }],
    });
    expect(screen.getByText("Say how many hours.")).toBeTruthy();

    await user.selectOptions(screen.getByLabelText("Add a first skill"), "archives");
    await user.click(screen.getByRole("button", { name: "Add" }));
    await user.selectOptions(screen.getByLabelText("archives"), "Others come to me for it");
    await user.click(screen.getByRole("checkbox", { name: "I want to use this: archives" }));
    const hours = screen.getByLabelText("Hours a week");
    await user.clear(hours);
    await user.type(hours, "6");
    await user.click(screen.getByRole("button", { name: "Save" }));

    await waitFor(() => expect(screen.getByRole("status").textContent).toBe("Saved"));
    expect(heard.find((asked) => asked.method === "PUT")?.body).toEqual({
      skills: [{ skill: "archives", level: 4, wants_to_use: false }],
      topics: [],
      languages: ["en"],
      hours_a_week: 6,
      dotank_cap: 1,
      paused: false,
      open_to_peers: false,
    });
    expect(screen.queryByText("Say how many hours.")).toBeNull();
  });

  test("keeps what was chosen when the server refuses, and says it at the field", async () => {
    const user = userEvent.setup();
    await open({
      "PUT /api/me/profile/": [422, { code: "invalid", detail: "", details: { hours_a_week: ["At most 40."] } }],
    });
    const hours = screen.getByLabelText("Hours a week");
    await user.clear(hours);
    await user.type(hours, "90");
    await user.click(screen.getByRole("button", { name: "Save" }));

    const summary = await screen.findByRole("alert");
    expect(within(summary).getByText(/At most 40/)).toBeTruthy();
    expect(hours).toHaveProperty("value", "90");
  });
});
