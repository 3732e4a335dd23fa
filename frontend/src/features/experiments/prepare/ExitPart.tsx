import { useLingui } from "@lingui/react/macro";
import { Field, TextArea } from "../../../ui/Field";
import type { Changes, Pilot } from "../pilot/requests";
import { type PartProps, text } from "./Hypothesis";
import { SectionForm } from "./SectionForm";
import { type Texts, useSection } from "./useSection";

const at = (name: "success" | "failure" | "unclear" | "report_on") => `exit_plan.${name}`;

/** What happens afterwards, said before anybody knows how it goes. */
export function ExitPart({ pilot, done }: PartProps) {
  const { t } = useLingui();
  const section = useSection({ pilot, name: "exit", pick: pickExit, changes: exitChanges, done });
  return (
    <SectionForm
      section={section}
      labels={{
        [at("success")]: t`If it works`,
        [at("failure")]: t`If it does not work`,
        [at("unclear")]: t`If nobody can tell`,
        [at("report_on")]: t`Day of the report`,
      }}
    >
      <TextArea
        {...text(section, at("success"))}
        maxLength={1000}
        rows={2}
        label={t`What happens if it works?`}
        hint={t`For example: the board changes article 4.2.`}
      />
      <TextArea {...text(section, at("failure"))} maxLength={1000} rows={2} label={t`What if it does not work?`} />
      <TextArea {...text(section, at("unclear"))} maxLength={1000} rows={2} label={t`What if nobody can tell?`} />
      <Field
        {...text(section, at("report_on"))}
        type="date"
        {...(pilot.ends_on ? { min: pilot.ends_on } : {})}
        label={t`On which day is the report ready?`}
        hint={t`Not before the last day of the pilot.`}
      />
    </SectionForm>
  );
}

const pickExit = ({ gate: { exit_plan: plan } }: Pilot): Texts => ({
  [at("success")]: plan?.success ?? "",
  [at("failure")]: plan?.failure ?? "",
  [at("unclear")]: plan?.unclear ?? "",
  [at("report_on")]: plan?.report_on ?? "",
});

const exitChanges = (values: Texts): Changes => ({
  exit_plan: {
    success: values[at("success")] ?? "",
    failure: values[at("failure")] ?? "",
    unclear: values[at("unclear")] ?? "",
    report_on: values[at("report_on")] || null,
  },
});
