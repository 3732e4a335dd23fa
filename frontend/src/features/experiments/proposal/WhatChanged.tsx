import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { moneyWords } from "../../../lib/money";
import { Differences } from "../../../ui/Differences";
import { Select } from "../../../ui/Field";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { type Changes, changesQuery, type Proposal } from "./requests";

/** What changed since the version the reader saw, or an earlier one they choose: in the answers, then in the text. */
export function WhatChanged({ proposal, before }: { proposal: Proposal; before: number }) {
  const { t } = useLingui();
  const [since, setSince] = useState(before);
  const { data, error } = useQuery(changesQuery(proposal.id, since, proposal.version));
  return (
    <section className="stack" data-gap="sm" aria-labelledby="changed">
      <h2 className="title-md" id="changed">
        <Trans>What changed since version {since}</Trans>
      </h2>
      {proposal.earlier.length > 1 ? (
        <div className="no-print">
          <Select
            name="since"
            value={String(since)}
            onChange={(chosen) => setSince(Number(chosen))}
            label={t`Compare with`}
            options={proposal.earlier.map(({ version }) => ({ value: String(version), label: t`Version ${version}` }))}
          />
        </div>
      ) : null}
      {error ? <RefusalNotice error={error} /> : null}
      {data ? <Changed changes={data} country={proposal.organisation.country} /> : null}
    </section>
  );
}

function Changed({ changes, country }: { changes: Changes; country: string }) {
  const { t } = useLingui();
  const names: Record<Changes["fields_changed"][number]["name"], string> = {
    title: t`Title`,
    asked: t`What is asked`,
    summary: t`The proposal in short`,
    help_asked: t`Help`,
    people_asked: t`People`,
    money: t`Money`,
    promised_effect: t`Promised effect`,
    rule_set_aside: t`Rule to set aside`,
    risks: t`Risks`,
    duty_of: t`Whose duty it touches`,
    evaluation: t`How we will know`,
  };
  const inWords = (name: string, value: string) =>
    name === "money" && value ? moneyWords(Number(value), country) : value;
  if (changes.fields_changed.length === 0 && changes.lines.length === 0)
    return (
      <p className="quiet">
        <Trans>Nothing changed.</Trans>
      </p>
    );
  return (
    <>
      {changes.fields_changed.length > 0 ? (
        <dl className="facts">
          {changes.fields_changed.map(({ name, before, after }) => (
            <div key={name}>
              <dt>{names[name]}</dt>
              <dd>
                {before ? (
                  <>
                    <del>
                      <span className="ds-sr-only">{t`Before:`} </span>
                      {inWords(name, before)}
                    </del>{" "}
                  </>
                ) : null}
                <ins>
                  <span className="ds-sr-only">{t`Now:`} </span>
                  {inWords(name, after) || t`nothing`}
                </ins>
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {changes.lines.length > 0 ? <Differences lines={changes.lines} /> : null}
    </>
  );
}
