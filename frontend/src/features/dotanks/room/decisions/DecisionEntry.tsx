import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { AskReason } from "../../../../ui/AskReason";
import { Button } from "../../../../ui/Button";
import { DateWords } from "../../../../ui/DateWords";
import { Field } from "../../../../ui/Field";
import { FormActions } from "../../../../ui/FormActions";
import { FormFrame, useForm } from "../../../../ui/useForm";
import { dayFromNow } from "../../days";
import { Becomes } from "../Becomes";
import { PointTo } from "./PointTo";
import { type Decision, endDecision, keepDecision } from "./requests";

const HALF_A_YEAR = 183;

/** One decision: what, why, when, and its next look. */
export function DecisionEntry({
  decision,
  dotank,
  meant,
  changed,
}: {
  decision: Decision;
  dotank: string;
  meant: boolean;
  changed: () => void;
}) {
  const { t } = useLingui();
  const [keeping, setKeeping] = useState(false);
  return (
    <article className="poll stack" data-gap="xs" data-meant={meant || undefined}>
      <h4 className="title-sm">{decision.text}</h4>
      <p>
        <Trans>Because: {decision.reason}</Trans>
      </p>
      {decision.adopted === false ? (
        <p className="notice small" data-tone="wait">
          <Trans>The proposal that was voted on was not adopted: an objection stayed open.</Trans>
        </p>
      ) : null}
      <p className="quiet small">
        <DateWords date={decision.decided_on} far={false} /> · {decision.written_by} · {decision.state_words}
      </p>
      {decision.review_on && decision.state === "stands" ? (
        <p className={decision.due ? "notice small" : "small"} data-tone={decision.due ? "wait" : undefined}>
          <Trans>
            To be looked at again: <DateWords date={decision.review_on} />
          </Trans>
        </p>
      ) : null}
      {decision.abilities.end ? (
        <div className="actions">
          {decision.due ? (
            <Button look="secondary" aria-expanded={keeping} onClick={() => setKeeping(!keeping)}>
              <Trans>It still holds</Trans>
            </Button>
          ) : null}
          <PointTo dotank={dotank} room={decision.room_id} id={decision.id} words={decision.text} />
          <AskReason
            verb={t`End it`}
            title={t`End this decision?`}
            hint={t`Why does it not hold any more?`}
            look="tertiary"
            send={(reason) => endDecision(decision.id, reason)}
            done={changed}
          />
        </div>
      ) : null}
      <Becomes words={decision.text} />
      {keeping ? (
        <KeepIt
          decision={decision}
          done={() => {
            setKeeping(false);
            changed();
          }}
          onClose={() => setKeeping(false)}
        />
      ) : null}
    </article>
  );
}

/** Looked at again, it stands; and when is the next look? */
function KeepIt({ decision, done, onClose }: { decision: Decision; done: () => void; onClose: () => void }) {
  const { t } = useLingui();
  const form = useForm({
    start: { review_on: dayFromNow(HALF_A_YEAR) },
    send: ({ review_on }) => keepDecision(decision.id, review_on || null),
    done,
  });
  const label = t`Look at it again on`;
  return (
    <FormFrame form={form} labels={{ review_on: label }} className="stack">
      <Field
        {...form.field("review_on")}
        type="date"
        min={dayFromNow(1)}
        label={label}
        aside={t`(optional)`}
        hint={t`Without a day nobody is asked to look at it again.`}
      />
      <FormActions form={form} onClose={onClose}>
        {t`Keep the decision`}
      </FormActions>
    </FormFrame>
  );
}
