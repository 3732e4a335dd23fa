import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { arrive } from "../../lib/arrival";
import { Button } from "../../ui/Button";
import { Page } from "../../ui/Page";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { Answers } from "./Answers";
import { type Problem, postProblem } from "./problems";

interface Props {
  problem: Problem;
  onBack: () => void;
  onPosted: (problem: Problem) => void;
}

/** The problem as others will read it, and the last step before they do. */
export function Preview({ problem, onBack, onPosted }: Props) {
  const { t } = useLingui();
  const queries = useQueryClient();
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
      lead={t`Anybody can read it, with or without an account. After posting, the words stay as they are.`}
    >
      <article className="panel stack preview">
        <header className="stack" data-gap="xs">
          <h2 className="title-md" lang={problem.language}>
            {problem.title}
          </h2>
          <p className="quiet">{problem.organisation.name}</p>
        </header>
        <Answers problem={problem} />
      </article>
      <div className="stack">
        <p className="notice">
          <strong>
            <Trans>Who sees your name?</Trans>
          </strong>{" "}
          <Trans>Nobody. Only your organisation is shown: {problem.organisation.name}.</Trans>
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
