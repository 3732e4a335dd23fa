import { useLingui } from "@lingui/react/macro";
import { today } from "../../../lib/dates";
import { currencyOf } from "../../../lib/money";
import { wholeNumber } from "../../../lib/numbers";
import { Field } from "../../../ui/Field";
import { plainNumber } from "../pilot/numbers";
import type { Changes, Pilot } from "../pilot/requests";
import { type PartProps, text } from "./Hypothesis";
import { SectionForm } from "./SectionForm";
import { type Texts, useSection } from "./useSection";

/** Where, for how many, for how much, and until when. */
export function LimitsPart({ pilot, done }: PartProps) {
  const { t } = useLingui();
  const section = useSection({ pilot, name: "limits", pick: pickLimits, changes: limitChanges, done });
  const currency = currencyOf(pilot.organisation.country);
  return (
    <SectionForm
      section={section}
      labels={{
        place: t`Place`,
        people_limit: t`People at most`,
        money_limit: t`Money at most`,
        ends_on: t`Last day`,
      }}
    >
      <Field
        {...text(section, "place")}
        maxLength={200}
        label={t`Where is it tried out?`}
        hint={t`For example: the permit desk of the district North.`}
      />
      <Field
        {...text(section, "people_limit")}
        inputMode="numeric"
        autoComplete="off"
        label={t`For how many people at most?`}
      />
      <Field
        {...text(section, "money_limit")}
        inputMode="numeric"
        autoComplete="off"
        label={t`How much may it cost at most?`}
        aside={`(${currency})`}
        hint={t`0 when it costs nothing.`}
      />
      <Field
        {...text(section, "ends_on")}
        type="date"
        min={today()}
        label={t`What is its last day?`}
        hint={t`Six months at most. After this day it is no longer in force, whoever forgets to stop it.`}
      />
    </SectionForm>
  );
}

/** The limits as the fields show them. */
const pickLimits = (pilot: Pilot): Texts => ({
  place: pilot.place,
  people_limit: plainNumber(pilot.people_limit),
  money_limit: plainNumber(pilot.money_limit),
  ends_on: pilot.ends_on ?? "",
});

/** What is sent for the limits; what is no whole number goes as it is, for the server to name it. */
export function limitChanges(values: Texts): Changes {
  const { place = "", people_limit = "", money_limit = "", ends_on = "" } = values;
  return {
    place,
    people_limit: whole(people_limit),
    money_limit: whole(money_limit),
    ...(ends_on ? { ends_on } : {}),
  };
}

const whole = (typed: string): number | null => (typed.trim() === "" ? null : wholeNumber(typed));
