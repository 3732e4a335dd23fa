import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import { dateWords } from "../../../lib/dates";
import { readKept } from "../../../lib/kept";
import { Button } from "../../../ui/Button";
import { Choice, Field, TextArea } from "../../../ui/Field";
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
      <ForWhom mine={read.mine} />
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

/** For which office the answer counts, and for whom where the reader stands in for somebody. */
function ForWhom({ mine }: { mine: Proposal["mine"] }) {
  if (mine.length === 0) return null;
  return (
    <ul className="for-whom">
      {mine.map(({ required, kind_words, organisation, on_behalf_of, until }) => (
        <li key={required}>
          {on_behalf_of && until ? (
            <Trans>
              You answer for {on_behalf_of}, until {dateWords(until)} ({kind_words}, {organisation}).
            </Trans>
          ) : (
            <Trans>
              You answer as {kind_words}, {organisation}.
            </Trans>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Which sign-off is meant. A newer version has others: what was chosen for the old one no longer names any of them. */
const meant = (read: Proposal, required: string) => read.mine.find((one) => one.required === required) ?? read.mine[0];

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
  const several = read.mine.length > 1;
  const form = useForm({
    start: {
      required: read.mine[0]?.required ?? "",
      help_promised: "",
      help_by: "",
      help_until: "",
      conditions: "",
      reason: "",
    },
    kept: keptName(read, decision),
    send: (values, key) =>
      decide(
        read.id,
        decision,
        read.version,
        { ...values, required: meant(read, values.required)?.required ?? "" },
        key,
      ),
    refused: (refusal) => {
      if (refusal.code !== "outdated") return false;
      onOutdated();
      return true;
    },
    done: onDecided,
  });
  const required = meant(read, form.values.required);
  const promises = decision === "sign_off" && required?.kind === "manager";
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
      <FormFrame
        form={form}
        labels={{
          required: t`For which office?`,
          help_promised: t`Help promised`,
          help_by: t`Who helps?`,
          help_until: t`By when?`,
          conditions: t`Conditions`,
          reason: words.reason,
        }}
      >
        {several ? (
          <Choice
            {...form.field("required")}
            value={required?.required ?? ""}
            label={t`For which office?`}
            options={read.mine.map((one) => ({
              value: one.required,
              label: one.kind_words,
              hint: one.on_behalf_of ? t`for ${one.on_behalf_of}` : one.organisation,
            }))}
          />
        ) : null}
        {promises ? (
          <>
            <TextArea
              {...form.field("help_promised")}
              maxLength={2000}
              label={t`What help do you promise?`}
              hint={t`For example: two desks in the town hall, and four hours a week for Samira until February.`}
            />
            <div className="pair">
              <Field {...form.field("help_by")} maxLength={200} label={t`Who helps?`} aside={t`(optional)`} />
              <Field {...form.field("help_until")} type="date" label={t`By when?`} aside={t`(optional)`} />
            </div>
          </>
        ) : null}
        {decision === "sign_off" ? (
          <TextArea
            {...form.field("conditions")}
            rows={2}
            maxLength={2000}
            label={t`Under which conditions?`}
            aside={t`(optional)`}
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
