import { useLingui } from "@lingui/react/macro";
import { act, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { speak, wordsOf } from "../../../lib/i18n";
import { serve, showInApp } from "../../../lib/testing/app";
import RoomEditor from "./RoomEditor";

/** A line on which nothing comes. */
class Silent extends EventTarget {
  static readonly OPEN = 1;
  readonly readyState = 0;
  send(): void {}
  close(): void {}
}

function InItsPage() {
  const { i18n } = useLingui();
  return <RoomEditor room="r1" me={{ id: "p1", name: "Ada Desk" }} label={`Document in ${i18n.locale}`} />;
}

async function shown(): Promise<HTMLElement> {
  vi.stubGlobal("WebSocket", Silent);
  serve({
    "GET /api/rooms/r1/people/": [200, []],
    "GET /api/rooms/r1/threads/": [200, { results: [], next: null }],
  });
  await wordsOf("room");
  await showInApp(() => <InItsPage />, "/dotanks/$id/room");
  return screen.findByRole("textbox", { name: "Document in en" });
}

test("another language names the document anew and leaves the editor as it is", async () => {
  const paper = await shown();

  await act(() => speak("nl"));

  expect(screen.getByRole("textbox", { name: "Document in nl" })).toBe(paper);
  expect(screen.getByRole("toolbar", { name: "Tekstopmaak" })).toBeTruthy();
});
