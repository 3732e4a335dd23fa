import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { dateWords } from "../../../lib/dates";
import type { Pilot } from "./requests";

/** What was answered before the start, for whoever wants to know; kept as it was then. */
export function Answered({ pilot }: { pilot: Pilot }) {
  const { t } = useLingui();
  const { questions, rules_in_the_way, routes, checks, exit_plan: plan } = pilot.gate;
  const answered = questions.filter(({ answer, words }) => answer || words);
  if (answered.length === 0) return null;
  const said = (answer: string, words: string) =>
    [answer === "yes" ? t`Yes` : answer === "no" ? t`No` : "", words].filter(Boolean).join(": ");
  return (
    <details className="panel">
      <summary>
        <Trans>What was answered before the start</Trans>
      </summary>
      <div className="stack" data-gap="sm">
        <List rows={answered.map(({ question, title, answer, words }) => [question, title, said(answer, words)])} />
        <List
          title={t`Rules in the way`}
          rows={rules_in_the_way.map((rule) => [
            rule.id,
            rule.name,
            `${rule.kind_words}, ${rule.owner}. ${rule.met_otherwise}`,
          ])}
        />
        <List
          title={t`Ways within the rules`}
          rows={routes.map((way) => [way.id, `${way.what} (${way.tried_by})`, way.result])}
        />
        <List
          title={t`Checks`}
          rows={checks.map((check) => [check.id, check.title, `${check.result_words}. ${check.evidence}`])}
        />
        {plan ? (
          <List
            title={t`What happens afterwards`}
            rows={[
              ["success", t`If it works`, plan.success],
              ["failure", t`If it does not work`, plan.failure],
              ["unclear", t`If nobody can tell`, plan.unclear],
              ["report", t`Day of the report`, plan.report_on ? dateWords(plan.report_on) : ""],
            ]}
          />
        ) : null}
        {pilot.exemption ? (
          <p>
            <Link to="/exemptions" search={{ organisation: pilot.organisation.id }}>
              <Trans>Its exemption in the register</Trans>
            </Link>
          </p>
        ) : null}
      </div>
    </details>
  );
}

/** Names and what was said of each; nothing where nothing was. */
function List({ title, rows }: { title?: string; rows: readonly (readonly [string, string, ReactNode])[] }) {
  if (rows.length === 0) return null;
  return (
    <section>
      {title ? <h3 className="title-sm">{title}</h3> : null}
      <dl className="facts">
        {rows.map(([key, name, words]) => (
          <div key={key} className="theirs">
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
