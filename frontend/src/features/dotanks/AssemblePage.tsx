import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { trailQuery } from "../../api/trail";
import { LinkButton } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { CaseLine } from "../../ui/FlowLine";
import { Page } from "../../ui/Page";
import { RefusalNotice } from "../../ui/RefusalNotice";
import "./dotanks.css";
import { EarlierWork } from "./EarlierWork";
import { NeedForm } from "./NeedForm";
import { ProposedTeamDesk } from "./ProposedTeamDesk";
import { needQuery, type ProposedTeam, problemToAssembleQuery, proposedTeamQuery } from "./teams";

const route = getRouteApi("/problems/$id/assemble");

/** The coordinator's desk: left what the team must bring, right who could bring it and why. */
export default function AssemblePage() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const { data: problem } = useSuspenseQuery(problemToAssembleQuery(id));
  const { data: trail } = useSuspenseQuery(trailQuery(id));
  const name = problem.title;
  return (
    <Page
      title={t`Form a Do Tank`}
      above={<CaseLine trail={trail} />}
      lead={<span lang={problem.language}>{name}</span>}
    >
      {problem.abilities.assemble ? <Desk id={id} /> : <NotNow id={id} />}
    </Page>
  );
}

function NotNow({ id }: { id: string }) {
  const { t } = useLingui();
  return (
    <EmptyState
      title={t`No team can be formed here now`}
      action={
        <LinkButton to="/problems/$id" params={{ id }}>
          <Trans>Go to the problem</Trans>
        </LinkButton>
      }
    >
      <Trans>A coordinator forms a team for a problem that is posted and that nobody works on yet.</Trans>
    </EmptyState>
  );
}

function Desk({ id }: { id: string }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const navigate = route.useNavigate();
  const { data: need } = useSuspenseQuery(needQuery(id));
  const chosen = route.useSearch().team ?? need.proposed_team_id ?? undefined;
  const { data: team, error } = useQuery({ ...proposedTeamQuery(chosen ?? ""), enabled: chosen !== undefined });
  const heading = useRef<HTMLHeadingElement>(null);
  const fresh = useRef(false);
  const [widened, setWidened] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new proposal is what moves the focus.
  useEffect(() => {
    if (!fresh.current || !team) return;
    fresh.current = false;
    heading.current?.focus();
  }, [team?.id]);

  function proposed(next: ProposedTeam) {
    fresh.current = true;
    queries.setQueryData(proposedTeamQuery(next.id).queryKey, next);
    void navigate({ search: { team: next.id }, replace: true, resetScroll: false });
  }

  return (
    <div className="assembly">
      <section className="stack" aria-labelledby="the-need">
        <h2 className="title-md" id="the-need">
          <Trans>What the team must bring</Trans>
        </h2>
        <NeedForm key={widened} problem={id} need={need} again={team !== undefined} onProposed={proposed} />
      </section>
      <div className="stack" data-gap="lg">
        <section className="stack" aria-labelledby="the-team">
          <h2 className="title-md" id="the-team" ref={heading} tabIndex={-1}>
            <Trans>Who could bring it</Trans>
          </h2>
          {error ? <RefusalNotice error={error} /> : null}
          {team && team.problem_id === id ? (
            <ProposedTeamDesk
              key={team.id}
              team={team}
              sizeMin={need.size_min}
              onProposed={(next) =>
                // The form starts again from the need as it was changed.
                void queries.refetchQueries({ queryKey: needQuery(id).queryKey }).then(() => {
                  setWidened((count) => count + 1);
                  proposed(next);
                })
              }
            />
          ) : (
            <EmptyState title={t`No team is proposed yet`}>
              <Trans>
                Say what the team must bring and let a team be proposed. Nobody is asked before you confirm it.
              </Trans>
            </EmptyState>
          )}
        </section>
        <EarlierWork problem={id} />
      </div>
    </div>
  );
}
