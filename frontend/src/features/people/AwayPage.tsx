import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";
import { currencyOf, moneyWords } from "../../lib/money";
import { numberOf } from "../../lib/numbers";
import { Button, LinkButton } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { Field, Select } from "../../ui/Field";
import { Page } from "../../ui/Page";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { Status, type Tone } from "../../ui/Status";
import { FormFrame, useForm } from "../../ui/useForm";
import { type Delegation, delegationsQuery, endDelegation, handOver, rolesToHandOverQuery } from "./away/requests";
import { usePeriodWords } from "./roles/words";
import "./people.css";

const TONES: Record<Delegation["state"], Tone> = { ahead: "now", in_force: "good", over: "quiet", ended: "quiet" };

/** Who decides in my place while I am away, and for whom I do. */
export default function AwayPage() {
  const { t } = useLingui();
  const { data: roles } = useSuspenseQuery(rolesToHandOverQuery);
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(delegationsQuery);
  const all = data.pages.flatMap((page) => page.results);
  return (
    <Page
      title={t`While I am away`}
      width="narrow"
      lead={t`A colleague of your organisation decides in your place, for the days you choose. They cannot hand it on.`}
    >
      {roles.length > 0 ? <HandOver roles={roles} /> : null}
      {roles.length === 0 && all.length === 0 ? (
        <EmptyState
          title={t`Nothing to hand over`}
          action={
            <LinkButton to="/" look="secondary">
              <Trans>Go to my desk</Trans>
            </LinkButton>
          }
        >
          <Trans>You hold no role in which you decide. Whoever asks you to stand in for them stands here.</Trans>
        </EmptyState>
      ) : null}
      <Group title={t`Who decides in my place`} delegations={all.filter((one) => one.mine)} />
      <Group title={t`For whom I decide`} delegations={all.filter((one) => !one.mine)} />
      {hasNextPage ? (
        <div className="actions">
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            <Trans>Earlier ones</Trans>
          </Button>
        </div>
      ) : null}
    </Page>
  );
}

interface RoleHeld {
  id: string;
  kind_words: string;
  organisation: { name: string; country: string };
}

function HandOver({ roles }: { roles: readonly RoleHeld[] }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const form = useForm({
    start: { role: roles[0]?.id ?? "", email: "", since: "", until: "", money_limit: "" },
    send: ({ money_limit, ...values }, key) =>
      handOver({ ...values, money_limit: money_limit === "" ? null : numberOf(money_limit) }, key),
    done: () => {
      void queries.invalidateQueries({ queryKey: ["delegations"] });
      form.reset({ role: roles[0]?.id ?? "", email: "", since: "", until: "", money_limit: "" });
    },
  });
  const labels = {
    role: t`In which of your roles?`,
    email: t`Work address of the colleague`,
    since: t`First day`,
    until: t`Last day`,
    money_limit: t`Up to how much money?`,
  };
  const role = roles.find(({ id }) => id === form.values.role) ?? roles[0];
  const currency = currencyOf(role?.organisation.country ?? "");
  return (
    <section className="panel">
      <FormFrame form={form} labels={labels}>
        {roles.length > 1 ? (
          <Select
            {...form.field("role")}
            label={labels.role}
            options={roles.map((role) => ({ value: role.id, label: `${role.kind_words}, ${role.organisation.name}` }))}
          />
        ) : null}
        <Field
          {...form.field("email")}
          label={labels.email}
          hint={t`Somebody who works for ${role?.organisation.name ?? ""} and is here already.`}
          type="email"
          autoComplete="off"
          spellCheck={false}
        />
        <div className="pair">
          <Field {...form.field("since")} label={labels.since} type="date" />
          <Field {...form.field("until")} label={labels.until} type="date" />
        </div>
        <Field
          {...form.field("money_limit")}
          label={labels.money_limit}
          aside={t`(optional, in ${currency})`}
          hint={t`Empty: as much as you may decide yourself. What asks for more waits for you.`}
          inputMode="numeric"
        />
        <div className="actions">
          <Button type="submit" busy={form.sending}>
            <Trans>Hand over for these days</Trans>
          </Button>
        </div>
      </FormFrame>
    </section>
  );
}

function Group({ title, delegations }: { title: string; delegations: readonly Delegation[] }) {
  if (delegations.length === 0) return null;
  return (
    <section className="stack" data-gap="sm">
      <h2 className="title-md">{title}</h2>
      <ul className="entries" aria-label={title}>
        {delegations.map((one) => (
          <Entry key={one.id} delegation={one} />
        ))}
      </ul>
    </section>
  );
}

function Entry({ delegation }: { delegation: Delegation }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const periodWords = usePeriodWords();
  const end = useMutation({
    mutationFn: () => endDelegation(delegation.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["delegations"] }),
  });
  const states = { ahead: t`Begins later`, in_force: t`In force`, over: t`Over`, ended: t`Ended early` };
  const name = (delegation.mine ? delegation.delegate : delegation.person).name;
  return (
    <li className="entry">
      <h3 className="entry__title">{name}</h3>
      <p className="entry__meta">
        <Status tone={TONES[delegation.state]}>{states[delegation.state]}</Status>
        <span>{periodWords(delegation)}</span>
        <span>
          {delegation.role_words}, {delegation.organisation.name}
        </span>
        {delegation.money_limit === null ? null : (
          <span>
            <Trans>up to {moneyWords(delegation.money_limit, delegation.organisation.country)}</Trans>
          </span>
        )}
      </p>
      {end.error ? <RefusalNotice error={end.error} /> : null}
      {delegation.may_end ? (
        <div className="actions">
          <Button look="secondary" busy={end.isPending} onClick={() => end.mutate()}>
            {delegation.mine ? <Trans>Decide myself again</Trans> : <Trans>Give it back to {name}</Trans>}
          </Button>
        </div>
      ) : null}
    </li>
  );
}
