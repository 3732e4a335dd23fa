import { useLingui } from "@lingui/react/macro";
import type { Tone } from "../../ui/Status";
import type { ProblemState } from "./filters";

/** The words of the fixed lists that a problem knows. */
export function useProblemWords() {
  const { t } = useLingui();
  const states: Record<ProblemState, string> = {
    draft: t`Draft`,
    posted: t`Posted`,
    published: t`Open`,
    taken_up: t`Taken up by a Do Tank`,
    answered: t`Answered with a lesson`,
    withdrawn: t`Withdrawn`,
    asked_back: t`Back with the poster`,
    declined: t`Declined`,
    merged: t`Merged with another problem`,
    closed: t`Closed`,
  };
  const ruleKinds = [
    { value: "law", label: t`A law` },
    { value: "own_rule", label: t`A rule of our own` },
    { value: "habit", label: t`A habit` },
    { value: "unknown", label: t`I do not know` },
  ];
  const principles = [
    { value: "p1-embrace", label: t`Embrace innovation` },
    { value: "p2-equip", label: t`Encourage and equip everyone` },
    { value: "p3-partner", label: t`Work with partners` },
    { value: "p4-explore", label: t`Explore and test` },
    { value: "p5-diffuse", label: t`Share what was learnt` },
  ];
  const labels = {
    title: t`Title`,
    situation: t`What happens?`,
    who_is_stopped: t`Who cannot do what because of it?`,
    rule: t`Which rule, routine or habit stands in the way?`,
    rule_kind: t`What kind of rule is it?`,
    whom_it_hurts: t`Whom does it hurt?`,
    what_was_tried: t`What was tried?`,
    how_we_would_know: t`How would we know that it is solved?`,
    language: t`Language you write in`,
    topics: t`Topics`,
    principle: t`Principle of public innovation`,
    by_name: t`Who sees your name?`,
    persona: t`Under which name?`,
  };
  return { states, ruleKinds, principles, labels };
}

export const STATE_TONES: Record<ProblemState, Tone> = {
  draft: "quiet",
  posted: "quiet",
  published: "now",
  taken_up: "partly",
  answered: "good",
  withdrawn: "quiet",
  asked_back: "partly",
  declined: "quiet",
  merged: "quiet",
  closed: "quiet",
};
