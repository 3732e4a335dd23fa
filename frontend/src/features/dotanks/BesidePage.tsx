import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button, LinkButton } from "../../ui/Button";
import { DateWords } from "../../ui/DateWords";
import { GoTo } from "../../ui/GoTo";
import { Page } from "../../ui/Page";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { acceptBeside, askedBesideQuery, declineBeside } from "./beside";
import "./dotanks.css";

const route = getRouteApi("/beside/$id");

/** Asked to help a team for a while: what as, until when, why me; and two equal answers. */
export default function BesidePage() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const queries = useQueryClient();
  const { data: asked } = useSuspenseQuery(askedBesideQuery(id));
  const readAgain = () => {
    for (const key of ["beside", "desk", "dotanks", "dotank", "notices"])
      void queries.invalidateQueries({ queryKey: [key] });
  };
  const accept = useMutation({ mutationFn: () => acceptBeside(id), onSettled: readAgain });
  const decline = useMutation({ mutationFn: () => declineBeside(id), onSettled: readAgain });
  const refusal = accept.error ?? decline.error;
  const what = {
    coach: t`Coach: you help the team work well.`,
    expert: t`Expert on call: you answer when they ask.`,
    guest: t`Guest: you look on.`,
    borrowed: t`You lend a skill: ${asked.skill_words}.`,
  }[asked.kind];
  return (
    <Page title={t`Will you help this team for a while?`} width="narrow">
      <div className="stack">
        <section className="panel stack" data-gap="sm">
          <h2 className="title-md" lang={asked.language}>
            {asked.subject}
          </h2>
          <p className="quiet small">
            <GoTo href={`/app/problems/${asked.problem_id}`}>
              <Trans>Read the whole problem</Trans>
            </GoTo>
          </p>
        </section>
        <dl className="facts">
          <dt>
            <Trans>What as?</Trans>
          </dt>
          <dd>{what}</dd>
          <dt>
            <Trans>Until</Trans>
          </dt>
          <dd>
            {asked.weeks && asked.state === "asked" ? (
              plural(asked.weeks, { one: "# week after you say yes", other: "# weeks after you say yes" })
            ) : (
              <DateWords date={asked.until} />
            )}
          </dd>
          <dt>
            <Trans>Asked by</Trans>
          </dt>
          <dd>{asked.asked_by}</dd>
          <dt>
            <Trans>Why you</Trans>
          </dt>
          <dd>{asked.why}</dd>
        </dl>
        {refusal ? <RefusalNotice error={refusal} /> : null}
        {asked.state === "asked" ? (
          <section className="stack your-answer" data-gap="sm" aria-label={t`Your answer`}>
            <div className="equals">
              <Button look="secondary" busy={accept.isPending} onClick={() => accept.mutate()}>
                <Trans>Yes, I help</Trans>
              </Button>
              <Button look="secondary" busy={decline.isPending} onClick={() => decline.mutate()}>
                <Trans>No, not this time</Trans>
              </Button>
            </div>
            <p className="quiet small">
              <Trans>
                Both answers are fine. You read along with the team until the last day; it ends by itself, and you can
                stop earlier.
              </Trans>
            </p>
          </section>
        ) : (
          <div className="stack" data-gap="sm">
            <p className="notice" role="status">
              {asked.state === "in" ? (
                <Trans>You help this team. Thank you.</Trans>
              ) : asked.state === "declined" ? (
                <Trans>You said no, and that is fine.</Trans>
              ) : (
                <Trans>This has ended. You have nothing to do.</Trans>
              )}
            </p>
            {asked.state === "in" ? (
              <div className="actions">
                <LinkButton to="/dotanks/$id" params={{ id: asked.dotank_id }}>
                  <Trans>Go to the Do Tank</Trans>
                </LinkButton>
              </div>
            ) : null}
          </div>
        )}
      </div>
    </Page>
  );
}
