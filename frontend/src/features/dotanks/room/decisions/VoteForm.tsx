import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Choice, Field, TextArea } from "../../../../ui/Field";
import { FormActions } from "../../../../ui/FormActions";
import { FormFrame, useForm } from "../../../../ui/useForm";
import { ownVote, type Poll, vote } from "./requests";

interface Values {
  choices: Record<string, number>;
  reason: string;
}

/** Room for my vote: dots as numbers, answers as choices; all of it by keyboard. */
export function VoteForm({ poll, done }: { poll: Poll; done: () => void }) {
  const { t } = useLingui();
  const mine = Object.fromEntries(poll.options.filter((one) => one.mine > 0).map((one) => [one.id, one.mine]));
  const own = ownVote(poll.id);
  const form = useForm<Values, Poll>({
    start: { choices: own?.dots ?? mine, reason: own?.reason ?? "" },
    send: ({ choices, reason }) => vote(poll, choices, reason),
    done,
  });
  const { choices } = form.values;
  const set = (option: string, dots: number) => form.set("choices", { ...choices, [option]: dots });
  const left = poll.dots - Object.values(choices).reduce((sum, one) => sum + one, 0);
  const errors = form.field("choices").errors;
  const options = poll.options.map((one) => ({ value: one.id, label: one.text }));
  const chosen = Object.keys(choices).filter((one) => (choices[one] ?? 0) > 0);
  const objects = poll.options.some((one) => one.answer === "object" && chosen.includes(one.id));
  const verb = poll.have_voted ? t`Change my vote` : t`Vote`;
  return (
    <FormFrame form={form} labels={{ choices: t`Your vote`, reason: t`Reason` }} className="stack">
      {poll.kind === "dots" ? (
        <fieldset className="choices" id={form.field("choices").id} tabIndex={-1}>
          <legend>
            <Trans>Give your dots</Trans>
          </legend>
          <p className="quiet small" role="status">
            <Trans>
              {left} of {poll.dots} dots left, at most {poll.at_most} on one
            </Trans>
          </p>
          {poll.options.map((one) => (
            <Field
              key={one.id}
              name={`dots-${one.id}`}
              type="number"
              min={0}
              max={Math.min(poll.at_most, left + (choices[one.id] ?? 0))}
              label={one.text}
              value={String(choices[one.id] ?? 0)}
              onChange={(value) => set(one.id, Math.max(0, Math.floor(Number(value) || 0)))}
            />
          ))}
          {errors.map((words) => (
            <p key={words} className="field-error">
              {words}
            </p>
          ))}
        </fieldset>
      ) : poll.dots > 1 ? (
        <Choice
          several
          id={form.field("choices").id}
          name={`choices-${poll.id}`}
          label={<Plural value={poll.dots} one="Choose one" other="Choose up to #" />}
          options={options}
          errors={errors}
          value={chosen}
          onChange={(ids) => form.set("choices", Object.fromEntries(ids.map((one) => [one, 1])))}
        />
      ) : (
        <Choice
          id={form.field("choices").id}
          name={`choices-${poll.id}`}
          label={t`Your answer`}
          options={options}
          errors={errors}
          value={chosen[0] ?? ""}
          onChange={(one) => form.set("choices", { [one]: 1 })}
        />
      )}
      {poll.kind === "consent" ? (
        <TextArea
          {...form.field("reason")}
          label={t`Reason`}
          aside={objects ? undefined : t`(optional)`}
          hint={t`An objection needs words: what would go wrong?`}
          maxLength={1000}
          rows={2}
        />
      ) : null}
      <FormActions form={form}>{verb}</FormActions>
    </FormFrame>
  );
}
