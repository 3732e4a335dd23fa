import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useLive } from "../../../live/useLive";
import { Button, LinkButton } from "../../../ui/Button";
import { ConfirmDialog } from "../../../ui/ConfirmDialog";
import { DateWords } from "../../../ui/DateWords";
import { Page } from "../../../ui/Page";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { Status } from "../../../ui/Status";
import { PostedBy } from "../PostedBy";
import "../ideas.css";
import { PeerTalk } from "./PeerTalk";
import { leavePeers, type PeerAsk, peerAskQuery, sayNo, sayYes } from "./requests";

const route = getRouteApi("/peer-asks/$id");

/** A colleague elsewhere stands alone with a problem: would I talk with them? */
export default function PeerAskPage() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const queries = useQueryClient();
  const { data: ask } = useSuspenseQuery(peerAskQuery(id));
  const { problem, abilities } = ask;
  useLive(abilities.write ? `peers.${ask.search_id}` : null, {
    "*": () => {
      void queries.invalidateQueries({ queryKey: ["peer-ask", id] });
      void queries.invalidateQueries({ queryKey: ["peer-messages", problem.id] });
    },
  });
  return (
    <Page
      title={abilities.write ? t`You talk with each other` : t`A colleague stands alone with this`}
      width="narrow"
      lead={
        abilities.write ? null : (
          <p className="row">
            <Status tone={abilities.answer ? "now" : "quiet"}>{ask.state_words}</Status>
          </p>
        )
      }
    >
      <div className="stack">
        <section className="panel stack" data-gap="sm">
          <h2 className="title-md" lang={problem.language}>
            {problem.title}
          </h2>
          <p lang={problem.language}>{problem.situation}</p>
          <p className="small">
            <PostedBy problem={problem} />
          </p>
          <p className="small">
            <Link to="/problems/$id" params={{ id: problem.id }}>
              <Trans>Read the whole problem</Trans>
            </Link>
          </p>
        </section>
        {abilities.answer ? <YourAnswer ask={ask} /> : null}
        {ask.state === "willing" ? (
          <p className="notice" role="status">
            <Trans>
              Thank you. Whoever posted this hears that a colleague wants to talk, not who; they answer by{" "}
              <DateWords date={ask.until} far={false} />.
            </Trans>
          </p>
        ) : null}
        {abilities.write ? <PeerTalk problem={problem.id} others={ask.others} mayWrite /> : null}
        {abilities.leave ? <Leave ask={ask} /> : null}
        {abilities.answer || abilities.write ? null : (
          <div className="actions">
            <LinkButton to="/" look="secondary">
              <Trans>Go to my desk</Trans>
            </LinkButton>
          </div>
        )}
      </div>
    </Page>
  );
}

function YourAnswer({ ask }: { ask: PeerAsk }) {
  const { t } = useLingui();
  const step = useAskStep(ask.id);
  return (
    <section className="stack" data-gap="sm" aria-label={t`Your answer`}>
      {step.error ? <RefusalNotice error={step.error} /> : null}
      <p>
        <Trans>
          You said that you are open to this. Would you talk with them, in writing, here? The question stands until{" "}
          <DateWords date={ask.until} far={false} />.
        </Trans>
      </p>
      <div className="actions">
        <Button look="secondary" busy={step.isPending} onClick={() => step.mutate(sayYes)}>
          <Trans>Yes, I would talk</Trans>
        </Button>
        <Button look="secondary" busy={step.isPending} onClick={() => step.mutate(sayNo)}>
          <Trans>No, not this time</Trans>
        </Button>
      </div>
      <p className="quiet small">
        <Trans>
          Both answers are fine. They do not know that you were asked, and see your name only once both have said yes.
        </Trans>
      </p>
    </section>
  );
}

function Leave({ ask }: { ask: PeerAsk }) {
  const { t } = useLingui();
  const step = useAskStep(ask.id);
  const [open, setOpen] = useState(false);
  return (
    <section className="stack" data-gap="sm">
      {step.error ? <RefusalNotice error={step.error} /> : null}
      <div className="actions">
        <Button look="tertiary" tone="neutral" onClick={() => setOpen(true)}>
          <Trans>Leave the conversation</Trans>
        </Button>
      </div>
      <ConfirmDialog
        open={open}
        title={t`Leave the conversation?`}
        confirm={t`Leave the conversation`}
        danger
        busy={step.isPending}
        onConfirm={() => step.mutate(leavePeers, { onSettled: () => setOpen(false) })}
        onClose={() => setOpen(false)}
      >
        <p>
          <Trans>You read and write no more. What you wrote stays with the others. This cannot be undone.</Trans>
        </p>
      </ConfirmDialog>
    </section>
  );
}

function useAskStep(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (step: (id: string) => Promise<PeerAsk>) => step(id),
    onSuccess: (changed) => queries.setQueryData(peerAskQuery(id).queryKey, changed),
    onSettled: () => {
      for (const key of ["peer-ask", "desk", "notices"]) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
}
