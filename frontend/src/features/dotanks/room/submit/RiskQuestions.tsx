import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Choice, Field, Select, TextArea } from "../../../../ui/Field";
import { RuleSuggestions } from "../../../../ui/RuleSuggestions";
import type { Form } from "../../../../ui/useForm";
import { organisationsNamedQuery, type ToSubmit } from "../requests";
import { type Answered, counted, type Risk } from "./values";

interface Props {
  form: Form<Answered>;
  to: ToSubmit;
}

/** A few questions of consequence: a yes says at once whose sign-off it asks for. */
export function RiskQuestions({ form, to }: Props) {
  const { t } = useLingui();
  const { yes, no } = form.values;
  const answer = (risk: Risk, said: boolean) => {
    form.set("yes", said ? [...yes.filter((one) => one !== risk), risk] : yes.filter((one) => one !== risk));
    form.set("no", said ? no.filter((one) => one !== risk) : [...no.filter((one) => one !== risk), risk]);
  };
  return (
    <fieldset className="form">
      <legend className="title-sm">
        <Trans>Risks</Trans>
      </legend>
      {to.risks
        .filter(({ risk }) => !counted(risk, to))
        .map(({ risk, words, asks_for }) => {
          const said = yes.includes(risk);
          const officers = asks_for.join(", ");
          return (
            <div key={risk} className="stack" data-gap="xs">
              <Choice
                name={risk}
                label={words}
                errors={said || no.includes(risk) ? [] : (form.errors.risks ?? [])}
                value={said ? "yes" : no.includes(risk) ? "no" : ""}
                onChange={(value) => answer(risk, value === "yes")}
                options={[
                  { value: "yes", label: t`Yes`, hint: t`Asks for the sign-off of: ${officers}` },
                  { value: "no", label: t`No` },
                ]}
              />
              {said && risk === "legal_exemption" ? <RuleAside form={form} /> : null}
              {said && risk === "anothers_duty" ? <WhoseDuty form={form} /> : null}
            </div>
          );
        })}
    </fieldset>
  );
}

function RuleAside({ form }: { form: Form<Answered> }) {
  const { t } = useLingui();
  return (
    <>
      <TextArea
        {...form.field("rule_set_aside")}
        rows={2}
        maxLength={2000}
        label={t`Which law or rule must be set aside?`}
      />
      <RuleSuggestions
        typed={form.values.rule_set_aside}
        chosen={form.values.names_rule}
        onChoose={(rule) => form.set("names_rule", rule)}
      />
    </>
  );
}

function WhoseDuty({ form }: { form: Form<Answered> }) {
  const { t } = useLingui();
  const [typed, setTyped] = useState("");
  const { data } = useQuery(organisationsNamedQuery(typed));
  return (
    <div className="pair">
      <Field
        name="duty_name"
        label={t`Find the organisation`}
        hint={t`Type a part of its name.`}
        value={typed}
        onChange={setTyped}
      />
      <Select
        {...form.field("duty_of")}
        label={t`Whose duty is it?`}
        empty={t`Choose…`}
        options={(data?.results ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
    </div>
  );
}
