import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { serve, showInApp } from "../../lib/testing/app";
import AwayPage from "./AwayPage";

const HOME = { id: "h", name: "Home", kind: "municipality", country: "NO" };
const GIVEN = {
  id: "d",
  person: { id: "m", name: "Max" },
  delegate: { id: "c", name: "Carl" },
  organisation: HOME,
  since: "2030-01-02",
  until: "2030-01-09",
  state: "ahead",
  mine: true,
  may_end: true,
};
const page = (results: unknown[]) => [200, { next: null, previous: null, results }] as [number, unknown];

describe("while I am away", () => {
  test("a manager hands over for some days, and sees who decides then", async () => {
    let given: unknown[] = [];
    const heard = serve({
      "GET /api/me/roles-to-hand-over/": [200, [{ id: "r", organisation: HOME, until: null }]],
      "GET /api/me/delegations/": () => page(given),
      "POST /api/me/delegations/": () => {
        given = [GIVEN];
        return [201, GIVEN];
      },
    });
    const user = userEvent.setup();
    await showInApp(() => <AwayPage />);
    await user.type(await screen.findByLabelText("Work address of the colleague"), "carl@home.example");
    expect(screen.getByLabelText(/Up to how much money\?.*in NOK/)).toBeTruthy();
    await user.type(screen.getByLabelText("First day"), "2030-01-02");
    await user.type(screen.getByLabelText("Last day"), "2030-01-09");
    await user.click(screen.getByRole("button", { name: "Hand over for these days" }));

    expect(await screen.findByRole("heading", { name: "Carl" })).toBeTruthy();
    expect(heard.find((asked) => asked.method === "POST")?.body).toEqual({
      role: "r",
      money_limit: null,
      email: "carl@home.example",
      since: "2030-01-02",
      until: "2030-01-09",
    });
  });

  test("whoever was asked can give it back, and hands over nothing of their own", async () => {
    const heard = serve({
      "GET /api/me/roles-to-hand-over/": [200, []],
      "GET /api/me/delegations/": page([{ ...GIVEN, mine: false, state: "in_force" }]),
      "POST /api/me/delegations/d/end/": [200, { ...GIVEN, mine: false, state: "ended", may_end: false }],
    });
    const user = userEvent.setup();
    await showInApp(() => <AwayPage />);
    await user.click(await screen.findByRole("button", { name: "Give it back to Max" }));

    await waitFor(() => expect(heard.some((asked) => asked.path.endsWith("/d/end/"))).toBe(true));
    expect(screen.queryByRole("button", { name: "Hand over for these days" })).toBeNull();
  });
});
