import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { keep, readKept } from "../../../../lib/kept";
import { showInApp } from "../../../../lib/testing/app";
import { keptNote, StillWritten } from "./StillWritten";

test("a note that was not sent when the session ended is shown until it is thrown away", async () => {
  keep(keptNote("s1"), { words: "The form asks twice.", box: "" });
  await showInApp(() => <StillWritten session="s1" />);
  expect(await screen.findByText("The form asks twice.")).toBeTruthy();

  await userEvent.setup().click(screen.getByRole("button", { name: "Throw it away" }));
  expect(screen.queryByText("The form asks twice.")).toBeNull();
  expect(readKept(keptNote("s1"))).toBeUndefined();
});
