import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { dateWords } from "../../lib/dates";
import { Button } from "../../ui/Button";
import { Choice, Field } from "../../ui/Field";
import { PeopleList } from "../../ui/PeopleList";
import { Status } from "../../ui/Status";
import { FormFrame, useForm } from "../../ui/useForm";
import { dayFromNow } from "./days";
import { type DoTank, invite, othersQuery } from "./dotanks";
import { NextWaveForm } from "./NextWave";
import { Offer } from "./Offer";
import { ANSWER_TONES } from "./tones";

/** Who was asked and what they said: for coordinators, who can ask somebody else. */
export function Asked({ dotank }: { dotank: DoTank }) {
  const [said, setSaid] = useState("");
  if (dotank.invitations.length === 0) return null;
  const waiting = dotank.invitations.filter((one) => one.state !== "accepted");
  return (
    <section className="stack" aria-labelledby="who-was-asked">
      <h2 className="title-md" id="who-was-asked">
        <Trans>Who was asked</Trans>
      </h2>
      {waiting.length === 0 ? (
        <p className="quiet">
          <Trans>Everybody who was asked has said yes.</Trans>
        </p>
      ) : (
        <PeopleList
          people={waiting.map((one) => ({
            id: one.person.id,
            name: one.person.name,
            organisation: one.person.organisation,
            role: one.role_words,
          }))}
          below={(person) => <Offer person={person} />}
          after={(person) => {
            const one = waiting.find((asked) => asked.person.id === person.id);
            if (!one) return null;
            const day = dateWords(one.reply_by);
            return (
              <span className="answer-state">
                <Status tone={ANSWER_TONES[one.state]}>{one.state_words}</Status>
                {one.state === "sent" ? (
                  <span className="quiet small">
                    <Trans>until {day}</Trans>
                  </span>
                ) : null}
              </span>
            );
          }}
        />
      )}
      <p role="status" className="small">
        {said}
      </p>
      {dotank.abilities.invite ? <AskSomebodyElse id={dotank.id} onAsked={setSaid} /> : null}
    </section>
  );
}

function AskSomebodyElse({ id, onAsked }: { id: string; onAsked: (words: string) => void }) {
  const [open, setOpen] = useState<"" | "one" | "wave">("");
  if (open === "")
    return (
      <div className="actions">
        <Button look="secondary" onClick={() => setOpen("wave")}>
          <Trans>Whom to ask next</Trans>
        </Button>
        <Button look="secondary" onClick={() => setOpen("one")}>
          <Trans>Ask somebody else</Trans>
        </Button>
      </div>
    );
  const Form = open === "one" ? AskForm : NextWaveForm;
  return (
    <Suspense fallback={<Working />}>
      <Form
        id={id}
        onDone={(words) => {
          setOpen("");
          onAsked(words);
        }}
        onClose={() => setOpen("")}
      />
    </Suspense>
  );
}

function AskForm({ id, onDone, onClose }: { id: string; onDone: (words: string) => void; onClose: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data: others } = useSuspenseQuery(othersQuery(id));
  const form = useForm({
    start: { person: others[0]?.person.id ?? "", reply_by: dayFromNow(7) },
    send: (values, key) => invite(id, values, key),
    done: (asked) => {
      void queries.invalidateQueries({ queryKey: ["dotank", id] });
      const { name } = asked.person;
      onDone(t`${name} has been asked.`);
    },
  });
  if (others.length === 0)
    return (
      <div className="panel stack" data-gap="sm">
        <p>
          <Trans>
            Nobody else was advised for this team. You can start with who is in, or end this Do Tank and form a new one
            with a wider need.
          </Trans>
        </p>
        <div className="actions">
          <Button look="secondary" onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
        </div>
      </div>
    );
  return (
    <div className="panel">
      <FormFrame form={form} labels={{ person: t`Colleague`, reply_by: t`Answer by` }}>
        <Choice
          {...form.field("person")}
          label={t`Whom do you ask?`}
          hint={t`Advised for this team and not asked yet.`}
          options={others.map(({ person, reasons }) => ({
            value: person.id,
            label: [person.name, person.organisation].filter(Boolean).join(", "),
            hint: reasons.join(" "),
          }))}
        />
        <Field {...form.field("reply_by")} type="date" min={dayFromNow(0)} label={t`Answer by`} />
        <div className="actions">
          <Button type="submit" busy={form.sending}>
            <Trans>Ask this colleague</Trans>
          </Button>
          <Button look="secondary" onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
        </div>
      </FormFrame>
    </div>
  );
}

function Working() {
  return (
    <p role="status" className="quiet">
      <Trans>Working out whom to ask</Trans>
    </p>
  );
}
