import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { arrive } from "../../lib/arrival";
import { Button } from "../../ui/Button";
import { Page } from "../../ui/Page";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { Answers } from "./Answers";
import { PostedBy } from "./PostedBy";
import { type Problem, postProblem, problemQuery } from "./problems";

interface Props {
  problem: Problem;
  onBack: () => void;
  onPosted: (problem: Problem) => void;
}

/** The problem as others will read it, and the last step before they do. */
export function Preview({ problem: saved, onBack, onPosted }: Props) {
  const { t } = useLingui();
  const queries = useQueryClient();
  // What a photo shows may still be on its way to the server.
  const { data: problem = saved } = useQuery(problemQuery(saved.id));
  useEffect(() => {
    window.scrollTo?.({ top: 0 });
    document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }, []);
  const post = useMutation({
    mutationFn: () => postProblem(problem.id),
    onSuccess: (posted) => {
      queries.setQueryData(["problem", posted.id], posted);
      for (const key of ["problems", "trail", "desk", "me"]) void queries.invalidateQueries({ queryKey: [key] });
      onPosted(posted);
    },
  });
  return (
    <Page
      title={t`This is what others will see`}
      width="narrow"
      lead={t`Members of the network read it at once. After a coordinator has read it, anybody can. The words stay as they are.`}
    >
      <article className="panel stack preview">
        <header className="stack" data-gap="xs">
          <h2 className="title-md" lang={problem.language}>
            {problem.title}
          </h2>
          <PostedBy problem={problem} place={problem.as_posted?.place ?? problem.place} />
        </header>
        <Answers problem={problem} />
      </article>
      <div className="stack">
        <p className="notice">
          <strong>
            <Trans>Who sees your name?</Trans>
          </strong>{" "}
          {problem.by_name ? (
            <Trans>Everybody. Your name and your organisation stand above the problem.</Trans>
          ) : problem.as_posted?.small_group ? (
            <Trans>
              Nobody. Fewer than ten members of the network work where you do, so your organisation is not shown either.
              Whoever knows the case may still guess: leave out what only you could know.
            </Trans>
          ) : (
            <Trans>
              Nobody. Others read the name drawn for you and your organisation. Where few people work on a subject,
              colleagues may still guess who wrote it.
            </Trans>
          )}
        </p>
        {post.error ? <RefusalNotice error={post.error} /> : null}
        <div className="actions">
          <Button busy={post.isPending} onClick={() => post.mutate()}>
            <Trans>Post the problem</Trans>
          </Button>
          <Button
            look="secondary"
            onClick={() => {
              arrive();
              onBack();
            }}
          >
            <Trans>Back to writing</Trans>
          </Button>
        </div>
      </div>
    </Page>
  );
}
