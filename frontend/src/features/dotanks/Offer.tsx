import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { wordsFor, wordsQuery } from "../../api/words";
import { dateWords } from "../../lib/dates";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { offerQuery } from "./offers";

/** What a colleague offers, read when it is unfolded. */
export function Offer({ person }: { person: { id: string; name: string } }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="more" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Trans>What they offer</Trans> <span className="ds-sr-only">({person.name})</span>
      </summary>
      {open ? <Offered id={person.id} /> : null}
    </details>
  );
}

function Offered({ id }: { id: string }) {
  const { t } = useLingui();
  const { data: lists } = useSuspenseQuery(wordsQuery);
  const { data: offer, error } = useQuery(offerQuery(id));
  if (error) return <RefusalNotice error={error} />;
  if (!offer)
    return (
      <p className="quiet small" role="status">
        <Trans>One moment…</Trans>
      </p>
    );
  const levels = ["", t`knows what it is`, t`has done it with help`, t`does it on their own`, t`others come for it`];
  const hours = (count: number) => plural(count, { one: "# hour a week", other: "# hours a week" });
  return (
    <dl className="facts facts--one small">
      <dt>
        <Trans>Skills</Trans>
      </dt>
      {offer.skills.length === 0 ? (
        <dd>
          <Trans>None named</Trans>
        </dd>
      ) : null}
      {offer.skills.map((one) => (
        <dd key={one.skill}>
          {wordsFor(lists.skills, one.skill)}: {levels[one.level]}
          {one.wants_to_use ? "" : ` (${t`would rather not use it`})`}
        </dd>
      ))}
      <dt>
        <Trans>Time</Trans>
      </dt>
      <dd>{hours(offer.hours_a_week)}</dd>
      {offer.free_periods.map((one) => {
        const [first, last, much] = [dateWords(one.since), dateWords(one.until), hours(one.hours_a_week)];
        return (
          <dd key={one.since}>
            <Trans>
              From {first} until {last}: {much}
            </Trans>
          </dd>
        );
      })}
      <dt>
        <Trans>Languages</Trans>
      </dt>
      <dd>{offer.languages.map((one) => wordsFor(lists.languages, one)).join(", ")}</dd>
      {offer.topics.length > 0 ? (
        <>
          <dt>
            <Trans>Topics</Trans>
          </dt>
          <dd>{offer.topics.map((one) => wordsFor(lists.topics, one)).join(", ")}</dd>
        </>
      ) : null}
    </dl>
  );
}
