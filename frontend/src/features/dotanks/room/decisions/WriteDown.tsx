import { Trans, useLingui } from "@lingui/react/macro";
import { Field, TextArea } from "../../../../ui/Field";
import { FormActions } from "../../../../ui/FormActions";
import { FormFrame, useForm } from "../../../../ui/useForm";
import type { DecisionBody } from "./requests";

interface Props {
  verb: string;
  /** Also offered: to go on without a decision. */
  without?: (() => void) | undefined;
  send: (decision: DecisionBody, key: string) => Promise<unknown>;
  done: () => void;
  onClose: () => void;
}

/** What did we decide, why, and when do we look at it again? */
export function WriteDown({ verb, without, send, done, onClose }: Props) {
  const { t } = useLingui();
  const form = useForm({
    start: { text: "", reason: "", review_on: "" },
    send: ({ text, reason, review_on }, key) => send({ text, reason, review_on: review_on || null }, key),
    done,
  });
  // Inside the closing of a poll the server names the fields after the decision.
  const errors = (name: string) => form.errors[`decision.${name}`] ?? form.errors[name] ?? [];
  return (
    <FormFrame
      form={form}
      labels={{ text: t`What did you decide?`, reason: t`Why?`, review_on: t`Look at it again on` }}
      className="stack"
    >
      <TextArea {...form.field("text")} errors={errors("text")} label={t`What did you decide?`} maxLength={2000} />
      <TextArea {...form.field("reason")} errors={errors("reason")} label={t`Why?`} maxLength={2000} />
      <Field
        {...form.field("review_on")}
        errors={errors("review_on")}
        type="date"
        label={t`Look at it again on`}
        aside={t`(optional)`}
      />
      <FormActions form={form} onClose={onClose}>
        {verb}
      </FormActions>
      {without ? (
        <button type="button" className="link-button" onClick={without}>
          <Trans>Close without a decision</Trans>
        </button>
      ) : null}
    </FormFrame>
  );
}
