import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient, useSuspenseInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { Button } from "../../../ui/Button";
import { DateWords } from "../../../ui/DateWords";
import { EmptyState } from "../../../ui/EmptyState";
import { Page } from "../../../ui/Page";
import { Status } from "../../../ui/Status";
import { Answers } from "../Answers";
import "../ideas.css";
import { ToName } from "../backing/ToName";
import { PostedBy } from "../PostedBy";
import { problemQuery } from "../problems";
import { Decisions } from "./Decisions";
import { type Queued, queueQuery } from "./requests";
import "./triage.css";

const route = getRouteApi("/triage");
const today = () => new Date().toISOString().slice(0, 10);

/** Two columns: what waits to be read, oldest first, and the case. Nothing loads anew between cases. */
export default function TriagePage() {
  const { t } = useLingui();
  const { problem: wanted } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(queueQuery);
  const queue = data.pages.flatMap((page) => page.results);
  const chosen = queue.find((one) => one.id === wanted) ?? queue[0];
  if (!chosen)
    return (
      <Page title={t`Problems to read`}>
        <ToName />
        <EmptyState title={t`Nothing waits to be read`}>
          <Trans>When somebody posts a problem it appears here. You get a notice.</Trans>
        </EmptyState>
      </Page>
    );
  return (
    <Page
      title={t`Problems to read`}
      lead={<Plural value={queue.length} one="# waits for a decision." other="# wait for a decision." />}
    >
      <ToName />
      <div className="triage">
        <nav aria-label={t`Problems that wait`}>
          <ol className="triage__queue">
            {queue.map((one) => (
              <li key={one.id}>
                <Link
                  to="/triage"
                  search={{ problem: one.id }}
                  replace
                  resetScroll={false}
                  aria-current={one.id === chosen.id ? "true" : undefined}
                >
                  <span lang={one.language}>{one.title}</span>
                  <span className="quiet small">
                    <Due problem={one} />
                  </span>
                </Link>
              </li>
            ))}
          </ol>
          {hasNextPage ? (
            <Button look="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
              <Trans>More</Trans>
            </Button>
          ) : null}
        </nav>
        <Case
          key={chosen.id}
          queued={chosen}
          onDecided={() => {
            const place = queue.indexOf(chosen);
            const next = queue[place + 1] ?? queue[place - 1];
            void navigate({ search: next ? { problem: next.id } : {}, replace: true, resetScroll: false });
          }}
        />
      </div>
    </Page>
  );
}

function Due({ problem }: { problem: Queued }) {
  return problem.due_on < today() ? (
    <Status tone="bad">
      <Trans>
        Overdue since <DateWords date={problem.due_on} />
      </Trans>
    </Status>
  ) : (
    <Trans>
      Read by <DateWords date={problem.due_on} />
    </Trans>
  );
}

function Case({ queued, onDecided }: { queued: Queued; onDecided: () => void }) {
  const queries = useQueryClient();
  const { data: problem } = useSuspenseQuery(problemQuery(queued.id));
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heading is reached anew with each case
  useEffect(() => {
    if (!first.current) heading.current?.focus();
    first.current = false;
  }, [queued.id]);
  return (
    <article className="stack" aria-live="off">
      <header className="stack" data-gap="xs">
        <h2 className="title-md" tabIndex={-1} ref={heading} lang={problem.language}>
          {problem.title}
        </h2>
        <PostedBy problem={problem} />
      </header>
      {queued.hints.length > 0 ? (
        <section className="notice" data-tone="wait">
          <strong>
            <Trans>Worth a look:</Trans>
          </strong>
          <ul className="plain-list">
            {queued.hints.map((hint) => (
              <li key={hint.code}>{hint.words}</li>
            ))}
          </ul>
        </section>
      ) : null}
      <Decisions
        problem={problem}
        queued={queued}
        onDecided={async (decided) => {
          queries.setQueryData(problemQuery(decided.id).queryKey, decided);
          await queries.invalidateQueries({ queryKey: queueQuery.queryKey });
          for (const key of ["desk", "problems", "trail"]) void queries.invalidateQueries({ queryKey: [key] });
          onDecided();
        }}
      />
      <Answers problem={problem} />
    </article>
  );
}
