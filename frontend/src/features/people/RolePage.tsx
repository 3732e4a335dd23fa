import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { wordsFor, wordsQuery } from "../../api/words";
import { dateWords, timeWords } from "../../lib/dates";
import { AskReason } from "../../ui/AskReason";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Page } from "../../ui/Page";
import { FormFrame, useForm } from "../../ui/useForm";
import { changeRole, endRole, type Role, roleQuery } from "./roles/requests";
import { RoleScope, RoleState, usePeriodWords } from "./roles/words";
import "./people.css";

/** One role: who holds it, from when until when, and everything that happened to it. */
export default function RolePage() {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { id } = useParams({ from: "/roles/$id" });
  const { data: role } = useSuspenseQuery(roleQuery(id));
  const { data: lists } = useSuspenseQuery(wordsQuery);
  const periodWords = usePeriodWords();
  const { name } = role.person;
  const what = wordsFor(lists.roles, role.kind);
  const keep = (answer: Role) => {
    queries.setQueryData(roleQuery(id).queryKey, answer);
    for (const key of ["roles", "me"]) void queries.invalidateQueries({ queryKey: [key] });
  };
  return (
    <Page
      title={`${name}: ${what}`}
      width="narrow"
      above={
        <p className="crumb">
          <Link to="/roles">
            <Trans>Roles</Trans>
          </Link>
        </p>
      }
      lead={<RoleState role={role} />}
    >
      <section className="panel">
        <dl className="facts">
          <dt>
            <Trans>Where it holds</Trans>
          </dt>
          <dd>
            <RoleScope role={role} />
          </dd>
          <dt>
            <Trans>When</Trans>
          </dt>
          <dd>{periodWords(role)}</dd>
          <dt>
            <Trans>Works for</Trans>
          </dt>
          <dd>{role.person.organisation || t`nobody today`}</dd>
        </dl>
      </section>
      {role.abilities.change ? <LastDay role={role} onChanged={keep} key={role.until ?? ""} /> : null}
      {role.abilities.end ? (
        <div>
          <AskReason
            verb={t`End the role now`}
            title={t`End the role ${what} of ${name}?`}
            hint={t`One sentence; it is kept in the history, and ${name} reads it.`}
            send={(reason) => endRole(id, reason)}
            done={keep}
          >
            <p>
              <Trans>It ends at once, also on screens that are open.</Trans>
            </p>
          </AskReason>
        </div>
      ) : null}
      <History role={role} />
    </Page>
  );
}

function LastDay({ role, onChanged }: { role: Role; onChanged: (role: Role) => void }) {
  const { t } = useLingui();
  const form = useForm({
    start: { until: role.until ?? "" },
    send: ({ until }) => changeRole(role.id, until || null),
    done: onChanged,
  });
  return (
    <FormFrame form={form} labels={{ until: t`Last day` }}>
      <Field {...form.field("until")} label={t`Last day`} hint={t`Empty: without an end.`} type="date" />
      <div className="actions">
        <Button type="submit" look="secondary" busy={form.sending}>
          <Trans>Change the last day</Trans>
        </Button>
      </div>
    </FormFrame>
  );
}

function History({ role }: { role: Role }) {
  const { t } = useLingui();
  const steps = { give_role: t`Given`, change_role: t`Last day changed`, end_role: t`Ended` };
  if (role.history.length === 0) return null;
  return (
    <section className="stack" data-gap="sm" aria-labelledby="history">
      <h2 className="title-md" id="history">
        <Trans>What happened</Trans>
      </h2>
      <ol className="trail">
        {role.history.map((line) => (
          <li key={line.at}>
            <p>
              <strong>{steps[line.step]}</strong>
              {line.by ? <span> · {line.by}</span> : null}
            </p>
            <p className="quiet small">
              <time dateTime={line.at}>{timeWords(line.at)}</time>
              {line.step === "end_role" ? null : (
                <span> · {line.until ? t`last day ${dateWords(line.until)}` : t`without an end`}</span>
              )}
            </p>
            {line.note ? <p>{line.note}</p> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
