import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { serve, showInApp } from "../../../../lib/testing/app";
import type { PartProps } from "../parts";
import { Lead } from "./Lead";
import type { Session } from "./requests";

const session = { id: "s1", version: 3, title: "Fail round", agenda: [], people: [], question: "" } as never as Session;
const me = { id: "me" } as never as PartProps["me"];
const END = "POST /api/rooms/r1/sessions/s1/end/";
const OUTDATED = [409, { code: "outdated", detail: "This changed while you were reading.", version: 4 }] as const;

async function open(readAgain = async () => undefined) {
  await showInApp(() => <Lead session={session} room="r1" readAgain={readAgain} where={{}} me={me} />);
  return userEvent.setup();
}

test("who ends the session ends it, also where the agenda moved in that moment", async () => {
  const heard = serve({
    [END]: ({ body }) => ((body as { read_version: number }).read_version === 4 ? [200, {}] : [...OUTDATED]),
  });
  const readAgain = vi.fn(async () => undefined);
  const user = await open(readAgain);
  await user.click(screen.getByRole("button", { name: "End the session" }));
  await user.click(screen.getAllByRole("button", { name: "End the session" }).at(-1) as HTMLElement);

  await vi.waitFor(() => expect(readAgain).toHaveBeenCalled());
  expect(heard.map((one) => one.body)).toEqual([{ read_version: 3 }, { read_version: 4 }]);
  expect(screen.queryByText(/was not done/)).toBeNull();
});

test("a move that came too late says that it was not done", async () => {
  serve({ "POST /api/rooms/r1/sessions/s1/steer/": [...OUTDATED] });
  const user = await open();
  await user.click(screen.getByRole("button", { name: "Two minutes more" }));

  expect(await screen.findByText(/The session moved in that moment, so this was not done/)).toBeTruthy();
});
