import { describe, expect, test } from "vitest";
import { added, advisedPlaces, couldJoin, differences, dropped, othersFor, repaired, rolesIn, swapped } from "./seats";
import { team, withEva } from "./testing/team";

const nowhere = { advised: null, person: "" };
const places = advisedPlaces(team);
const people = (of: readonly { person: string }[]) => of.map((place) => place.person);

describe("seats at the assembly desk", () => {
  test("offer for a seat only who fits it and sits nowhere", () => {
    expect(othersFor(team, places, { advised: "anna", person: "anna" })).toEqual(["dirk", "eva"]);
    expect(othersFor(team, places, { advised: "bram", person: "bram" })).toEqual(["eva"]);
  });

  test("can be swapped, and the one who was advised can come back", () => {
    const after = swapped(places, "anna", "eva");

    expect(people(after)).toEqual(["eva", "bram", "cees"]);
    expect(othersFor(team, after, after[0] ?? nowhere)).toEqual(["anna"]);
    expect(othersFor(team, after, { advised: "bram", person: "bram" })).toEqual([]);
  });

  test("offer after a change whom the server found to fit now", () => {
    const after = swapped(places, "anna", "eva");

    expect(othersFor(team, after, after[0] ?? nowhere, withEva)).toEqual(["anna"]);
    expect(othersFor(team, after, after[2] ?? nowhere, withEva)).toEqual(["dirk"]);
    expect(couldJoin(withEva)).toEqual(["dirk"]);
    expect(couldJoin()).toEqual([]);
  });

  test("can be left out and added again, for the seat that was advised", () => {
    const without = dropped(places, "bram");

    expect(added(without, team, "bram").at(-1)).toEqual({ advised: "bram", person: "bram" });
    expect(added(without, team, "dirk").at(-1)).toEqual({ advised: null, person: "dirk" });
  });

  test.each([
    ["nothing was changed", places, []],
    ["one was swapped", swapped(places, "anna", "eva"), [{ came_in: "eva", went_out: "anna" }]],
    ["one was left out", dropped(places, "bram"), [{ went_out: "bram" }]],
    ["one was added", added(places, team, "dirk"), [{ came_in: "dirk" }]],
    [
      "one was swapped and came back in another seat",
      added(swapped(places, "anna", "eva"), team, "anna"),
      [{ came_in: "eva" }],
    ],
  ])("tell the differences from the advice when %s", (_when, chosen, said) => {
    expect(differences(team, chosen)).toEqual(said);
  });

  test("are filled by those who were found for somebody who is gone", () => {
    expect(repaired(places, ["anna", "cees", "dirk"])).toEqual([
      { advised: "anna", person: "anna" },
      { advised: "bram", person: "dirk" },
      { advised: "cees", person: "cees" },
    ]);
    expect(people(repaired(places, ["anna", "cees"]))).toEqual(["anna", "cees"]);
  });

  test.each([
    ["nobody was named", "", "", { driver: "anna", challenger: "bram" }],
    ["the driver was named", "bram", "", { driver: "bram", challenger: "anna" }],
    ["the challenger was named", "", "anna", { driver: "bram", challenger: "anna" }],
    ["the driver has left", "gone", "cees", { driver: "anna", challenger: "cees" }],
    ["both are the same", "cees", "cees", { driver: "cees", challenger: "anna" }],
  ])("are driven and challenged by two people when %s", (_when, driver, challenger, roles) => {
    expect(rolesIn(places, driver, challenger)).toEqual(roles);
  });

  test("have nobody to drive when nobody is left", () => {
    expect(rolesIn([], "anna", "bram")).toEqual({ driver: "", challenger: "" });
  });
});
