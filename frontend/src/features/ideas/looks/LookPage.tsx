import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button } from "../../../ui/Button";
import { TextArea } from "../../../ui/Field";
import { Page } from "../../../ui/Page";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { Status } from "../../../ui/Status";
import { FormFrame, useForm } from "../../../ui/useForm";
import { agreeToLook, type Look, lookBehind, lookQuery, refuseLook } from "./requests";

const route = getRouteApi("/looks/$id");

/** One coordinator asks to know who posted; another one agrees or refuses. */
export default function LookPage() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const { data: look } = useSuspenseQuery(lookQuery(id));
  const { asked_by: name, organisation } = look;
  return (
    <Page
      title={t`A look behind a pseudonym`}
      width="narrow"
      lead={
        <p className="row">
          <Status tone={look.state === "asked" ? "now" : "quiet"}>{look.state_words}</Status>
        </p>
      }
    >
      <div className="stack">
        <dl className="facts panel">
          <dt>
            <Trans>Problem</Trans>
          </dt>
          <dd>
            <Link to="/problems/$id" params={{ id: look.problem.id }} lang={look.problem.language}>
              {look.problem.title}
            </Link>
          </dd>
          <dt>
            <Trans>Asked by</Trans>
          </dt>
          <dd>
            {name}, {organisation}
          </dd>
          <dt>
            <Trans>Reason</Trans>
          </dt>
          <dd>{look.reason}</dd>
          {look.answered_by ? (
            <>
              <dt>
                <Trans>Answered by</Trans>
              </dt>
              <dd>{look.answered_by}</dd>
            </>
          ) : null}
        </dl>
        {look.abilities.answer ? <Answer look={look} /> : null}
        {look.state === "asked" && !look.abilities.answer ? (
          <p className="notice">
            <Trans>A coordinator of another organisation must answer this.</Trans>
          </p>
        ) : null}
        {look.abilities.look ? <Behind look={look} /> : null}
      </div>
    </Page>
  );
}

function Answer({ look }: { look: Look }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const answered = (fresh: Look) => queries.setQueryData(lookQuery(look.id).queryKey, fresh);
  const agree = useMutation({ mutationFn: () => agreeToLook(look.id), onSuccess: answered });
  const form = useForm<{ reason: string }, Look>({
    start: { reason: "" },
    kept: `refuse-look-${look.id}`,
    send: ({ reason }) => refuseLook(look.id, reason),
    done: answered,
  });
  return (
    <section className="panel stack" data-tone="lamp">
      <h2 className="title-sm">
        <Trans>Do you agree?</Trans>
      </h2>
      <p>
        <Trans>
          If you agree, you both can see for one day who posted. The poster is told at once, with the reason.
        </Trans>
      </p>
      {agree.error ? <RefusalNotice error={agree.error} /> : null}
      <div className="actions">
        <Button busy={agree.isPending} onClick={() => agree.mutate()}>
          <Trans>Agree to the look</Trans>
        </Button>
      </div>
      <FormFrame form={form} labels={{ reason: t`Or say why not` }}>
        <TextArea {...form.field("reason")} label={t`Or say why not`} maxLength={1000} />
        <div className="actions">
          <Button type="submit" look="secondary" busy={form.sending}>
            <Trans>Refuse the look</Trans>
          </Button>
        </div>
      </FormFrame>
    </section>
  );
}

function Behind({ look }: { look: Look }) {
  const seen = useMutation({ mutationFn: () => lookBehind(look.id) });
  return (
    <section className="panel stack" data-tone="accent" data-gap="sm">
      <h2 className="title-sm">
        <Trans>You may see who posted</Trans>
      </h2>
      <p className="small quiet">
        <Trans>Each time you look is kept. Nobody else is shown what you see.</Trans>
      </p>
      {seen.error ? <RefusalNotice error={seen.error} /> : null}
      <div role="status">
        {seen.data ? (
          <p>
            {seen.data.name ? (
              <strong>{[seen.data.name, seen.data.email, seen.data.organisation].filter(Boolean).join(", ")}</strong>
            ) : (
              <Trans>The poster has left the network and was forgotten.</Trans>
            )}
          </p>
        ) : null}
      </div>
      {seen.data ? null : (
        <div className="actions">
          <Button look="secondary" busy={seen.isPending} onClick={() => seen.mutate()}>
            <Trans>Show who posted</Trans>
          </Button>
        </div>
      )}
    </section>
  );
}
