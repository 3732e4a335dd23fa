import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, LinkButton } from "../../ui/Button";
import { DateWords } from "../../ui/DateWords";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { Status } from "../../ui/Status";
import "./dotanks.css";
import { dotanksQuery } from "./dotanks";
import { OpenCalls } from "./OpenCalls";
import { STATE_TONES } from "./tones";

/** The Do Tanks I can see, newest first. */
export default function DoTanksPage() {
  const { t } = useLingui();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(dotanksQuery);
  const dotanks = data.pages.flatMap((page) => page.results);
  return (
    <Page title={t`Do Tanks`} lead={t`Small teams from several organisations, each with one problem to work out.`}>
      <div className="stack" data-gap="lg">
        <OpenCalls />
        {dotanks.length === 0 ? (
          <EmptyState
            title={t`You are in no Do Tank yet`}
            action={
              <LinkButton to="/problems" look="secondary">
                <Trans>Look at the open problems</Trans>
              </LinkButton>
            }
          >
            <Trans>When a coordinator asks you to join one, the invitation waits on your desk.</Trans>
          </EmptyState>
        ) : (
          <div className="stack">
            <ul className="entries" aria-label={t`Do Tanks`}>
              {dotanks.map((dotank) => (
                <li key={dotank.id} className="entry">
                  <h2 className="entry__title" lang={dotank.problem.language}>
                    <Link to="/dotanks/$id" params={{ id: dotank.id }}>
                      {dotank.problem.title}
                    </Link>
                  </h2>
                  <p className="entry__meta">
                    <Status tone={STATE_TONES[dotank.state]}>{dotank.state_words}</Status>
                    <span>
                      {plural(dotank.members, { 0: "nobody in yet", one: "# person in", other: "# people in" })}
                    </span>
                    <span>{dotank.problem.place}</span>
                    {dotank.started_at ? (
                      <span>
                        <Trans>
                          Started <DateWords date={dotank.started_at} />
                        </Trans>
                      </span>
                    ) : null}
                  </p>
                </li>
              ))}
            </ul>
            {hasNextPage ? (
              <div className="actions">
                <Button look="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
                  <Trans>More Do Tanks</Trans>
                </Button>
              </div>
            ) : null}
          </div>
        )}
      </div>
    </Page>
  );
}
