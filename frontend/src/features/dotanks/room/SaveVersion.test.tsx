import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, test, vi } from "vitest";
import { serve, showInApp } from "../../../lib/testing/app";
import { SaveVersion } from "./SaveVersion";

const PATH = "POST /api/dotanks/d/versions/";

async function show({ stored, latest }: { stored: boolean; latest?: number }) {
  let say: (stored: boolean, latest?: number) => void = () => undefined;
  function Room() {
    const [now, setNow] = useState({ stored, latest });
    say = (stored, latest) => setNow((before) => ({ stored, latest: latest ?? before.latest }));
    return <SaveVersion dotank="d" {...now} />;
  }
  await showInApp(() => <Room />);
  return (now: boolean, newest?: number) => act(() => say(now, newest));
}

describe("saving a version", () => {
  test("waits until the room says that all is stored, then saves once and announces the number", async () => {
    const heard = serve({ [PATH]: [201, { number: 3 }] });
    const user = userEvent.setup();
    const room = await show({ stored: false, latest: 2 });
    await user.click(screen.getByRole("button", { name: "Save a version" }));
    await user.click(screen.getByRole("button", { name: "Save a version" }));

    expect(screen.getByRole("status").textContent).toBe("Waiting until your text is stored…");
    expect(heard).toHaveLength(0);
    room(true);
    await waitFor(() => expect(screen.getByRole("status").textContent).toBe("Version 3 saved"));
    room(false);
    room(true);
    expect(heard).toHaveLength(1);
  });

  test("can be given up while it waits", async () => {
    const heard = serve({ [PATH]: [201, { number: 3 }] });
    const user = userEvent.setup();
    const room = await show({ stored: false });
    await user.click(screen.getByRole("button", { name: "Save a version" }));
    await user.click(screen.getByRole("button", { name: "Do not wait" }));
    room(true);

    expect(heard).toHaveLength(0);
  });

  test("says when nothing has changed since the last one", async () => {
    serve({ [PATH]: [201, { number: 2 }] });
    const user = userEvent.setup();
    await show({ stored: true, latest: 2 });
    await user.click(screen.getByRole("button", { name: "Save a version" }));

    expect(await screen.findByText("Nothing has changed since version 2.")).toBeTruthy();
  });

  test("says that it was saved also when the list hears of it before the answer arrives", async () => {
    const listHears = vi.fn();
    serve({
      [PATH]: () => {
        listHears();
        return [201, { number: 3 }];
      },
    });
    const user = userEvent.setup();
    const room = await show({ stored: true, latest: 2 });
    listHears.mockImplementation(() => void room(true, 3));
    await user.click(screen.getByRole("button", { name: "Save a version" }));

    expect(await screen.findByText("Version 3 saved")).toBeTruthy();
  });

  test("says what is missing when it is refused", async () => {
    serve({
      [PATH]: [409, { code: "not_ready", detail: "Something is still missing.", missing: [{ words: "It is empty." }] }],
    });
    const user = userEvent.setup();
    await show({ stored: true });
    await user.click(screen.getByRole("button", { name: "Save a version" }));

    expect((await screen.findByRole("alert")).textContent).toContain("It is empty.");
  });
});
