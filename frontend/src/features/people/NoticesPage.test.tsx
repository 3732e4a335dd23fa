import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { serve, showInApp } from "../../lib/testing/app";
import NoticesPage from "./NoticesPage";

const notice = (id: string, more: object = {}) => ({
  id,
  kind: "dotank_started",
  happened: `Something happened ${id}`,
  asked: "Read on.",
  button: "Open",
  link: `/app/dotanks/${id}`,
  needs_you: false,
  seen_at: null,
  created_at: "2026-11-21T10:00:00Z",
  ...more,
});
const page = (results: object[], next: string | null = null) => ({ next, previous: null, results });

async function open(asks: object, changed: object) {
  const heard = serve({
    "GET /api/me/notices/": ({ search }) => [200, search.includes("needs_you=true") ? asks : changed],
    "POST /api/me/notices/seen/": [200, { seen: 2 }],
    "POST /api/me/notices/a/seen/": [200, { seen: 1 }],
  });
  await showInApp(() => <NoticesPage />);
  await screen.findByRole("heading", { name: "Notices" });
  return heard;
}

describe("notices", () => {
  test("what asks something stands apart from what changed", async () => {
    await open(page([notice("a", { needs_you: true })]), page([notice("b", { seen_at: "2026-11-21T00:00:00Z" })]));

    const asks = screen.getByRole("heading", { name: "Asks something of you" }).parentElement as HTMLElement;
    const changed = screen.getByRole("heading", { name: "What changed" }).parentElement as HTMLElement;
    expect(within(asks).getByRole("link", { name: "Something happened a" })).toBeTruthy();
    expect(within(changed).getByRole("link", { name: "Something happened b" })).toBeTruthy();
    expect(within(changed).queryByText("new")).toBeNull();
  });

  test("one is marked as read, or all", async () => {
    const user = userEvent.setup();
    const heard = await open(page([]), page([notice("a"), notice("b")]));

    await user.click(screen.getByRole("button", { name: "Mark as read: Something happened a" }));
    await waitFor(() => expect(heard.some(({ path }) => path === "/api/me/notices/a/seen/")).toBe(true));
    await user.click(screen.getByRole("button", { name: "Mark all as read" }));
    await waitFor(() => expect(heard.some(({ path }) => path === "/api/me/notices/seen/")).toBe(true));
  });

  test("each list is continued on its own", async () => {
    const user = userEvent.setup();
    const heard = await open(
      page([notice("a", { needs_you: true })]),
      page([notice("b")], "http://localhost/api/me/notices/?cursor=older"),
    );

    await user.click(screen.getByRole("button", { name: "Older ones that say what changed" }));

    await waitFor(() =>
      expect(heard.filter(({ search }) => search.includes("cursor=older")).map(({ search }) => search)).toEqual([
        expect.stringContaining("needs_you=false"),
      ]),
    );
    expect(screen.queryByRole("button", { name: "Older ones that ask something" })).toBeNull();
  });
});
