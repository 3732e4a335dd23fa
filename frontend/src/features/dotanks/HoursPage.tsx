import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { AskReason } from "../../ui/AskReason";
import { Button } from "../../ui/Button";
import { Field, TextArea } from "../../ui/Field";
import { Page } from "../../ui/Page";
import { FormFrame, useForm } from "../../ui/useForm";
import "./dotanks.css";
import { dayFromNow } from "./days";
import { HoursWords } from "./Hours";
import { grantHours, type HoursAsked, hoursAskedQuery, refuseHours, revokeHours } from "./hours";

const route = getRouteApi("/hours/$key");

/** A colleague asks their manager for hours: what it is about, and two answers; a yes can be taken back here. */
export default function HoursPage() {
  const { t } = useLingui();
  const { key } = route.useParams();
  const queries = useQueryClient();
  const { data: asked } = useSuspenseQuery(hoursAskedQuery(key));
  const keep = (answer: HoursAsked) => {
    queries.setQueryData(hoursAskedQuery(key).queryKey, answer);
    for (const one of ["desk", "notices", "me"]) void queries.invalidateQueries({ queryKey: [one] });
  };
  const { name, state, abilities } = asked;
  return (
    <Page title={t`Hours for ${name}`} width="narrow">
      <div className="stack">
        <section className="panel stack" data-gap="sm">
          <p>
            <Trans>
              {name} takes part in a Do Tank, where a few colleagues from several organisations work one problem out
              together:
            </Trans>
          </p>
          <p className="title-sm" lang={asked.language}>
            {asked.subject}
          </p>
          <p>
            {state === "asked" ? (
              <Trans>Asked of you:</Trans>
            ) : state === "granted" ? (
              <Trans>Given:</Trans>
            ) : (
              <Trans>It was about:</Trans>
            )}{" "}
            <HoursWords {...asked} />
          </p>
        </section>
        {state === "asked" ? (
          <Answer id={key} asked={asked} onAnswered={keep} />
        ) : (
          <p className="notice" data-tone={state === "granted" ? "good" : "wait"} role="status">
            {state === "granted" ? (
              <Trans>You have given these hours. The team sees how many and until when.</Trans>
            ) : state === "refused" ? (
              <Trans>You have given no hours. Only {name} knows.</Trans>
            ) : state === "revoked" ? (
              <Trans>You have taken the hours back.</Trans>
            ) : (
              <Trans>This has ended. You have nothing to do.</Trans>
            )}
          </p>
        )}
        {abilities.revoke ? (
          <AskReason
            verb={t`Take the hours back`}
            title={t`Take the hours of ${name} back?`}
            hint={t`Only ${name} reads it.`}
            send={(words) => revokeHours(key, words)}
            done={keep}
          />
        ) : null}
      </div>
    </Page>
  );
}

function Answer({
  id,
  asked,
  onAnswered,
}: {
  id: string;
  asked: HoursAsked;
  onAnswered: (answer: HoursAsked) => void;
}) {
  const { t } = useLingui();
  const { name } = asked;
  const form = useForm({
    start: { hours_a_week: String(asked.hours_a_week), since: asked.since, until: asked.until, words: "" },
    send: (values) => grantHours(id, { ...values, hours_a_week: Number(values.hours_a_week) }),
    done: onAnswered,
  });
  return (
    <section className="stack">
      <FormFrame
        form={form}
        labels={{ hours_a_week: t`Hours a week`, since: t`From`, until: t`Until`, words: t`A word with it` }}
      >
        <Field {...form.field("hours_a_week")} type="number" min={1} max={40} label={t`Hours a week`} />
        <Field {...form.field("since")} type="date" label={t`From`} />
        <Field {...form.field("until")} type="date" min={dayFromNow(0)} label={t`Until`} />
        <TextArea
          {...form.field("words")}
          label={t`A word with it`}
          aside={t`(you need not)`}
          hint={t`Only ${name} reads it.`}
          maxLength={1000}
          rows={2}
        />
        <div className="actions">
          <Button type="submit" busy={form.sending}>
            <Trans>Give these hours</Trans>
          </Button>
          <AskReason
            verb={t`Give no hours`}
            title={t`Give ${name} no hours?`}
            label={t`A word with it`}
            hint={t`Only ${name} reads it.`}
            danger={false}
            send={(words) => refuseHours(id, words)}
            done={onAnswered}
          />
        </div>
      </FormFrame>
      <p className="quiet small">
        <Trans>You can take the hours back at any time, with the link in your letter.</Trans>
      </p>
    </section>
  );
}
