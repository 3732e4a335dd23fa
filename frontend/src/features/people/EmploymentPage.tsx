import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { dateWords } from "../../lib/dates";
import { addresses as addressPages } from "../../lib/server-page";
import { Button } from "../../ui/Button";
import { Field, Select } from "../../ui/Field";
import { Page } from "../../ui/Page";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { FormFrame, useForm } from "../../ui/useForm";
import { Move } from "./employment/Move";
import { type Employment, employmentQuery, sayJob, takeClaimBack } from "./employment/requests";
import "./people.css";

/** Where I work, who my manager is, and moving to another employer. */
export default function EmploymentPage() {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data } = useSuspenseQuery(employmentQuery);
  const keep = (answer: Employment) => {
    queries.setQueryData(employmentQuery.queryKey, answer);
    for (const key of ["me", "roles", "delegations", "roles-to-hand-over"])
      void queries.invalidateQueries({ queryKey: [key] });
  };
  return (
    <Page title={t`Where I work`} width="narrow">
      {data.job ? <Job job={data.job} managers={data.managers} onSaved={keep} key={data.job.organisation.id} /> : null}
      {data.old_addresses.length > 0 ? <OldAddresses addresses={data.old_addresses} /> : null}
      {data.claim ? <Waiting claim={data.claim} onTakenBack={keep} /> : <Move proved={data.proved} onMoved={keep} />}
    </Page>
  );
}

interface JobProps {
  job: NonNullable<Employment["job"]>;
  managers: Employment["managers"];
  onSaved: (answer: Employment) => void;
}

function Job({ job, managers, onSaved }: JobProps) {
  const { t } = useLingui();
  const [saved, setSaved] = useState(false);
  const form = useForm({
    start: { job_title: job.job_title, manager: job.manager?.id ?? "" },
    send: ({ job_title, manager }) => sayJob({ job_title, manager: manager || null }),
    done: (answer: Employment) => {
      onSaved(answer);
      setSaved(true);
    },
  });
  const labels = { job_title: t`What you do there`, manager: t`Your manager` };
  const proof = {
    domain: t`An address at its domain`,
    sign_in: t`Its own sign-in service`,
    person: job.confirmed_by?.name ?? t`Somebody who answers for it`,
  };
  return (
    <section className="panel stack">
      <dl className="facts">
        <dt>
          <Trans>Organisation</Trans>
        </dt>
        <dd>{job.organisation.name}</dd>
        <dt>
          <Trans>Since</Trans>
        </dt>
        <dd>{dateWords(job.since)}</dd>
        <dt>
          <Trans>Confirmed by</Trans>
        </dt>
        <dd>{proof[job.confirmed_how]}</dd>
      </dl>
      <FormFrame form={form} labels={labels}>
        <Field {...form.field("job_title")} label={labels.job_title} aside={t`(optional)`} maxLength={120} />
        <Select
          {...form.field("manager")}
          label={labels.manager}
          aside={t`(optional)`}
          hint={t`Asked for your hours when you say yes to a Do Tank. Never told what you post.`}
          empty={t`I do not say`}
          options={managers.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <div className="actions">
          <Button type="submit" look="secondary" busy={form.sending}>
            <Trans>Save</Trans>
          </Button>
          <span className="quiet" role="status">
            {saved && !form.changed ? t`Saved` : ""}
          </span>
        </div>
      </FormFrame>
    </section>
  );
}

/** An employer one has left still reads mail that opens this account. */
function OldAddresses({ addresses }: { addresses: readonly string[] }) {
  return (
    <section className="notice stack" data-tone="wait" data-gap="sm">
      <h2 className="title-sm">
        <Trans>Your old employer can still open your account</Trans>
      </h2>
      <p>
        <Trans>
          Whoever reads the mail of {addresses.join(", ")} can ask for a new password. Add your new work address; once
          you have confirmed it, the old one opens nothing any more.
        </Trans>
      </p>
      <p>
        <a href={addressPages.page("accounts/email")}>
          <Trans>Add an address</Trans>
        </a>
      </p>
    </section>
  );
}

interface WaitingProps {
  claim: NonNullable<Employment["claim"]>;
  onTakenBack: (answer: Employment) => void;
}

function Waiting({ claim, onTakenBack }: WaitingProps) {
  const takeBack = useMutation({ mutationFn: () => takeClaimBack(claim.id), onSuccess: onTakenBack });
  const { name } = claim.organisation;
  return (
    <section className="notice stack" data-tone="wait" data-gap="sm">
      <h2 className="title-sm">
        <Trans>{name} has not answered yet</Trans>
      </h2>
      <p>
        <Trans>
          You said that you work there. Somebody who answers for it confirms that, or says no with a reason.
        </Trans>
      </p>
      {takeBack.error ? <RefusalNotice error={takeBack.error} /> : null}
      <div className="actions">
        <Button look="secondary" busy={takeBack.isPending} onClick={() => takeBack.mutate()}>
          <Trans>Take it back</Trans>
        </Button>
      </div>
    </section>
  );
}
