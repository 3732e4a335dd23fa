import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, LinkButton } from "../../ui/Button";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { type Problem, problemQuery } from "./problems";
import { reopenProblem, undoMerge } from "./triage/requests";

/** What a coordinator asked or gave as a reason; only the poster gets it. */
export function Said({ problem }: { problem: Problem }) {
  return (
    <section className="panel stack" data-tone="lamp" data-gap="sm">
      <h2 className="title-sm">
        {problem.abilities.edit ? (
          <Trans>A coordinator asks you something</Trans>
        ) : (
          <Trans>The network cannot take this problem up</Trans>
        )}
      </h2>
      <blockquote>{problem.said_to_poster}</blockquote>
      {problem.abilities.edit ? (
        <div className="actions">
          <LinkButton to="/problems/$id/edit" params={{ id: problem.id }}>
            <Trans>Answer in the words of the problem</Trans>
          </LinkButton>
        </div>
      ) : null}
    </section>
  );
}

/** Where a merged problem goes on, and for coordinators the way back. */
export function Merged({ problem, into }: { problem: Problem; into: NonNullable<Problem["merged_into"]> }) {
  const undo = useStep(problem, undoMerge);
  return (
    <section className="panel stack" data-tone="accent" data-gap="sm">
      <h2 className="title-sm">
        <Trans>It goes on together with another problem</Trans>
      </h2>
      <p>
        <Link to="/problems/$id" params={{ id: into.id }} lang={into.language}>
          {into.title}
        </Link>
      </p>
      {undo.error ? <RefusalNotice error={undo.error} /> : null}
      {problem.abilities.unmerge ? (
        <div className="actions">
          <Button look="secondary" busy={undo.isPending} onClick={() => undo.mutate()}>
            <Trans>Undo the merge</Trans>
          </Button>
        </div>
      ) : null}
    </section>
  );
}

/** A problem that was closed for want of an answer is its poster's to open again. */
export function Reopen({ problem }: { problem: Problem }) {
  const reopen = useStep(problem, reopenProblem);
  return (
    <section className="panel stack" data-tone="lamp" data-gap="sm">
      <h2 className="title-sm">
        <Trans>Closed: a question about it had no answer</Trans>
      </h2>
      {reopen.error ? <RefusalNotice error={reopen.error} /> : null}
      <div className="actions">
        <Button busy={reopen.isPending} onClick={() => reopen.mutate()}>
          <Trans>Open it again</Trans>
        </Button>
      </div>
    </section>
  );
}

function useStep(problem: Problem, step: (id: string) => Promise<Problem>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => step(problem.id),
    onSuccess: (changed) => {
      queries.setQueryData(problemQuery(problem.id).queryKey, changed);
      for (const key of ["trail", "problems", "desk"]) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
}
