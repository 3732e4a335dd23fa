import { describe, expect, test } from "vitest";
import { added, advisedPlaces, dropped, othersFor, rolesIn, swapped, withoutPlace } from "./seats";
import { team } from "./testing/team";

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
    expect(othersFor(team, after, after[0] ?? { advised: null, person: "" })).toEqual(["anna", "dirk"]);
    expect(othersFor(team, after, { advised: "bram", person: "bram" })).toEqual([]);
  });

  test("can be left out and added again, for the seat that was advised", () => {
    const without = dropped(places, "bram");
    expect(withoutPlace(team, without)).toEqual(["bram", "dirk", "eva"]);

    expect(added(without, team, "bram").at(-1)).toEqual({ advised: "bram", person: "bram" });
    expect(added(without, team, "dirk").at(-1)).toEqual({ advised: null, person: "dirk" });
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
