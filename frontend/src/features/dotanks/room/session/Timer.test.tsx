import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { show } from "../../../../lib/testing/show";
import type { AgendaItem } from "./requests";
import { Timer } from "./Timer";

const NOW = "2026-11-22T10:00:00Z";
const item = (ends_at: string | null, more: Partial<AgendaItem> = {}): AgendaItem => ({
  id: "i1",
  card: "silent-writing",
  name: "Quiet writing",
  minutes: 6,
  quiet: true,
  current: true,
  started_at: NOW,
  ends_at,
  seconds_left: null,
  ended_at: null,
  hides: true,
  written_by: 0,
  ...more,
});

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(NOW);
});
afterEach(() => vi.useRealTimers());

const pass = (seconds: number) => act(() => vi.advanceTimersByTime(seconds * 1000));
const aloud = () => screen.getByRole("status").textContent;

test("says five minutes, one minute and the end aloud, and nothing in between", () => {
  show(<Timer item={item("2026-11-22T10:06:00Z")} now={NOW} heardAt={Date.now()} />);
  expect(screen.getByRole("timer").textContent).toBe("6:00");
  expect(aloud()).toBe("");

  pass(59);
  expect(aloud()).toBe("");
  pass(1);
  expect(aloud()).toBe("Five minutes left for Quiet writing");
  pass(240);
  expect(screen.getByRole("timer").textContent).toBe("1:00");
  expect(aloud()).toBe("One minute left for Quiet writing");
  pass(60);
  expect(screen.getByRole("timer").textContent).toBe("Time is up");
  expect(aloud()).toBe("Time is up for Quiet writing");
});

test("starts anew for the next item, and when time was added", () => {
  const { rerender } = show(<Timer item={item("2026-11-22T10:00:01Z")} now={NOW} heardAt={Date.now()} />);
  pass(2);
  expect(aloud()).toBe("Time is up for Quiet writing");

  rerender(<Timer item={item("2026-11-22T10:02:02Z")} now="2026-11-22T10:00:02Z" heardAt={Date.now()} />);
  expect(aloud()).toBe("");
  expect(screen.getByRole("timer").textContent).toBe("2:00");
});

test("stands still while it is paused", () => {
  show(<Timer item={item(null, { seconds_left: 90 })} now={NOW} heardAt={Date.now()} />);

  pass(120);

  expect(screen.getByRole("timer").textContent).toBe("1:30");
  expect(screen.getByText("stands still")).toBeTruthy();
  expect(aloud()).toBe("");
});
