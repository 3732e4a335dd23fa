import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { trailQuery } from "../../api/trail";
import { useLive } from "../../live/useLive";
import { CaseLine } from "../../ui/FlowLine";
import { Page } from "../../ui/Page";
import { ProposalToRead } from "./proposal/ProposalToRead";
import { proposalQuery } from "./proposal/requests";

const route = getRouteApi("/proposals/$id");

/** One proposal: for the manager to read and decide, for the team to see where it stands. */
export default function ProposalPage() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const queries = useQueryClient();
  const { data: proposal } = useSuspenseQuery(proposalQuery(id));
  const { data: trail } = useSuspenseQuery(trailQuery(proposal.problem.id));
  useLive(`dotank.${proposal.dotank_id}`, {
    "*": () => {
      void queries.invalidateQueries({ queryKey: ["proposal", id] });
      void queries.invalidateQueries({ queryKey: ["trail"] });
    },
  });
  return (
    <Page
      title={proposal.title}
      lead={proposal.abilities.decide ? t`A proposal that waits for your answer.` : null}
      above={<CaseLine trail={trail} />}
      action={
        <a className="ds-link no-print" href={`/api/proposals/${id}/paper/`} download>
          <Trans>As a PDF</Trans>
        </a>
      }
      width="narrow"
    >
      <ProposalToRead key={id} latest={proposal} />
    </Page>
  );
}
