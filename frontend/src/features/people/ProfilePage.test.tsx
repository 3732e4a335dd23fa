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
  free_periods: [] as object[],
  missing: [{ code: "no_hours", words: "Say how many hours." }],
};

async function open(replies: Parameters<typeof serve>[0] = {}) {
  const heard = serve({
    "GET /api/me/profile/": [200, EMPTY],
    "GET /api/words/": [200, LISTS],
    "GET /api/me/blocks/": [200, { next: null, previous: null, results: [] }],
    ...replies,
  });
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

    await waitFor(() => expect(screen.getByText("Saved")).toBeTruthy());
    expect(heard.find((asked) => asked.method === "PUT")?.body).toEqual({
      skills: [{ skill: "archives", level: 4, wants_to_use: false }],
      topics: [],
      languages: ["en"],
      hours_a_week: 6,
      dotank_cap: 1,
      paused: false,
      open_to_peers: false,
      free_periods: [],
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

  test("takes weeks with other hours and says at its field what is wrong with one", async () => {
    const user = userEvent.setup();
    const heard = await open({
      "PUT /api/me/profile/": [
        422,
        { code: "invalid", detail: "", details: { "free_periods.0.until": ["The last day lies after the first."] } },
      ],
    });
    await user.click(screen.getByRole("button", { name: "Add a period" }));
    const period = within(screen.getByRole("group", { name: "Period 1" }));
    await user.type(period.getByLabelText("First day"), "2027-02-01");
    await user.type(period.getByLabelText("Last day"), "2027-01-01");
    await user.click(screen.getByRole("button", { name: "Save" }));

    await screen.findByRole("alert");
    expect(heard.find((asked) => asked.method === "PUT")?.body).toMatchObject({
      free_periods: [{ since: "2027-02-01", until: "2027-01-01", hours_a_week: 4 }],
    });
    expect(period.getByLabelText("Last day").getAttribute("aria-invalid")).toBe("true");
    expect(period.getByLabelText("First day").getAttribute("aria-invalid")).toBeNull();

    await user.click(screen.getByRole("button", { name: "Remove (Period 1)" }));
    expect(screen.queryByRole("group", { name: "Period 1" })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Add a period" }));
  });

  test("keeps a list of those I would rather not work with, by address", async () => {
    const user = userEvent.setup();
    const results = [{ id: "b1", email: "somebody@home.example" }];
    const heard = await open({
      "GET /api/me/blocks/": () => [200, { next: null, previous: null, results }],
      "POST /api/me/blocks/": (asked) => {
        results.push({ id: "b2", ...(asked.body as { email: string }) });
        return [201, results.at(-1)];
      },
      "POST /api/me/blocks/b1/remove/": () => {
        results.shift();
        return [200, null];
      },
    });
    await user.type(screen.getByLabelText("Work address of the colleague"), "other@home.example");
    await user.click(screen.getByRole("button", { name: "Put on my list" }));

    expect(await screen.findByRole("button", { name: "Remove (other@home.example)" })).toBeTruthy();
    expect(heard.find((asked) => asked.method === "POST")?.key).toBeTruthy();

    await user.click(screen.getByRole("button", { name: "Remove (somebody@home.example)" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Remove (somebody@home.example)" })).toBeNull());
    expect(document.activeElement?.textContent).toBe("With whom I would rather not be in a team");
  });
});
