import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { serve, showInApp } from "../../lib/testing/app";
import MyDataPage from "./MyDataPage";

const ERASING = {
  removed: ["Your skills"],
  unnamed: ["Your comments"],
  named: ["Your decisions"],
  keeps_name: false,
};
const ARCHIVE = {
  id: "a",
  created_at: "2026-11-21T10:00:00Z",
  done: 3,
  total: 30,
  ready: false,
  failed: false,
  until: "2026-11-28T10:00:00Z",
};

async function open(data: object, replies: Parameters<typeof serve>[0] = {}) {
  HTMLDialogElement.prototype.showModal = function show() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
  };
  const heard = serve({
    "GET /api/me/data/": [200, { archive: null, erasure: null, erasing: ERASING, ...data }],
    ...replies,
  });
  await showInApp(() => <MyDataPage />);
  await screen.findByRole("heading", { name: "My data" });
  return heard;
}

describe("my data", () => {
  test("everything about me is asked for once, with a key", async () => {
    const user = userEvent.setup();
    const heard = await open({}, { "POST /api/me/archives/": [201, ARCHIVE] });

    await user.click(screen.getByRole("button", { name: "Gather everything about me" }));

    await waitFor(() => expect(heard.filter(({ method }) => method === "POST")).toHaveLength(1));
    expect(screen.queryByRole("button", { name: "Download it" })).toBeNull();
  });

  test("says how far it is while it is made", async () => {
    await open({ archive: ARCHIVE });

    expect(screen.getByRole("progressbar", { name: "How far it is" })).toBeTruthy();
    expect(screen.getByText(/3 of 30 tables/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Gather everything about me" })).toBeNull();
  });

  test("downloads what is ready, and asks for proof where the server wants it", async () => {
    const user = userEvent.setup();
    vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:x", revokeObjectURL: () => undefined }));
    await open(
      { archive: { ...ARCHIVE, ready: true } },
      {
        "GET /api/me/archives/a/file/": [
          403,
          { code: "step_up_needed", title: "Confirm", detail: "Please confirm first that it is you.", link: "/prove/" },
        ],
      },
    );

    await user.click(screen.getByRole("button", { name: "Download it" }));

    const proof = await screen.findByRole("link", { name: "Confirm that it is you" });
    expect(proof.getAttribute("href")).toContain("/prove/?next=");
  });

  test("erasing asks once, names what happens, and can be taken back", async () => {
    const user = userEvent.setup();
    const heard = await open(
      { erasing: { ...ERASING, keeps_name: true } },
      { "POST /api/me/erasure/": [201, { created_at: "2026-11-21T10:00:00Z", due_at: "2026-11-28T10:00:00Z" }] },
    );
    await user.click(screen.getByText("This is removed"));
    expect(screen.getByText("Your skills")).toBeTruthy();

    await user.click(screen.getByRole("button", { name: "Erase me…" }));
    const dialog = screen.getByRole("dialog");
    expect(within(dialog).getByText(/your name stays beside these/)).toBeTruthy();
    await user.click(within(dialog).getByRole("button", { name: "Erase me in seven days" }));

    await waitFor(() => expect(heard.some(({ path }) => path === "/api/me/erasure/")).toBe(true));
  });

  test("who asked sees the day and the way back", async () => {
    const user = userEvent.setup();
    const heard = await open(
      { erasure: { created_at: "2026-11-21T10:00:00Z", due_at: "2026-11-28T10:00:00Z" } },
      { "POST /api/me/erasure/take-back/": [200, { archive: null, erasure: null, erasing: ERASING }] },
    );
    expect(screen.getByText(/You will be erased on 28 November/)).toBeTruthy();

    await user.click(screen.getByRole("button", { name: "Take it back" }));

    await waitFor(() => expect(heard.some(({ path }) => path === "/api/me/erasure/take-back/")).toBe(true));
  });
});
