import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";
import { show } from "../lib/testing/show";
import { TextArea } from "./Field";

function Chat() {
  const [text, setText] = useState("");
  return <TextArea name="text" label="Write" value={text} onChange={setText} maxLength={4000} />;
}

test("a text that is full says so aloud, and no longer once there is room", async () => {
  const user = userEvent.setup();
  show(<Chat />);
  await user.click(screen.getByLabelText("Write"));
  await user.paste("x".repeat(3999));
  expect(screen.queryByRole("alert")).toBeNull();

  await user.paste("yz");
  expect(screen.getByRole("alert").textContent).toBe("4,000 characters at most; what goes beyond is left out.");

  await user.keyboard("{Backspace}");
  expect(screen.queryByRole("alert")).toBeNull();
});
