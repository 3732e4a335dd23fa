import { Trans } from "@lingui/react/macro";
import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "../../ui/Button";
import { Status, type Tone } from "../../ui/Status";
import { casesQuery, type Group } from "./groups";

const TONES: Record<string, Tone> = { lesson: "good", pilot: "now", sign_off: "now", dotank: "now", problem: "quiet" };

/** The problems the group was sent: where each is, who is next, and the lesson. */
export function Cases({ group }: { group: Group }) {
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(casesQuery(group.id));
  const cases = data.pages.flatMap((page) => page.results);
  return (
    <section className="stack" data-gap="sm" aria-labelledby="cases">
      <h2 className="title-md" id="cases">
        <Trans>Problems, Do Tanks and lessons</Trans>
      </h2>
      {cases.length === 0 ? (
        <p className="quiet">
          <Trans>No problem has been sent to this group yet. Coordinators send those that fit.</Trans>
        </p>
      ) : (
        <ul className="entries">
          {cases.map(({ problem, station, station_words, next_who, next_what, lesson }) => (
            <li key={problem.id} className="entry">
              <h3 className="entry__title" lang={problem.language}>
                <Link to="/problems/$id" params={{ id: problem.id }}>
                  {problem.title}
                </Link>
              </h3>
              {lesson ? (
                <p>
                  <Trans>
                    Lesson: <a href={lesson.link}>{lesson.title}</a>
                  </Trans>
                </p>
              ) : (
                <p>
                  <Trans>
                    Next: {next_who}. {next_what}
                  </Trans>
                </p>
              )}
              <p className="entry__meta">
                <Status tone={TONES[station] ?? "quiet"}>{station_words}</Status>
                <span>{problem.place}</span>
              </p>
            </li>
          ))}
        </ul>
      )}
      {hasNextPage ? (
        <div className="actions">
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            <Trans>More problems</Trans>
          </Button>
        </div>
      ) : null}
    </section>
  );
}
