import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { dateWords } from "../../lib/dates";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { FormFrame, useForm } from "../../ui/useForm";
import { dayFromNow } from "./days";
import type { DoTank } from "./dotanks";
import { askForHours, endHours, type TeamHours, teamHoursQuery } from "./hours";

/** The hours that managers gave the members, and the way to ask one's own. */
export function Hours({ dotank }: { dotank: DoTank }) {
  const { data: hours } = useSuspenseQuery(teamHoursQuery(dotank.id));
  const [asking, setAsking] = useState(false);
  const { given, mine, manager, may_ask } = hours;
  if (given.length === 0 && !mine && !may_ask) return null;
  return (
    <section className="stack" data-gap="sm" aria-labelledby="hours">
      <h2 className="title-md" id="hours">
        <Trans>Hours from managers</Trans>
      </h2>
      {given.length > 0 ? (
        <ul className="plain">
          {given.map((one) => (
            <li key={one.id}>
              {one.person.name}: <HoursWords {...one} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="quiet">
          <Trans>Nobody's manager has given hours yet.</Trans>
        </p>
      )}
      {mine && mine.state !== "granted" ? <MyQuestion dotank={dotank.id} mine={mine} /> : null}
      {mine?.state === "granted" ? <End dotank={dotank.id} asked={mine.id} given /> : null}
      {may_ask ? (
        manager ? (
          asking ? (
            <AskForm dotank={dotank} manager={manager.name} onClose={() => setAsking(false)} />
          ) : (
            <div className="actions">
              <Button look="secondary" onClick={() => setAsking(true)}>
                <Trans>Ask my manager for hours</Trans>
              </Button>
            </div>
          )
        ) : (
          <p className="quiet">
            <Trans>
              Say first who your manager is, then you can ask for hours: <Link to="/where-i-work">Where I work</Link>
            </Trans>
          </p>
        )
      ) : null}
    </section>
  );
}

interface Dated {
  hours_a_week: number;
  since: string;
  until: string;
}

/** "4 hours a week, from 3 March until 1 June". */
export function HoursWords({ hours_a_week, since, until }: Dated) {
  const [first, last] = [dateWords(since), dateWords(until)];
  return (
    <>
      {plural(hours_a_week, { one: "# hour a week", other: "# hours a week" })},{" "}
      <Trans>
        from {first} until {last}
      </Trans>
    </>
  );
}

function MyQuestion({ dotank, mine }: { dotank: string; mine: NonNullable<TeamHours["mine"]> }) {
  const name = mine.manager.name;
  return (
    <div className="panel stack" data-gap="xs">
      <p>
        {mine.state === "asked" ? (
          <Trans>You asked {name} and wait for the answer:</Trans>
        ) : mine.state === "refused" ? (
          <Trans>{name} gives you no hours for this. Only you see this answer.</Trans>
        ) : mine.state === "revoked" ? (
          <Trans>{name} has taken the hours back.</Trans>
        ) : (
          <Trans>Your hours have ended.</Trans>
        )}{" "}
        {mine.state === "asked" ? <HoursWords {...mine} /> : null}
      </p>
      {mine.words ? <blockquote className="quoted">{mine.words}</blockquote> : null}
      {mine.state === "asked" ? <End dotank={dotank} asked={mine.id} /> : null}
    </div>
  );
}

function End({ dotank, asked, given = false }: { dotank: string; asked: string; given?: boolean }) {
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () => endHours(asked),
    onSuccess: (hours) => queries.setQueryData(teamHoursQuery(dotank).queryKey, hours),
  });
  return (
    <div className="stack" data-gap="xs">
      {end.error ? <RefusalNotice error={end.error} /> : null}
      <div className="actions">
        <Button look="tertiary" tone="neutral" busy={end.isPending} onClick={() => end.mutate()}>
          {given ? <Trans>I need these hours no more</Trans> : <Trans>Take the question back</Trans>}
        </Button>
      </div>
    </div>
  );
}

function AskForm({ dotank, manager, onClose }: { dotank: DoTank; manager: string; onClose: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const form = useForm({
    start: {
      hours_a_week: String(dotank.hours_a_week),
      since: dayFromNow(0),
      until: dayFromNow(7 * dotank.weeks),
    },
    send: (values, key) => askForHours(dotank.id, { ...values, hours_a_week: Number(values.hours_a_week) }, key),
    done: (hours) => {
      queries.setQueryData(teamHoursQuery(dotank.id).queryKey, hours);
      onClose();
    },
  });
  return (
    <div className="panel">
      <FormFrame form={form} labels={{ hours_a_week: t`Hours a week`, since: t`From`, until: t`Until` }}>
        <p>
          <Trans>{manager} reads the subject, your name and these hours, and says yes or no.</Trans>
        </p>
        <Field {...form.field("hours_a_week")} type="number" min={1} max={40} label={t`Hours a week`} />
        <Field {...form.field("since")} type="date" min={dayFromNow(0)} label={t`From`} />
        <Field {...form.field("until")} type="date" min={dayFromNow(0)} label={t`Until`} />
        <div className="actions">
          <Button type="submit" busy={form.sending}>
            <Trans>Ask for these hours</Trans>
          </Button>
          <Button look="secondary" onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
        </div>
      </FormFrame>
    </div>
  );
}
