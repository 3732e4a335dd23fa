import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { meQuery } from "../../api/me";
import { agoWords, dateWords, daysUntil } from "../../lib/dates";
import { DateWords } from "../../ui/DateWords";
import { GoTo } from "../../ui/GoTo";
import { Page } from "../../ui/Page";
import { Status } from "../../ui/Status";
import { type Desk, deskQuery } from "./desk";
import "./flow.css";

const SOON = 2;

/** My desk. The layout hears everything about me and reads this again. */
export default function DeskPage() {
  const { t } = useLingui();
  const { data: me } = useSuspenseQuery(meQuery);
  const { data: desk } = useSuspenseQuery(deskQuery);
  const first = me.name.split(" ")[0] ?? me.name;
  const count = desk.waits.length;
  return (
    <Page
      title={t`My desk`}
      lead={
        count === 0
          ? t`Hello ${first}.`
          : plural(count, {
              one: `Hello ${first}. One thing waits for you.`,
              other: `Hello ${first}. # things wait for you, the oldest first.`,
            })
      }
    >
      {count > 0 ? <Waits waits={desk.waits} /> : <NothingWaits lesson={desk.lesson} />}
      <div className="desk-rest">
        <Changed changed={desk.changed} />
        <MightHelp problems={desk.might_help} />
      </div>
    </Page>
  );
}

function Waits({ waits }: { waits: Desk["waits"] }) {
  return (
    <section aria-labelledby="waits" className="stack" data-gap="sm">
      <h2 className="ds-sr-only" id="waits">
        <Trans>What waits for you</Trans>
      </h2>
      <ul className="entries">
        {waits.map((one, place) => (
          <li key={one.link} className="entry wait" data-first={place === 0 || undefined}>
            <h3 className="entry__title">
              <GoTo href={one.link}>{one.verb}</GoTo>
            </h3>
            <p className="wait__title">{one.title}</p>
            <p className="entry__meta">
              {one.due ? <Due day={one.due} /> : null}
              <Since since={one.since} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Due({ day }: { day: string }) {
  const left = daysUntil(day);
  const ago = agoWords(day);
  const words = dateWords(day);
  if (left < 0)
    return (
      <Status tone="bad">
        <Trans>
          The day has passed: {ago} ({words})
        </Trans>
      </Status>
    );
  return (
    <Status tone={left <= SOON ? "partly" : "quiet"}>
      <Trans>
        Due {ago} ({words})
      </Trans>
    </Status>
  );
}

function Since({ since }: { since: string }) {
  const days = -daysUntil(since);
  return (
    <span>
      {days < 1 ? <Trans>New today</Trans> : plural(days, { one: "Waiting for # day", other: "Waiting for # days" })}
    </span>
  );
}

function NothingWaits({ lesson }: { lesson: Desk["lesson"] }) {
  return (
    <section className="panel stack nothing-waits" data-gap="sm" aria-labelledby="nothing-waits">
      <h2 className="title-md" id="nothing-waits">
        <Trans>Nothing waits for you. Thank you for what you did.</Trans>
      </h2>
      {lesson ? (
        <>
          <p className="quiet">
            <Trans>If you have five minutes, here is one good lesson:</Trans>
          </p>
          <h3 className="title-sm">
            <GoTo href={lesson.link}>{lesson.title}</GoTo>
          </h3>
          <p className="nothing-waits__story">{lesson.story}</p>
        </>
      ) : (
        <p className="quiet">
          <Trans>Does something stand in the way of your work? Tell it in six short answers.</Trans>
        </p>
      )}
      <div className="actions">
        <Link to="/problems/new" className="ds-button" data-variant="secondary">
          <Trans>Post a problem</Trans>
        </Link>
        <Link to="/profile" className="ds-button" data-variant="secondary">
          <Trans>Say what you offer</Trans>
        </Link>
      </div>
    </section>
  );
}

function Changed({ changed }: { changed: Desk["changed"] }) {
  return (
    <section aria-labelledby="changed" className="stack" data-gap="sm">
      <h2 className="title-md" id="changed">
        <Trans>What changed</Trans>
      </h2>
      {changed.length === 0 ? (
        <p className="quiet">
          <Trans>Nothing yet. Here you read what happens with what you take part in.</Trans>
        </p>
      ) : (
        <ul className="changes">
          {changed.map((notice) => (
            <li key={notice.id}>
              <GoTo href={notice.link}>{notice.happened}</GoTo>
              <span className="quiet small">
                {notice.seen_at ? null : (
                  <>
                    <Status tone="now">
                      <Trans>new</Trans>
                    </Status>{" "}
                  </>
                )}
                <DateWords date={notice.created_at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function MightHelp({ problems }: { problems: Desk["might_help"] }) {
  if (problems.length === 0) return null;
  return (
    <section aria-labelledby="might-help" className="stack" data-gap="sm">
      <h2 className="title-md" id="might-help">
        <Trans>Where you might help</Trans>
      </h2>
      <p className="quiet small">
        <Trans>Posted by others, on topics you follow.</Trans>
      </p>
      <ul className="entries">
        {problems.map((problem) => (
          <li key={problem.id} className="entry">
            <h3 className="entry__title" lang={problem.language}>
              <Link to="/problems/$id" params={{ id: problem.id }}>
                {problem.title}
              </Link>
            </h3>
            <p className="entry__meta">
              <span>{problem.place}</span>
              {problem.posted_on ? <DateWords date={problem.posted_on} /> : null}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
