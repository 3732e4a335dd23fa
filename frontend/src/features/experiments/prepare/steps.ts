import { useLingui } from "@lingui/react/macro";
import { dateWords, numberWords } from "../../../lib/dates";
import { moneyWords } from "../../../lib/money";
import { promiseWords } from "../pilot/headline";
import type { GatePart, Pilot } from "../pilot/requests";
import { answersShown, questionsOf } from "./QuestionsPart";

export const STEPS = [
  "hypothesis",
  "facet",
  "limits",
  "measures",
  "stop_rule",
  "people",
  "inclusion",
  "data",
  "red_lines",
  "rules",
  "routes",
  "exemption",
  "checks",
  "exit_plan",
  "others",
] as const;
export type StepName = (typeof STEPS)[number];

/** Which part each missing field belongs to, where it has another name. */
const PART_OF: Record<string, StepName> = {
  ...Object.fromEntries(STEPS.map((step) => [step, step])),
  place: "limits",
  people_limit: "limits",
  money_limit: "limits",
  ends_on: "limits",
  check_in_every: "stop_rule",
  needs_exemption: "exemption",
  services: "others",
  population: "others",
  clashes: "others",
};

/** The parts in which the server still misses something. */
export const openParts = ({ missing }: Pilot): Set<StepName> =>
  new Set(missing.flatMap(({ field }) => (field && PART_OF[field] ? [PART_OF[field]] : [])));

/** What the server still misses in one part, in its words; the same sentence once. */
export const missingIn = ({ missing }: Pilot, step: StepName): string[] => [
  ...new Set(missing.filter(({ field }) => field && PART_OF[field] === step).map(({ words }) => words)),
];

/** Whether the pilot goes beyond what was signed off: a newer version of the proposal is one way on. */
export const goesBeyond = ({ missing }: Pilot): boolean => missing.some(({ code }) => code.endsWith("_not_signed_off"));

/** What it misses beyond the parts of this page, such as a sign-off that was withdrawn. */
export const missingElsewhere = ({ missing }: Pilot): Pilot["missing"] =>
  missing.filter(({ code, field }) => code !== "sign_off_awaited" && (!field || !PART_OF[field]));

/** The first part that is still open, looked for from after `last` on and then from the top. */
export function nextOpen(pilot: Pilot, last?: StepName): StepName | null {
  const open = openParts(pilot);
  const from = last ? STEPS.indexOf(last) + 1 : 0;
  return [...STEPS.slice(from), ...STEPS.slice(0, from)].find((step) => open.has(step)) ?? null;
}

/** The title of each part, and what it holds so far in one line. */
export function useStepWords(): (pilot: Pilot) => Record<StepName, { title: string; answered: string }> {
  const { t } = useLingui();
  return (pilot) => {
    const limits = [
      pilot.place,
      pilot.people_limit === null ? "" : t`${numberWords(pilot.people_limit)} people at most`,
      pilot.money_limit === null ? "" : moneyWords(pilot.money_limit, pilot.organisation.country),
      pilot.ends_on ? t`until ${dateWords(pilot.ends_on)}` : "",
    ];
    const { exemption } = pilot;
    const { rules_in_the_way, routes, checks, exit_plan } = pilot.gate;
    const passed = checks.filter(({ result }) => result === "passed").length;
    const shown = (part: GatePart) => answersShown(questionsOf(pilot, part), t`Yes`);
    const noOf = (part: GatePart) => (questionsOf(pilot, part).some(({ answer }) => answer === "no") ? t`No` : "");
    return {
      hypothesis: { title: t`What we believe`, answered: pilot.hypothesis },
      facet: { title: t`Which question it asks`, answered: pilot.facet ? pilot.facet_words : "" },
      limits: { title: t`Limits: place, people, money, last day`, answered: limits.filter(Boolean).join(" · ") },
      measures: { title: t`How we will know`, answered: pilot.measures.map(promiseWords).join(" ") },
      stop_rule: { title: t`When we stop at once, and how often we look`, answered: pilot.stop_rule },
      people: { title: t`The people affected`, answered: shown("people") },
      inclusion: { title: t`Who might be left out`, answered: shown("inclusion") },
      data: { title: t`Personal data`, answered: shown("data") || noOf("data") },
      red_lines: { title: t`Red lines`, answered: shown("red_lines") || noOf("red_lines") },
      rules: { title: t`Rules in the way`, answered: rules_in_the_way.map(({ name }) => name).join(" · ") },
      routes: { title: t`Ways within the rules`, answered: routes.map(({ what }) => what).join(" · ") },
      exemption: {
        title: t`Must a rule be set aside?`,
        answered:
          exemption && pilot.needs_exemption
            ? t`${exemption.rule}, until ${dateWords(exemption.valid_until)}`
            : pilot.needs_exemption === false
              ? t`No, it stays within the rules`
              : "",
      },
      checks: { title: t`Checks`, answered: t`${passed} of ${checks.length} passed` },
      exit_plan: { title: t`What happens afterwards`, answered: exit_plan?.success ?? "" },
      others: {
        title: t`Others who touch the same`,
        answered: [...pilot.services, ...pilot.population].join(" · "),
      },
    };
  };
}
