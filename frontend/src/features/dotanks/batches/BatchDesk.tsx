import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useLive } from "../../../live/useLive";
import { Button, LinkButton } from "../../../ui/Button";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { Status, type Tone } from "../../../ui/Status";
import { type Batch, type BatchResult, batchQuery, cancelBatch, resultsQuery } from "./requests";

export const TONES: Record<Batch["state"], Tone> = {
  waiting: "quiet",
  running: "now",
  done: "good",
  cancelled: "quiet",
  failed: "bad",
};
const percent = (share: number, locale: string) =>
  new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(share);

/** One batch: how far it is while it runs, its teams when it is done. */
export function BatchDesk({ id }: { id: string }) {
  const queries = useQueryClient();
  const { data: batch } = useSuspenseQuery(batchQuery(id));
  const goesOn = batch.state === "waiting" || batch.state === "running";
  useLive(`batch.${id}`, { "*": () => void queries.invalidateQueries({ queryKey: ["batch", id] }) });
  return (
    <section className="stack" aria-labelledby="the-batch">
      <h2 className="title-md" id="the-batch">
        <Plural value={batch.total} one="A team for # problem" other="Teams for # problems" />
      </h2>
      <div role="status" className="row">
        <Status tone={TONES[batch.state]}>{batch.state_words}</Status>
        {batch.state === "done" ? (
          <span>
            <Plural value={batch.teams} _0="No problem got a team." one="# got a team." other="# got a team." />
          </span>
        ) : null}
      </div>
      {goesOn ? <Working batch={batch} /> : null}
      {batch.state === "cancelled" ? (
        <p>
          <Trans>It was stopped before it was done. Nothing was proposed.</Trans>
        </p>
      ) : null}
      {batch.state === "failed" ? (
        <p>
          <Trans>
            It could not be worked out, three times. Nothing was proposed. Choose fewer problems and try again.
          </Trans>
        </p>
      ) : null}
      {batch.state === "done" ? <Results id={id} /> : null}
      {goesOn ? null : (
        <div className="actions">
          <LinkButton to="/assembly" look="secondary">
            <Trans>Choose other problems</Trans>
          </LinkButton>
        </div>
      )}
    </section>
  );
}

function Working({ batch }: { batch: Batch }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => cancelBatch(batch.id),
    onSuccess: (changed) => queries.setQueryData(batchQuery(batch.id).queryKey, changed),
    onError: () => void queries.invalidateQueries({ queryKey: ["batch", batch.id] }),
  });
  const running = batch.state === "running";
  const { stage_words: stage, done, total } = batch;
  return (
    <div className="stack" data-gap="sm">
      <progress
        className="batch-progress"
        aria-label={t`How far it is`}
        max={total}
        value={running ? done : undefined}
      />
      <p className="quiet">
        {running ? (
          <Trans>
            {stage}: {done} of {total}
          </Trans>
        ) : (
          <Trans>
            It begins as soon as a worker is free. You may leave this page; a notice tells you when it is done.
          </Trans>
        )}
      </p>
      {cancel.error ? <RefusalNotice error={cancel.error} /> : null}
      {batch.abilities.cancel ? (
        <div className="actions">
          <Button look="secondary" tone="danger" busy={cancel.isPending} onClick={() => cancel.mutate()}>
            <Trans>Stop</Trans>
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Results({ id }: { id: string }) {
  const { t } = useLingui();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(resultsQuery(id));
  return (
    <div className="stack">
      <p className="quiet">
        <Trans>Those without a team and those furthest from what they could have had alone come first.</Trans>
      </p>
      <ul className="entries" aria-label={t`Teams`}>
        {data.pages
          .flatMap((page) => page.results)
          .map((result) => (
            <li key={result.id} className="entry">
              <Result result={result} />
            </li>
          ))}
      </ul>
      {hasNextPage ? (
        <div className="actions">
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            <Trans>More teams</Trans>
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Result({ result }: { result: BatchResult }) {
  const { i18n } = useLingui();
  const { problem } = result;
  const share = percent(result.share, i18n.locale);
  return (
    <>
      <h3 className="entry__title" lang={problem.language}>
        {result.open ? (
          <Link
            to="/problems/$id/assemble"
            params={{ id: problem.id }}
            search={result.proposed_team_id ? { team: result.proposed_team_id } : {}}
          >
            {problem.title}
          </Link>
        ) : (
          <Link to="/problems/$id" params={{ id: problem.id }}>
            {problem.title}
          </Link>
        )}
      </h3>
      <p className="entry__meta">
        {result.proposed_team_id ? (
          <>
            <span>
              <Plural value={result.size} one="A team of #" other="A team of #" />
            </span>
            <span>
              <Trans>{share} of what it could have had alone</Trans>
            </span>
          </>
        ) : (
          <Status tone="bad">
            <Trans>No team</Trans>
          </Status>
        )}
        {result.open ? null : (
          <Status>
            <Trans>Somebody works on it, or its need changed</Trans>
          </Status>
        )}
      </p>
      {result.unmet.length > 0 ? (
        <ul className="small">
          {result.unmet.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
