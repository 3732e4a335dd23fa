import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { serve, showInApp } from "../../../../lib/testing/app";
import { useOutbox } from "./outbox";
import { Say } from "./Say";
import { Words } from "./Words";

function Chat({ sent }: { sent: () => void }) {
  const outbox = useOutbox("r1", sent);
  return (
    <>
      <p>{`${outbox.waiting.length} waiting`}</p>
      <Say room="r1" label="Write" verb="Send" kept="chat.r1" send={outbox.send} />
    </>
  );
}

test("Enter sends, Shift and Enter begin a new line", async () => {
  const user = userEvent.setup();
  const sent = vi.fn();
  const heard = serve({ "POST /api/rooms/r1/messages/": [201, {}] });
  await showInApp(() => <Chat sent={sent} />);

  await user.type(await screen.findByLabelText("Write"), "One{Shift>}{Enter}{/Shift}Two{Enter}");

  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1));
  expect(heard.filter((one) => one.method === "POST").map((one) => one.body)).toEqual([
    { text: "One\nTwo", mentioned: [] },
  ]);
  expect(await screen.findByText("0 waiting")).toBeTruthy();
});

test("without a connection it keeps what was said, and sends it in its order on return", async () => {
  const user = userEvent.setup();
  const sent = vi.fn();
  serve({ "POST /api/rooms/r1/messages/": [503, {}] });
  await showInApp(() => <Chat sent={sent} />);
  await user.type(await screen.findByLabelText("Write"), "First{Enter}Second{Enter}");
  expect(await screen.findByText("2 waiting")).toBeTruthy();
  expect(localStorage.getItem("dtn.chat-out.r1")).toContain("Second");

  const heard = serve({ "POST /api/rooms/r1/messages/": [201, {}] });
  dispatchEvent(new Event("online"));

  await waitFor(() => expect(sent).toHaveBeenCalledTimes(2));
  expect(heard.filter((one) => one.method === "POST").map((one) => (one.body as { text: string }).text)).toEqual([
    "First",
    "Second",
  ]);
});

test("an address in this room is a link by the name of what it leads to", async () => {
  const dotank = "8f5c2f0e-0000-4000-8000-000000000001";
  const address = `${location.origin}/app/dotanks/${dotank}/room?beside=decisions`;
  await showInApp(() => <Words text={`See ${address}, @Mia`} mentions={["@Mia"]} dotank={dotank} />);

  expect((await screen.findByRole("link", { name: "Decisions" })).getAttribute("href")).toContain("beside=decisions");
  expect(screen.getByText("@Mia").tagName).toBe("B");
});
