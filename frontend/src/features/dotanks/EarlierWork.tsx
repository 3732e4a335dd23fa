import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../ui/Button";
import { Choice, TextArea } from "../../ui/Field";
import { FormFrame, useForm } from "../../ui/useForm";
import { type Earlier, earlierQuery, sayWhatWasUsed, type WhatWasUsed, whatWasUsedQuery } from "./earlier";

type Found = Earlier["found"][number];
const keyOf = (one: { kind: string; id: string }) => `${one.kind}:${one.id}`;

/** Beside the need: what there is already on the subject, and the question what was used of it. */
export function EarlierWork({ problem }: { problem: string }) {
  // Help that may stay away: a failure here must not keep a team from being formed.
  const { data } = useQuery({ ...earlierQuery(problem), retry: false });
  return data ? <WhatDidYouUse problem={problem} earlier={data} /> : null;
}

function WhatDidYouUse({ problem, earlier }: { problem: string; earlier: Earlier }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [saved, setSaved] = useState(earlier.answer !== null);
  const used = earlier.answer?.used ?? [];
  // What was ticked stays in sight, also where the search finds other things today.
  const listed = [...new Map([...used, ...earlier.found].map((one) => [keyOf(one), one])).values()];
  const form = useForm({
    start: { used: used.map(keyOf), nothing_fitted: earlier.answer?.nothing_fitted ?? "" },
    send: (values, key) =>
      sayWhatWasUsed(
        problem,
        {
          used: listed
            .filter((one) => values.used.includes(keyOf(one)))
            .map(({ kind, id }) => ({ kind: kind as "lesson", id })),
          nothing_fitted: values.used.length > 0 ? "" : values.nothing_fitted,
        },
        key,
      ),
    done: (answer) => {
      queries.setQueryData(earlierQuery(problem).queryKey, answer);
      setSaved(true);
    },
  });
  const labels = { used: t`What did you use?`, nothing_fitted: t`Nothing fitted, because…` };
  return (
    <section className="panel stack" data-gap="sm" aria-labelledby="earlier-work">
      <h2 className="title-sm" id="earlier-work">
        <Trans>Earlier work on this subject</Trans>
      </h2>
      {listed.length === 0 ? (
        <p className="quiet">
          <Trans>We found nothing with words like these.</Trans>
        </p>
      ) : null}
      <FormFrame form={form} labels={labels}>
        {listed.length > 0 ? (
          <Choice
            {...form.field("used")}
            several
            label={labels.used}
            hint={t`The titles open in a new window.`}
            options={listed.map((one) => ({ value: keyOf(one), label: <Title one={one} /> }))}
          />
        ) : null}
        {form.values.used.length === 0 ? (
          <TextArea {...form.field("nothing_fitted")} label={labels.nothing_fitted} rows={2} maxLength={500} />
        ) : null}
        <div className="actions">
          <Button type="submit" look="secondary" busy={form.sending}>
            <Trans>Keep this answer</Trans>
          </Button>
          <span className="quiet" role="status">
            {saved && !form.changed ? t`Saved` : ""}
          </span>
        </div>
      </FormFrame>
    </section>
  );
}

function Title({ one }: { one: Found }) {
  return (
    <>
      <a href={one.link} target="_blank" rel="noreferrer" lang={one.language}>
        {one.title}
      </a>{" "}
      <span className="quiet small">{one.kind_words}</span>
    </>
  );
}

/** On the Do Tank's page: what the coordinator used when it was formed. */
export function UsedFromEarlier({ dotank }: { dotank: string }) {
  const { data } = useQuery(whatWasUsedQuery(dotank));
  return data?.answer ? <Told answer={data.answer} /> : null;
}

function Told({ answer }: { answer: WhatWasUsed }) {
  const because = answer.nothing_fitted;
  if (!because && answer.used.length === 0) return null;
  return (
    <section className="panel stack" data-gap="sm" aria-labelledby="used-earlier">
      <h2 className="title-sm" id="used-earlier">
        <Trans>Builds on</Trans>
      </h2>
      {because ? (
        <p>
          <Trans>Nothing fitted, because: {because}</Trans>
        </p>
      ) : (
        <ul className="plain-list">
          {answer.used.map((one) => (
            <li key={keyOf(one)}>
              <a href={one.link} lang={one.language}>
                {one.title}
              </a>{" "}
              <span className="quiet small">{one.kind_words}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
