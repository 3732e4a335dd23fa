import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { serve, showInApp } from "../../../lib/testing/app";
import { Claims } from "./Claims";
import { EditOrganisation } from "./EditOrganisation";
import type { Organisation } from "./requests";

const LISTS = {
  skills: [],
  topics: [],
  languages: [{ value: "nl", words: "Dutch" }],
  organisation_kinds: [{ value: "municipality", words: "Municipality" }],
  levels: [{ value: "local", words: "Local" }],
  proofs: [],
  roles: [],
};
const WORDS = { "GET /api/words/": [200, LISTS] } as const;
const HOME = {
  id: "h",
  name: "Home",
  domain: "home.example",
  kind: "municipality",
  level: "local",
  country: "NL",
  region: "Utrecht",
  language: "nl",
  line: "",
  time_zone: "Europe/Amsterdam",
  calendar: "",
  colour: "",
  version: 3,
  abilities: { edit: true, edit_identity: false },
} as unknown as Organisation;

describe("what is kept of an organisation", () => {
  test("only what was changed is sent, with the version read", async () => {
    const heard = serve({
      ...WORDS,
      "PATCH /api/organisations/h/": (asked) => [200, { ...HOME, ...(asked.body as object), version: 4 }],
    });
    const user = userEvent.setup();
    await showInApp(() => <EditOrganisation organisation={HOME} />);
    await user.type(await screen.findByLabelText("Colour"), "#7a1f3d");
    expect(screen.getByLabelText(/Limit above which finance.*in EUR/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Save" }));

    await waitFor(() => expect(screen.getByRole("status").textContent).toBe("Saved"));
    expect(heard.at(-1)?.body).toEqual({ colour: "#7a1f3d", read_version: 3 });
  });

  test("what somebody else saved meanwhile arrives, and what I typed stays", async () => {
    serve({
      ...WORDS,
      "PATCH /api/organisations/h/": [409, { code: "outdated", detail: "", version: 4 }],
      "GET /api/organisations/h/": [200, { ...HOME, region: "Zeeland", version: 4 }],
    });
    const user = userEvent.setup();
    await showInApp(() => <EditOrganisation organisation={HOME} />);
    await user.type(await screen.findByLabelText("Calendar"), "DE-BE");
    await user.click(screen.getByRole("button", { name: "Save" }));

    expect(await screen.findByText(/Somebody changed this/)).toBeTruthy();
    expect(screen.getByLabelText("Region")).toHaveProperty("value", "Zeeland");
    expect(screen.getByLabelText("Calendar")).toHaveProperty("value", "DE-BE");
  });
});

const CLAIM = {
  id: "c",
  person: { id: "p", name: "Otto", organisation: "Elsewhere", job_title: "" },
  job_title: "Clerk",
  state: "open",
  created_at: "2026-11-21T10:00:00Z",
};

describe("who says that they work here", () => {
  test("is confirmed with one press, and then waits no more", async () => {
    let answered = false;
    const heard = serve({
      "GET /api/organisations/h/claims/": () => [200, { next: null, previous: null, results: answered ? [] : [CLAIM] }],
      "POST /api/claims/c/confirm/": () => {
        answered = true;
        return [200, { ...CLAIM, state: "confirmed" }];
      },
    });
    const user = userEvent.setup();
    await showInApp(() => <Claims organisation={HOME} />);
    await user.click(await screen.findByRole("button", { name: "Yes, Otto works here" }));

    expect(await screen.findByText(/Nobody waits for an answer/)).toBeTruthy();
    expect(heard.some((asked) => asked.path === "/api/claims/c/confirm/")).toBe(true);
  });

  test("is refused with a reason that they read", async () => {
    const heard = serve({
      "GET /api/organisations/h/claims/": [200, { next: null, previous: null, results: [CLAIM] }],
      "POST /api/claims/c/refuse/": [200, { ...CLAIM, state: "refused" }],
    });
    const user = userEvent.setup();
    await showInApp(() => <Claims organisation={HOME} />);
    await user.click(await screen.findByRole("button", { name: "Say no" }));
    const dialog = screen.getByRole("dialog");
    await user.type(within(dialog).getByLabelText("Reason"), "We do not know you");
    await user.click(within(dialog).getByRole("button", { name: "Say no" }));

    await waitFor(() => expect(heard.find((asked) => asked.path === "/api/claims/c/refuse/")).toBeTruthy());
    expect(heard.find((asked) => asked.path === "/api/claims/c/refuse/")?.body).toEqual({
      reason: "We do not know you",
    });
  });
});
