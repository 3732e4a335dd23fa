import { expect, test } from "vitest";
import type { ToSubmit } from "../requests";
import { type Answered, startFrom, toSend, unanswered } from "./values";

const question = (risk: ToSubmit["risks"][number]["risk"], yes = false) => ({ risk, words: risk, yes, asks_for: [] });
const to = (parts: Partial<ToSubmit> = {}): ToSubmit =>
  ({
    organisation: { id: "o", name: "Home", kind: "municipality", country: "NL" },
    sign_off_limit: null,
    in_order: false,
    risks: [question("personal_data"), question("legal_exemption"), question("money_above_limit")],
    missing: [],
    before: null,
    ...parts,
  }) as ToSubmit;

test("nothing is answered before somebody answers, and a sum that is counted is not asked", () => {
  const first = startFrom(to(), "Title");
  expect(unanswered(first, to())).toEqual(["personal_data", "legal_exemption", "money_above_limit"]);
  const limited = to({ sign_off_limit: 1000 });
  expect(unanswered({ ...first, no: ["personal_data", "legal_exemption"] }, limited)).toEqual([]);
});

test("only what belongs to a yes is sent", () => {
  const typed: Answered = {
    ...startFrom(to(), "Title"),
    rule_set_aside: "Article 12",
    names_rule: "rule",
    duty_of: "police",
    promised_effect: "Faster",
    money: "0",
    no: ["personal_data", "legal_exemption", "money_above_limit"],
  };
  const nothing = { rule_set_aside: "", names_rule: null, duty_of: null, promised_effect: "", risks: [], version: 3 };
  expect(toSend(typed, 3)).toMatchObject(nothing);
  const yes = toSend({ ...typed, money: "500", yes: ["legal_exemption"], no: [] }, 3);
  expect(yes).toMatchObject({
    rule_set_aside: "Article 12",
    names_rule: "rule",
    promised_effect: "Faster",
    money: 500,
  });
  // A sum is never taken for nothing because of how it is written.
  expect(toSend({ ...typed, money: "20 000" }, 3)).toMatchObject({ money: 20000, promised_effect: "Faster" });
  expect(toSend({ ...typed, money: "about 500" }, 3)).toMatchObject({ money: "about 500" });
});
