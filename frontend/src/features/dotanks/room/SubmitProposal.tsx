import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { currencyOf } from "../../../lib/money";
import { numberOf } from "../../../lib/numbers";
import { RefusalError } from "../../../lib/refusal";
import { Field, Select, TextArea } from "../../../ui/Field";
import { FormActions } from "../../../ui/FormActions";
import { Missing } from "../../../ui/Missing";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { FormFrame, useForm } from "../../../ui/useForm";
import { type DoTank, submitProposal, type ToSubmit, toSubmitQuery } from "./requests";
import { RiskQuestions } from "./submit/RiskQuestions";
import { type Answered, startFrom, toSend, unanswered } from "./submit/values";

interface Props {
  dotank: DoTank;
  /** Numbers of the saved versions, newest first; at least one. */
  versions: readonly number[];
  onDone: () => void;
  onClose: () => void;
}

/** Puts one saved version before whoever must sign it off, with all that is asked and answered around it. */
export default function SubmitProposal(props: Props) {
  const { data, error } = useQuery(toSubmitQuery(props.dotank.id));
  if (error) return <RefusalNotice error={error} />;
  return data ? <SubmitForm {...props} to={data} /> : <div className="waiting" />;
}

function SubmitForm({ dotank, versions, to, onDone, onClose }: Props & { to: ToSubmit }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  const [latest, ...older] = versions;
  useEffect(() => heading.current?.focus(), []);
  const form = useForm<Answered, DoTank>({
    start: startFrom(to, dotank.problem.title),
    kept: `submit-${dotank.id}`,
    send: async (values, key) => {
      if (unanswered(values, to).length > 0)
        throw new RefusalError(422, {
          code: "invalid",
          details: { risks: [t`Answer every question with yes or no.`] },
        });
      return submitProposal(dotank.id, toSend(values, latest ?? 0), key);
    },
    done: (answered) => {
      queries.setQueryData(["dotank", dotank.id], answered);
      void queries.invalidateQueries({ queryKey: ["proposal"] });
      void queries.invalidateQueries({ queryKey: ["to-submit"] });
      void queries.invalidateQueries({ queryKey: ["trail"] });
      onDone();
    },
  });
  const labels = {
    version: t`Version`,
    title: t`Title`,
    asked: t`What you ask`,
    summary: t`The proposal in short`,
    help_asked: t`What help do you need?`,
    people_asked: t`Who else must take part?`,
    money: t`How much money?`,
    promised_effect: t`What effect do you promise for it?`,
    evaluation: t`How will you know that it works?`,
    rule_set_aside: t`Which law or rule must be set aside?`,
    duty_of: t`Whose duty is it?`,
    risks: t`Risks`,
  };
  return (
    <section className="panel stack" aria-labelledby={`${form.id}-heading`}>
      <h2 className="title-md" id={`${form.id}-heading`} ref={heading} tabIndex={-1}>
        <Trans>Submit to {dotank.manager.name}</Trans>
      </h2>
      <Missing parts={to.missing} />
      <FormFrame form={form} labels={labels}>
        <Select
          {...form.field("version")}
          label={t`Which version?`}
          hint={t`Whoever decides reads exactly this one. Changes after it do not count.`}
          options={[
            { value: "", label: t`Version ${latest} (the latest)` },
            ...older.map((number) => ({ value: String(number), label: t`Version ${number}` })),
          ]}
        />
        <Field {...form.field("title")} label={t`Title`} maxLength={120} />
        <TextArea
          {...form.field("asked")}
          rows={2}
          maxLength={300}
          label={t`What do you ask, in one sentence?`}
          hint={t`For example: let two desks hand out permits without the second signature for twelve weeks.`}
        />
        <TextArea
          {...form.field("summary")}
          maxLength={4000}
          label={t`The proposal in about ten lines`}
          hint={t`What you want to try, what it needs, what could go wrong, and how you will know.`}
        />
        <fieldset className="form">
          <legend className="title-sm">
            <Trans>What it takes</Trans>
          </legend>
          <TextArea
            {...form.field("help_asked")}
            rows={2}
            label={labels.help_asked}
            aside={t`(optional)`}
            maxLength={2000}
          />
          <TextArea
            {...form.field("people_asked")}
            rows={2}
            label={labels.people_asked}
            aside={t`(optional)`}
            maxLength={2000}
          />
          <Field
            {...form.field("money")}
            label={labels.money}
            aside={`(${currencyOf(to.organisation.country)})`}
            hint={t`Whole amounts; 0 for none.`}
            inputMode="numeric"
          />
          {numberOf(form.values.money) > 0 ? (
            <TextArea
              {...form.field("promised_effect")}
              rows={2}
              maxLength={1000}
              label={labels.promised_effect}
              hint={t`It is shown beside the real effect when the pilot is closed.`}
            />
          ) : null}
        </fieldset>
        <RiskQuestions form={form} to={to} />
        <TextArea
          {...form.field("evaluation")}
          maxLength={2000}
          label={labels.evaluation}
          hint={t`What you count before and after, who counts it, and when you look at it together.`}
        />
        <FormActions form={form} onClose={onClose}>
          <Trans>Submit</Trans>
        </FormActions>
      </FormFrame>
    </section>
  );
}
