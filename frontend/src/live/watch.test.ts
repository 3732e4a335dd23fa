import { describe, expect, test } from "vitest";
import { patience, socketAddress } from "./watch";

describe("coming back after a lost connection", () => {
  test("waits longer each time, up to half a minute", () => {
    const waits = [0, 1, 2, 3, 10, 50].map((attempt) => patience(attempt, 1));

    expect(waits).toEqual([500, 1000, 2000, 4000, 30_000, 30_000]);
  });

  test("spreads people over the second half of the wait", () => {
    expect(patience(4, 0)).toBe(4000);
    expect(patience(4, 1)).toBe(8000);
  });
});

test("a secure page opens a secure socket", () => {
  expect(socketAddress("/ws/watch/me/", { protocol: "https:", host: "dotank.example" })).toBe(
    "wss://dotank.example/ws/watch/me/",
  );
  expect(socketAddress("/ws/watch/me/", { protocol: "http:", host: "localhost:1" })).toBe(
    "ws://localhost:1/ws/watch/me/",
  );
});
