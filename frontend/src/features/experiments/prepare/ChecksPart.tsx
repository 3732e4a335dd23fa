import { Trans, useLingui } from "@lingui/react/macro";
import { Choice, Field } from "../../../ui/Field";
import type { Changes, Pilot } from "../pilot/requests";
import { type PartProps, text } from "./Hypothesis";
import { RowList } from "./RowList";
import { labelsOf } from "./RulesPart";
import { at, type ListOf, rowsOf, together } from "./rows";
import { SectionForm } from "./SectionForm";
import { type Texts, useSection } from "./useSection";

type CheckField = "title" | "standard" | "must_pass" | "result" | "evidence";
type CheckRow = NonNullable<Changes["checks"]>[number];

export const CHECKS: ListOf<CheckField> = {
  name: "checks",
  fields: ["title", "standard", "must_pass", "result", "evidence"],
};
const MOST = 20;
const FRESH = { title: "", standard: "", must_pass: "yes", result: "open", evidence: "" };

/** What is looked at before the start: those that come with every pilot, and the team's own. */
export function ChecksPart({ pilot, done }: PartProps) {
  const { t } = useLingui();
  const section = useSection({ pilot, name: "checks", pick: pickChecks, changes: checkChanges, done });
  const { values } = section.form;
  const standard = rowsOf(CHECKS, values).filter((row) => row.standard).length;
  const names: Record<CheckField, string> = {
    title: t`Check`,
    standard: t`Check`,
    must_pass: t`Must pass`,
    result: t`Result`,
    evidence: t`How you know`,
  };
  const field = (place: number, name: CheckField) => text(section, at(CHECKS, place, name));
  return (
    <SectionForm section={section} labels={labelsOf(CHECKS, names, MOST)}>
      <RowList
        section={section}
        list={CHECKS}
        most={MOST}
        keep={standard}
        fresh={FRESH}
        legend={(place) =>
          place < standard ? field(place, "title").value : <Trans>Own check {place - standard + 1}</Trans>
        }
        add={t`Add a check of your own`}
        remove={(place) => t`Remove own check ${place - standard + 1}`}
      >
        {(place) => (
          <>
            {place < standard ? null : (
              <>
                <Field {...field(place, "title")} maxLength={200} label={t`What is checked?`} />
                <Choice
                  {...field(place, "must_pass")}
                  label={t`May the pilot start when it fails?`}
                  options={[
                    { value: "yes", label: t`No, it must pass` },
                    { value: "no", label: t`Yes, it is good to know` },
                  ]}
                />
              </>
            )}
            <Choice
              {...field(place, "result")}
              label={t`Result`}
              options={[
                { value: "open", label: t`Still open` },
                { value: "passed", label: t`Passed` },
                { value: "failed", label: t`Failed` },
              ]}
            />
            {field(place, "result").value === "open" ? null : (
              <Field
                {...field(place, "evidence")}
                maxLength={500}
                label={t`How do you know?`}
                hint={t`For example: the minutes of Monday's meeting.`}
              />
            )}
          </>
        )}
      </RowList>
    </SectionForm>
  );
}

/** The checks as the fields show them. */
export const pickChecks = ({ gate }: Pilot): Texts =>
  together(
    CHECKS,
    gate.checks.map(({ title, standard, must_pass, result, evidence }) => ({
      title,
      standard,
      must_pass: must_pass ? "yes" : "no",
      result,
      evidence,
    })),
  );

/** What is sent for the checks; those that come with a pilot keep their own title. */
export const checkChanges = (values: Texts): Changes => ({
  checks: rowsOf(CHECKS, values).map((row) => ({
    title: row.standard ? "" : row.title,
    standard: row.standard as NonNullable<CheckRow["standard"]>,
    must_pass: row.must_pass !== "no",
    result: row.result as CheckRow["result"],
    evidence: row.evidence,
  })),
});
