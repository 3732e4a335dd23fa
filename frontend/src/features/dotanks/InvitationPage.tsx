import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { Button, LinkButton } from "../../ui/Button";
import { DateWords } from "../../ui/DateWords";
import { Choice } from "../../ui/Field";
import { GoTo } from "../../ui/GoTo";
import { Page } from "../../ui/Page";
import { RefusalNotice } from "../../ui/RefusalNotice";
import "./dotanks.css";
import { acceptInvitation, type DeclineReason, declineInvitation, type Invitation, invitationQuery } from "./dotanks";
import { firstSentences } from "./sentences";

const route = getRouteApi("/invitations/$id");

/** An invitation: why me, what it is about, with whom, how much time; and two equal answers. */
export default function InvitationPage() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const { data: invitation } = useSuspenseQuery(invitationQuery(id));
  const { problem, hours_a_week: hours, weeks } = invitation;
  const role = {
    driver: t`Driver: you keep the work going.`,
    challenger: t`Challenger: you ask what the others do not ask.`,
    member: t`Member of the team.`,
  }[invitation.role];
  return (
    <Page
      title={t`Will you join this Do Tank?`}
      width="narrow"
      lead={t`A few colleagues from several organisations work one problem out together.`}
    >
      <div className="stack">
        <section className="panel stack" data-gap="sm">
          <h2 className="title-md" lang={problem.language}>
            {problem.title}
          </h2>
          <p lang={problem.language}>{firstSentences(problem.situation, problem.language, 2)}</p>
          <p className="quiet small">
            <GoTo href={`/app/problems/${problem.id}`}>
              <Trans>Read the whole problem</Trans>
            </GoTo>{" "}
            · {problem.place}
          </p>
        </section>
        {invitation.reasons.length > 0 ? (
          <section className="stack" data-gap="sm">
            <h2 className="title-sm">
              <Trans>Why you</Trans>
            </h2>
            <ul className="reasons">
              {invitation.reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </section>
        ) : null}
        <section className="stack" data-gap="sm">
          <h2 className="title-sm">
            <Trans>What it asks of you</Trans>
          </h2>
          <dl className="facts">
            <dt>
              <Trans>Time</Trans>
            </dt>
            <dd>
              {plural(hours, { one: "# hour a week", other: "# hours a week" })},{" "}
              {plural(weeks, { one: "# week", other: "# weeks" })}
            </dd>
            <dt>
              <Trans>With colleagues from</Trans>
            </dt>
            <dd>{invitation.organisations.join(", ") || t`organisations still to be asked`}</dd>
            {invitation.already_in.length > 0 ? (
              <>
                <dt>
                  <Trans>Already in</Trans>
                </dt>
                <dd>{invitation.already_in.map((person) => person.name).join(", ")}</dd>
              </>
            ) : null}
            <dt>
              <Trans>Your part</Trans>
            </dt>
            <dd>{role}</dd>
            {invitation.state === "sent" ? (
              <>
                <dt>
                  <Trans>Answer by</Trans>
                </dt>
                <dd>
                  <DateWords date={invitation.reply_by} />
                </dd>
              </>
            ) : null}
          </dl>
        </section>
        {invitation.state === "sent" ? <YourAnswer invitation={invitation} /> : <Answered invitation={invitation} />}
      </div>
    </Page>
  );
}

function YourAnswer({ invitation }: { invitation: Invitation }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const navigate = route.useNavigate();
  const [declining, setDeclining] = useState(false);
  const [reason, setReason] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (declining) heading.current?.focus();
  }, [declining]);
  const readAgain = () => {
    for (const key of ["invitation", "desk", "dotanks", "dotank", "me", "notices"])
      void queries.invalidateQueries({ queryKey: [key] });
  };
  const accept = useMutation({
    mutationFn: () => acceptInvitation(invitation.id),
    onSuccess: () => navigate({ to: "/dotanks/$id", params: { id: invitation.dotank_id } }),
    onSettled: readAgain,
  });
  const decline = useMutation({
    mutationFn: () => declineInvitation(invitation.id, reason as DeclineReason),
    onSettled: readAgain,
  });
  const refusal = accept.error ?? decline.error;
  return (
    <section className="stack your-answer" data-gap="sm" aria-label={t`Your answer`}>
      {refusal ? <RefusalNotice error={refusal} /> : null}
      {declining ? (
        <div className="panel stack" data-gap="sm">
          <h2 className="title-sm" ref={heading} tabIndex={-1}>
            <Trans>No, not this time</Trans>
          </h2>
          <Choice
            name="reason"
            label={t`Do you want to say why?`}
            aside={t`(you need not)`}
            value={reason}
            onChange={(value: string) => setReason(value)}
            options={[
              { value: "", label: t`I would rather not say` },
              { value: "not_now", label: t`Not now` },
              { value: "not_my_subject", label: t`Not my subject` },
              {
                value: "pause_me",
                label: t`Pause me`,
                hint: t`You are asked for no Do Tank until you change it in your profile.`,
              },
            ]}
          />
          <div className="equals">
            <Button busy={decline.isPending} onClick={() => decline.mutate()}>
              <Trans>Send my answer</Trans>
            </Button>
            <Button look="secondary" onClick={() => setDeclining(false)}>
              <Trans>Back</Trans>
            </Button>
          </div>
        </div>
      ) : (
        <div className="equals">
          <Button look="secondary" busy={accept.isPending} onClick={() => accept.mutate()}>
            <Trans>Yes, I join</Trans>
          </Button>
          <Button look="secondary" onClick={() => setDeclining(true)}>
            <Trans>No, not this time</Trans>
          </Button>
        </div>
      )}
      <p className="quiet small">
        <Trans>Both answers are fine. Saying no costs you nothing, and only the coordinator sees it.</Trans>
      </p>
    </section>
  );
}

function Answered({ invitation }: { invitation: Invitation }) {
  if (invitation.state === "accepted")
    return (
      <section className="panel stack" data-tone="accent" data-gap="sm" role="status">
        <h2 className="title-sm">
          <Trans>You are in</Trans>
        </h2>
        <div className="actions">
          <LinkButton to="/dotanks/$id" params={{ id: invitation.dotank_id }}>
            <Trans>Go to the Do Tank</Trans>
          </LinkButton>
        </div>
      </section>
    );
  return (
    <section className="panel stack" data-gap="sm" role="status">
      <h2 className="title-sm">
        {invitation.state === "declined" ? (
          <Trans>You said no. Thank you for telling us.</Trans>
        ) : invitation.state === "expired" ? (
          <Trans>The day to answer by has passed. You need not do anything.</Trans>
        ) : (
          <Trans>This invitation was taken back. You need not do anything.</Trans>
        )}
      </h2>
      <div className="actions">
        <LinkButton to="/" look="secondary">
          <Trans>Go to my desk</Trans>
        </LinkButton>
      </div>
    </section>
  );
}
