import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { serve, showInApp } from "../../../lib/testing/app";
import { aMeasure, aPilot, aReading } from "../testing";
import { Measures } from "./Measures";

test("a reading is put right with a new one that names the old, and the focus stays in the list", async () => {
  const old = aReading("31.500", "2025-03-03");
  const heard = serve({
    "POST /api/pilots/pilot/readings/": [201, { ...aReading("30.500", "2025-03-03"), corrects: old.id }],
  });
  const user = userEvent.setup();
  const pilot = aPilot({
    state: "running",
    measures: [aMeasure({ readings: [old] })],
    abilities: { ...aPilot({}).abilities, enter_reading: true, correct_reading: true },
  });
  await showInApp(() => <Measures pilot={pilot} />);
  await user.click(screen.getByText("Correct a reading"));
  await user.click(screen.getByRole("button", { name: "Correct 31.5 days, 3 March 2025" }));
  const value = screen.getByLabelText(/^Value/);
  expect(document.activeElement).toBe(value);
  await user.clear(value);
  await user.type(value, "30,5");
  await user.click(screen.getByRole("button", { name: "Save the correction" }));

  await waitFor(() => expect(screen.getByText("Corrected. The old value stays in the history.")).toBeTruthy());
  expect(heard[0]?.body).toMatchObject({ value: "30.5", corrects: old.id });
  expect(document.activeElement?.textContent).toBe("Correct a reading");
});
