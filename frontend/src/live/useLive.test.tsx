import { QueryClientProvider } from "@tanstack/react-query";
import { renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Queries } from "../lib/queries";
import { useLive } from "./useLive";

/** A socket whose network the test plays. */
class Line {
  static last: Line;
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose?: (event: { code: number }) => void;

  constructor() {
    Line.last = this;
  }

  close() {}
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Line);
});

afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a part hears its own messages, that from now on none is missed, and reads anew after a lost connection", () => {
  const queries = new Queries();
  const readAgain = vi.spyOn(queries, "invalidateQueries");
  const [session, other, opened, every] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()];
  const handlers = { "room.session": session, "room.chat": other, opened, "*": every };
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={queries}>{children}</QueryClientProvider>
  );
  const { unmount } = renderHook(() => useLive("room.a", handlers), { wrapper });

  Line.last.onopen?.();
  expect([opened, every, session].map((handler) => handler.mock.calls.length)).toEqual([1, 1, 0]);
  Line.last.onmessage?.({ data: '{"type": "room.session"}' });
  expect([opened, every, session, other].map((handler) => handler.mock.calls.length)).toEqual([1, 2, 1, 0]);
  expect(readAgain).not.toHaveBeenCalled();

  Line.last.onclose?.({ code: 1006 });
  vi.advanceTimersByTime(1000);
  Line.last.onopen?.();
  expect(readAgain).toHaveBeenCalledOnce();
  expect(opened).toHaveBeenCalledOnce();
  unmount();
});
