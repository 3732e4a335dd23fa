import { expect, test } from "vitest";
import { everybodyOnce } from "./room";

const at = (client: number, name: string, colour: string, me = false) => ({ client, name, colour, me });

test("somebody with two windows is here once, and oneself is never somebody else", () => {
  const here = [
    at(9, "Sanne", "#0b5a66"),
    at(4, "Lotte Vermeer", "#a11200"),
    at(7, "Lotte Vermeer", "#a11200", true),
    at(2, "Sanne", "#0b5a66"),
  ];

  expect(everybodyOnce(here).map(({ client }) => client)).toEqual([7, 2]);
});

test("two people of one name are two", () => {
  expect(everybodyOnce([at(1, "Sanne", "#0b5a66"), at(2, "Sanne", "#a11200")])).toHaveLength(2);
});
