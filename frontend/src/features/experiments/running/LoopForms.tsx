import { Trans, useLingui } from "@lingui/react/macro";
import { Choice, Field, Select, TextArea } from "../../../ui/Field";
import { FormActions } from "../../../ui/FormActions";
import { FormFrame, useForm } from "../../../ui/useForm";
import { asNumber, plainNumber } from "../pilot/numbers";
import type { Pilot } from "../pilot/requests";
import { type Card, decideCard, editCard, planCard, type Running } from "./requests";

interface Props {
  took: (answer: Running) => void;
  onClose: () => void;
}

/** What the next loop believes, tries and measures; it may change until it starts. */
export function LoopForm({ pilot, card, took, onClose }: Props & { pilot: Pilot; card?: Card }) {
  const { t } = useLingui();
  const [first] = pilot.measures;
  const form = useForm({
    start: {
      hypothesis: card?.hypothesis ?? "",
      test: card?.test ?? "",
      measure: card?.measure_id ?? first?.id ?? "",
      threshold: plainNumber(card?.threshold ?? first?.threshold ?? null),
    },
    send: (values, key) => {
      const body = { ...values, threshold: asNumber(values.threshold) };
      return card ? editCard(card, body) : planCard(pilot.id, body, key);
    },
    done: took,
  });
  const unit = pilot.measures.find((one) => one.id === form.values.measure)?.unit;
  return (
    <FormFrame
      form={form}
      labels={{ hypothesis: t`What we believe`, test: t`What we try`, measure: t`Measure`, threshold: t`Limit` }}
    >
      <TextArea {...form.field("hypothesis")} label={t`What do you believe will happen?`} maxLength={2000} rows={2} />
      <TextArea {...form.field("test")} label={t`What do you try, and how small?`} maxLength={2000} rows={2} />
      <Select
        {...form.field("measure")}
        label={t`What do you measure?`}
        options={pilot.measures.map((measure) => ({ value: measure.id, label: measure.name }))}
      />
      <Field
        {...form.field("threshold")}
        label={t`From which value on did it work?`}
        aside={unit ? `(${unit})` : null}
        hint={t`Locked as soon as the loop starts.`}
        inputMode="decimal"
        autoComplete="off"
      />
      <FormActions form={form} onClose={onClose}>
        <Trans>Save the loop</Trans>
      </FormActions>
    </FormFrame>
  );
}

/** What was seen, what was learnt, and what follows. */
export function ResultForm({ card, took, onClose }: Props & { card: Card }) {
  const { t } = useLingui();
  const form = useForm({
    start: { result: "", learning: "", decision: "" },
    kept: `loop-${card.id}`,
    send: ({ decision, ...values }) => decideCard(card.id, { ...values, decision: decision as "end" }),
    done: took,
  });
  return (
    <FormFrame form={form} labels={{ result: t`Result`, learning: t`What you learnt`, decision: t`Decision` }}>
      <TextArea {...form.field("result")} label={t`What did you see?`} maxLength={2000} rows={2} />
      <TextArea {...form.field("learning")} label={t`What did you learn?`} maxLength={2000} rows={2} />
      <Choice
        {...form.field("decision")}
        label={t`What follows?`}
        options={[
          { value: "go_on", label: t`Go on with it` },
          { value: "change", label: t`Change it and test again` },
          { value: "keep_testing", label: t`Keep testing the same` },
          { value: "end", label: t`End it` },
        ]}
      />
      <FormActions form={form} onClose={onClose}>
        <Trans>Save the decision</Trans>
      </FormActions>
    </FormFrame>
  );
}
