import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { showInApp } from "../../../lib/testing/app";
import { RoomParts } from "./RoomParts";
import type { DoTank } from "./requests";

const dotank = { id: "d1", abilities: { enter_room: true, read_versions: true } } as DoTank;

test("only the parts that are open are called the current ones", async () => {
  await showInApp(() => <RoomParts dotank={dotank} middle={undefined} beside="chat" />);

  const current = (await screen.findAllByRole("link")).filter((one) => one.hasAttribute("aria-current"));

  expect(current.map((one) => [one.textContent, one.getAttribute("aria-current")])).toEqual([
    ["Document", "true"],
    ["Chat", "true"],
  ]);
});
