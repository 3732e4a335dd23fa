import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { dateWords } from "../../../lib/dates";
import { Button } from "../../../ui/Button";
import { Status } from "../../../ui/Status";
import { useScoreWords } from "../pilot/scores";
import { VERDICT_TONES } from "../pilot/tones";
import type { PilotFilters } from "./filters";
import { NothingFound } from "./NothingFound";
import { type PilotCard, pilotsQuery } from "./requests";

/** The pilots that fit, newest first. */
export function Found({ filters }: { filters: PilotFilters }) {
  const { t } = useLingui();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(pilotsQuery(filters));
  const pilots = data.pages.flatMap((page) => page.results);
  if (pilots.length === 0) return <NothingFound filters={filters} />;
  return (
    <>
      <ul className="entries" aria-label={t`Pilots found`}>
        {pilots.map((pilot) => (
          <li key={pilot.id} className="entry">
            <h2 className="entry__title" lang={pilot.problem.language}>
              <Link to="/pilots/$id" params={{ id: pilot.id }}>
                {pilot.title}
              </Link>
            </h2>
            <p className="entry__meta">
              <State pilot={pilot} />
              {pilot.innovation ? (
                <Status tone="good">
                  <Trans>Innovation: its value is recorded</Trans>
                </Status>
              ) : null}
              <Link to="/organisations/$id/portfolio" params={{ id: pilot.organisation.id }}>
                {pilot.organisation.name}
              </Link>
              {pilot.facet ? <span>{pilot.facet_words}</span> : null}
              <When pilot={pilot} />
            </p>
            <Scores pilot={pilot} />
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <div className="actions">
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            <Trans>More pilots</Trans>
          </Button>
        </div>
      ) : null}
    </>
  );
}

function State({ pilot }: { pilot: PilotCard }) {
  if (pilot.verdict) return <Status tone={VERDICT_TONES[pilot.verdict] ?? "quiet"}>{pilot.verdict_words}</Status>;
  if (pilot.in_force)
    return (
      <Status tone="good">
        <Trans>In force</Trans>
      </Status>
    );
  return (
    <Status tone={pilot.state === "running" || pilot.state === "paused" ? "bad" : "quiet"}>{pilot.state_words}</Status>
  );
}

function When({ pilot }: { pilot: PilotCard }) {
  if (!pilot.opened_at) return null;
  const started = dateWords(pilot.opened_at);
  return (
    <span>
      <Trans>Started on {started}</Trans>
    </span>
  );
}

/** Both scores, or nothing. */
function Scores({ pilot }: { pilot: PilotCard }) {
  const { t } = useLingui();
  const score = useScoreWords();
  if (!pilot.value) return null;
  const { performance, quality_of_work: quality } = pilot.value;
  return (
    <p className="small">
      {t`Performance`}: {score(performance)}. {t`Quality of work`}: {score(quality)}.
    </p>
  );
}
