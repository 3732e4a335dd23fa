import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { show } from "../../../lib/testing/show";
import { aPilot } from "../testing";
import { Limits } from "./Limits";

test("the help that was promised says who and until when, each condition whose it is", () => {
  const conditions = [{ id: "legal", kind_words: "Legal officer", conditions: "Two teams only." }];
  show(<Limits pilot={aPilot({ help_by: "Samira", help_until: "2099-03-01", conditions })} />);

  expect(screen.getByText("Two desks (Samira) By 1 March 2099.")).toBeTruthy();
  expect(screen.getByText("Condition of the sign-off: Legal officer").nextElementSibling?.textContent).toBe(
    "Two teams only.",
  );
});
