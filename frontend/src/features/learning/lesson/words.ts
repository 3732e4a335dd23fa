import { useLingui } from "@lingui/react/macro";
import type { Tone } from "../../../ui/Status";
import type { Lesson, Principle } from "./requests";

export const TOLD = ["tried", "happened", "why", "conditions", "differently", "who_should_know"] as const;
export type Told = (typeof TOLD)[number];

export const OUTCOME_TONES: Record<Lesson["outcome"], Tone> = {
  worked: "good",
  partly: "partly",
  did_not_work: "bad",
  unclear: "quiet",
  not_tried: "quiet",
};

interface StepWords {
  title: string;
  ask: string;
  hint: string;
}

/** The six steps of the conversation: title, question, example. */
export function useStepWords(): Record<Told, StepWords> {
  const { t } = useLingui();
  return {
    tried: {
      title: t`What we tried`,
      ask: t`What did you try?`,
      hint: t`The change itself, so that somebody else could do the same on Monday.`,
    },
    happened: {
      title: t`What happened`,
      ask: t`What happened?`,
      hint: t`With numbers where you have them, and what surprised you.`,
    },
    why: {
      title: t`Why it happened`,
      ask: t`Why did it go that way?`,
      hint: t`What made the difference? A guess is fine when you call it one.`,
    },
    conditions: {
      title: t`Conditions for success`,
      ask: t`What does it take elsewhere?`,
      hint: t`For example: a manager who covers the first two weeks, and one desk that may decide.`,
    },
    differently: {
      title: t`What we would do differently`,
      ask: t`What would you do differently next time?`,
      hint: t`This is the part that saves others the most time.`,
    },
    who_should_know: {
      title: t`Who should know`,
      ask: t`Who should know about this?`,
      hint: t`Kinds of organisations, professions, or the owner of a rule. No names of persons.`,
    },
  };
}

export const PRINCIPLES: readonly Principle[] = ["p1-embrace", "p2-equip", "p3-partner", "p4-explore", "p5-diffuse"];

/** The five principles with what they mean in plain words. */
export function usePrincipleWords(): Record<Principle, { name: string; means: string }> {
  const { t } = useLingui();
  return {
    "p1-embrace": {
      name: t`Embrace innovation`,
      means: t`It was allowed to be new: somebody made room for it and stood by it.`,
    },
    "p2-equip": {
      name: t`Encourage and equip everyone`,
      means: t`People got the time, skills or freedom to change their own work.`,
    },
    "p3-partner": {
      name: t`Work with partners`,
      means: t`It was done together, across organisations or with citizens.`,
    },
    "p4-explore": {
      name: t`Explore and test`,
      means: t`It was tried out small before anybody decided for all.`,
    },
    "p5-diffuse": {
      name: t`Share what was learnt`,
      means: t`What was learnt is told so that others can use it.`,
    },
  };
}
