import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "../../../ui/Button";
import { DateWords } from "../../../ui/DateWords";
import { EmptyState } from "../../../ui/EmptyState";
import { Page } from "../../../ui/Page";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { Status } from "../../../ui/Status";
import { BatchDesk, TONES } from "./BatchDesk";
import "./batches.css";
import { batchesQuery, batchQuery, startBatch, type ToAssemble, toAssembleQuery } from "./requests";

const route = getRouteApi("/assembly");

/** Teams for many problems at once: choose them, watch the work, and go to each problem's own desk. */
export default function BatchesPage() {
  const { t } = useLingui();
  const { batch } = route.useSearch();
  return (
    <Page
      title={t`Teams for many problems`}
      lead={
        <Trans>
          Nobody is proposed for two of them. You confirm each team on the desk of its problem; nobody is asked before
          that.
        </Trans>
      }
      action={
        <Link to="/fairness">
          <Trans>Who is asked how often</Trans>
        </Link>
      }
    >
      {batch ? <BatchDesk key={batch} id={batch} /> : <Choose />}
      <Before shown={batch} />
    </Page>
  );
}

function Choose() {
  const { t } = useLingui();
  const queries = useQueryClient();
  const navigate = route.useNavigate();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(toAssembleQuery);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [key] = useState(() => crypto.randomUUID());
  const rows = data.pages.flatMap((page) => page.results);
  const stated = rows.filter((row) => row.stated).map((row) => row.problem.id);
  const start = useMutation({
    mutationFn: () =>
      startBatch(
        !hasNextPage && stated.length === chosen.size ? { all_stated: true } : { problems: [...chosen] },
        `${key} ${chosen.size}`,
      ),
    onSuccess: (batch) => {
      queries.setQueryData(batchQuery(batch.id).queryKey, batch);
      void queries.invalidateQueries({ queryKey: batchesQuery.queryKey });
      void navigate({ search: { batch: batch.id } });
    },
  });
  if (rows.length === 0)
    return (
      <EmptyState title={t`No open problem waits for a team`}>
        <Trans>When a problem is posted and nobody works on it yet, it appears here.</Trans>
      </EmptyState>
    );
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const all = stated.length > 0 && stated.every((id) => chosen.has(id));
  return (
    <section className="stack" aria-labelledby="choose-problems">
      <h2 className="title-md" id="choose-problems">
        <Trans>Choose problems</Trans>
      </h2>
      {stated.length > 0 ? (
        <label className="batch-row batch-row--all">
          <input type="checkbox" checked={all} onChange={() => setChosen(new Set(all ? [] : stated))} />
          <Trans>All whose need is stated</Trans>
        </label>
      ) : null}
      <ul className="entries" aria-label={t`Open problems`}>
        {rows.map((row) => (
          <li key={row.problem.id} className="entry">
            <Row row={row} chosen={chosen.has(row.problem.id)} onToggle={() => toggle(row.problem.id)} />
          </li>
        ))}
      </ul>
      {start.error ? <RefusalNotice error={start.error} /> : null}
      <div className="actions">
        <Button busy={start.isPending} onClick={() => chosen.size > 0 && start.mutate()} disabled={chosen.size === 0}>
          <Plural value={chosen.size} _0="Choose problems first" one="Work out # team" other="Work out # teams" />
        </Button>
        {hasNextPage ? (
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            <Trans>More problems</Trans>
          </Button>
        ) : null}
      </div>
    </section>
  );
}

function Row({ row, chosen, onToggle }: { row: ToAssemble; chosen: boolean; onToggle: () => void }) {
  const { problem } = row;
  const title = <span lang={problem.language}>{problem.title}</span>;
  return (
    <div className="batch-row">
      {row.stated ? (
        <input type="checkbox" id={`choose-${problem.id}`} checked={chosen} onChange={onToggle} />
      ) : (
        <span aria-hidden="true" />
      )}
      <div>
        {row.stated ? <label htmlFor={`choose-${problem.id}`}>{title}</label> : title}
        <p className="entry__meta">
          {row.stated ? null : (
            <Status tone="partly">
              <Trans>No need stated yet</Trans>
            </Status>
          )}
          <Link to="/problems/$id/assemble" params={{ id: problem.id }}>
            {row.stated ? (
              row.proposed_team_id ? (
                <Trans>See the team proposed last</Trans>
              ) : (
                <Trans>See what the team must bring</Trans>
              )
            ) : (
              <Trans>Say what the team must bring</Trans>
            )}
            <span className="ds-sr-only">: {problem.title}</span>
          </Link>
        </p>
      </div>
    </div>
  );
}

function Before({ shown }: { shown: string | undefined }) {
  const { t } = useLingui();
  const { data } = useSuspenseQuery(batchesQuery);
  const others = data.results.filter((batch) => batch.id !== shown);
  if (others.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="batches-before">
      <h2 className="title-md" id="batches-before">
        <Trans>Worked out before</Trans>
      </h2>
      <ul className="entries" aria-label={t`Worked out before`}>
        {others.map((batch) => (
          <li key={batch.id} className="entry">
            <Link to="/assembly" search={{ batch: batch.id }}>
              <Plural value={batch.total} one="# problem" other="# problems" />,{" "}
              <DateWords date={batch.created_at} far={false} />
            </Link>
            <p className="entry__meta">
              <Status tone={TONES[batch.state]}>{batch.state_words}</Status>
              <span>{batch.coordinator.name}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
