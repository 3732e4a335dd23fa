import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { dateWords } from "../../../lib/dates";
import { Button, LinkButton } from "../../../ui/Button";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { Answers } from "./Answers";
import { Decide } from "./Decide";
import { Paper } from "./Paper";
import "./proposal.css";
import { type Proposal, preparePilot, proposalQuery } from "./requests";
import { Withdraw } from "./Withdraw";

/**
 * The proposal as it is being read. What is on the screen stays the version that was opened: a newer one is offered, never
 * slipped in, so that an answer always counts for the text its giver had before them.
 */
export function ProposalToRead({ latest }: { latest: Proposal }) {
  const queries = useQueryClient();
  const [read, setRead] = useState(latest);
  const [told, setTold] = useState(false);
  const notice = useRef<HTMLElement>(null);
  const outcome = useRef<HTMLElement>(null);
  const [decided, setDecided] = useState(false);
  const newer = latest.version !== read.version;
  const { abilities } = latest;

  useEffect(() => {
    if (told && newer) notice.current?.focus();
  }, [told, newer]);
  useEffect(() => {
    if (decided) outcome.current?.focus();
  }, [decided]);

  function became(answered: Proposal) {
    queries.setQueryData(proposalQuery(answered.id).queryKey, answered);
    void queries.invalidateQueries({ queryKey: ["trail"] });
    void queries.invalidateQueries({ queryKey: ["desk"] });
    setDecided(true);
  }

  return (
    <>
      <section ref={outcome} tabIndex={-1} className="proposal-state">
        <Where proposal={latest} />
      </section>
      <Paper proposal={newer ? read : latest} />
      {newer ? (
        <section className="notice stack no-print" data-tone="wait" data-gap="sm" ref={notice} tabIndex={-1}>
          <p role="status">
            {told ? (
              <Trans>
                The team submitted a newer version while you were reading. Nothing was sent, and your words are kept.
              </Trans>
            ) : (
              <Trans>The team has submitted a newer version.</Trans>
            )}
          </p>
          <div className="actions">
            <Button
              look="secondary"
              onClick={() => {
                setRead(latest);
                setTold(false);
                // The new text begins at the top of the document, not where the old one was left.
                document.getElementById("the-document")?.scrollIntoView?.();
              }}
            >
              <Trans>Show version {latest.version}</Trans>
            </Button>
          </div>
        </section>
      ) : null}
      {abilities.decide ? (
        <Decide
          read={read}
          onDecided={became}
          onOutdated={() => {
            setTold(true);
            void queries.invalidateQueries({ queryKey: ["proposal", latest.id] });
          }}
        />
      ) : null}
      <Answers answers={latest.answers} />
      {abilities.withdraw ? <Withdraw proposal={latest} onDone={became} /> : null}
    </>
  );
}

/** Where the proposal stands, and what the reader can do now. */
function Where({ proposal }: { proposal: Proposal }) {
  const { t } = useLingui();
  const { state, abilities, answers, submitted_at: submitted, version, dotank_id: dotank } = proposal;
  const manager = answers[0]?.manager ?? proposal.manager;
  const day = submitted ? dateWords(submitted) : "";
  const takenBack = answers.find((one) => one.withdrawn !== null && one.version === version);
  if (abilities.decide) return null;
  const words =
    state === "submitted"
      ? t`Version ${version} has been with ${proposal.manager.name} since ${day}.`
      : takenBack
        ? t`${takenBack.manager.name} signed version ${version} off, and then withdrew it. The reason stands below.`
        : state === "sent_back" && answers[0]?.version !== version
          ? t`${proposal.manager.name} decides now, for another organisation. Save a newer version and submit it.`
          : state === "sent_back"
            ? t`${manager.name} sent version ${version} back. The reason stands below.`
            : state === "declined"
              ? t`${manager.name} declined version ${version}. The reason stands below.`
              : t`${manager.name} signed version ${version} off.`;
  return (
    <div className="notice stack" data-gap="sm" data-tone={state === "signed_off" && !takenBack ? "good" : "wait"}>
      <p role="status">{words}</p>
      {abilities.prepare_pilot ? <Prepare proposal={proposal.id} /> : null}
      {proposal.pilot_id ? (
        <p className="no-print">
          <Link to="/pilots/$id" params={{ id: proposal.pilot_id }}>
            <Trans>Go to the pilot</Trans>
          </Link>
        </p>
      ) : null}
      {state === "sent_back" ? (
        <div className="actions no-print">
          <LinkButton to="/dotanks/$id/room" params={{ id: dotank }} look="secondary">
            <Trans>Go to the working document</Trans>
          </LinkButton>
        </div>
      ) : null}
    </div>
  );
}

function Prepare({ proposal }: { proposal: string }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  const prepare = useMutation({
    mutationFn: () => preparePilot(proposal, key),
    onSuccess: (pilot) => {
      queries.setQueryData(["pilot", pilot.id], pilot);
      void queries.invalidateQueries({ queryKey: ["trail"] });
      void navigate({ to: "/pilots/$id/prepare", params: { id: pilot.id } });
    },
    onError: () => queries.invalidateQueries({ queryKey: ["proposal", proposal] }),
  });
  return (
    <div className="actions no-print">
      <Button busy={prepare.isPending} onClick={() => prepare.mutate()}>
        <Trans>Prepare the pilot</Trans>
      </Button>
      {prepare.error ? <RefusalNotice error={prepare.error} /> : null}
    </div>
  );
}
