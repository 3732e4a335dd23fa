import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { serve, showInApp } from "../../../../lib/testing/app";
import type { PartProps } from "../parts";
import type { AgendaItem, Session } from "./requests";
import SessionStrip from "./SessionStrip";

const ME = { id: "me", name: "Ada Desk" };
const item = (id: string, minutes: number, more: Partial<AgendaItem> = {}) =>
  ({
    id,
    minutes,
    name: id,
    card: id,
    current: false,
    hides: false,
    ends_at: null,
    written_by: 0,
    ...more,
  }) as AgendaItem;
const SESSION = {
  id: "s1",
  version: 3,
  title: "Fail round",
  facilitator: ME,
  question: "",
  now: "2026-01-01T10:00:00Z",
  agenda: [item("Arrive", 1, { current: true, seconds_left: 60 }), item("Write", 5)],
  boxes: [],
  entries: [],
  people: [{ person: ME, hand_raised_at: null }],
  tasks: [],
  gather: null,
  board_id: null,
  abilities: { lead: true },
} as unknown as Session;
const dotank = { id: "d1", room_id: "r1", abilities: {} } as PartProps["dotank"];

async function shown() {
  vi.stubGlobal("WebSocket", EventTarget);
  serve({
    "GET /api/rooms/r1/session-now/": [200, { session: SESSION }],
    "GET /api/session-cards/": [200, { cards: [], kinds: [] }],
    "POST /api/rooms/r1/sessions/s1/steer/": [409, { code: "outdated", detail: "This changed meanwhile.", version: 4 }],
  });
  await showInApp(() => <SessionStrip dotank={dotank} me={ME as PartProps["me"]} where={{}} />);
  return screen.findByRole("region", { name: "Fail round" });
}

test("a move that came too late is told below the line of buttons, not squeezed into it", async () => {
  const user = userEvent.setup();
  const strip = await shown();

  await user.click(screen.getByRole("button", { name: "Next item" }));

  const said = await screen.findByText(/The session moved in that moment/);
  expect(said.parentElement).toBe(strip);
  expect(said.getAttribute("role")).toBe("status");
});

test("the agenda says how long each item takes, also where it is one minute", async () => {
  await shown();

  expect(screen.getByText("1 minute")).toBeTruthy();
  expect(screen.getByText("5 minutes")).toBeTruthy();
});
