import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import { readKept } from "../../../lib/kept";
import { Button } from "../../../ui/Button";
import { TextArea } from "../../../ui/Field";
import { FormActions } from "../../../ui/FormActions";
import { FormFrame, useForm } from "../../../ui/useForm";
import { type Decision, decide, type Proposal } from "./requests";

interface Props {
  /** The version on the screen: the answer counts for this one only. */
  read: Proposal;
  onDecided: (answered: Proposal) => void;
  /** The team submitted a newer version meanwhile. */
  onOutdated: () => void;
}

const keptName = (read: Proposal, decision: Decision) => `decide-${read.id}-${decision}`;

/** The three answers a manager can give, at the end of reading; each opens its own form. */
export function Decide({ read, onDecided, onOutdated }: Props) {
  const { t } = useLingui();
  const answers: [Decision, string][] = [
    ["sign_off", t`Sign off`],
    ["send_back", t`Send back`],
    ["decline", t`Decline`],
  ];
  // Whoever went away to confirm who they are finds the answer they had begun.
  const begun = answers.find(([decision]) => readKept(keptName(read, decision)))?.[0] ?? null;
  const [chosen, setChosen] = useState<Decision | null>(begun);
  return (
    <section className="stack no-print" aria-labelledby="decide">
      <h2 className="title-md" id="decide">
        <Trans>Your answer</Trans>
      </h2>
      <div className="actions decide">
        {answers.map(([decision, words]) => (
          <Button
            key={decision}
            look={decision === "sign_off" && chosen === null ? "primary" : "secondary"}
            aria-expanded={chosen === decision}
            onClick={() => setChosen(chosen === decision ? null : decision)}
          >
            {words}
          </Button>
        ))}
      </div>
      {chosen ? (
        <DecisionForm
          key={chosen}
          decision={chosen}
          read={read}
          onDecided={onDecided}
          onOutdated={onOutdated}
          onClose={() => setChosen(null)}
        />
      ) : null}
    </section>
  );
}

function DecisionForm({
  decision,
  read,
  onDecided,
  onOutdated,
  onClose,
}: Props & { decision: Decision; onClose: () => void }) {
  const { t } = useLingui();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const form = useForm({
    start: { help_promised: "", reason: "" },
    kept: keptName(read, decision),
    send: (values, key) => decide(read.id, decision, read.version, values, key),
    refused: (refusal) => {
      if (refusal.code !== "outdated") return false;
      onOutdated();
      return true;
    },
    done: onDecided,
  });
  const { version } = read;
  const words = {
    sign_off: {
      title: t`Sign version ${version} off`,
      reason: t`Why do you sign it off?`,
      hint: t`The team reads this, with your name.`,
      send: t`Sign version ${version} off`,
    },
    send_back: {
      title: t`Send version ${version} back`,
      reason: t`What should the team change or add?`,
      hint: t`For example: please add the baseline, and say who answers complaints.`,
      send: t`Send it back`,
    },
    decline: {
      title: t`Decline version ${version}`,
      reason: t`Why do you decline?`,
      hint: t`The Do Tank ends with this. Your reason becomes part of its lesson, so that others can learn from it.`,
      send: t`Decline the proposal`,
    },
  }[decision];
  return (
    <section className="panel stack" aria-labelledby={`${form.id}-heading`}>
      <h3 className="title-sm" id={`${form.id}-heading`} ref={heading} tabIndex={-1}>
        {words.title}
      </h3>
      <FormFrame form={form} labels={{ help_promised: t`Help promised`, reason: words.reason }}>
        {decision === "sign_off" ? (
          <TextArea
            {...form.field("help_promised")}
            maxLength={2000}
            label={t`What help do you promise?`}
            hint={t`For example: two desks in the town hall, and four hours a week for Samira until February.`}
          />
        ) : null}
        <TextArea {...form.field("reason")} maxLength={2000} label={words.reason} hint={words.hint} />
        <FormActions form={form} tone={decision === "decline" ? "danger" : "accent"} onClose={onClose}>
          {words.send}
        </FormActions>
      </FormFrame>
    </section>
  );
}
