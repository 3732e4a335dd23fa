import { Trans, useLingui } from "@lingui/react/macro";
import { moneyWords } from "../../../lib/money";
import type { Proposal } from "./requests";

/** Help, people, money with what is promised for it, and the rule to be set aside; what is not asked is not shown. */
export function WhatItTakes({ proposal }: { proposal: Proposal }) {
  const { t } = useLingui();
  const { help_asked, people_asked, money, promised_effect, rule_set_aside, names_rule, duty_of } = proposal.submission;
  const asked: [string, string][] = [
    [t`Help`, help_asked],
    [t`People`, people_asked],
    [t`Money`, money > 0 ? moneyWords(money, proposal.organisation.country) : ""],
    [t`Promised effect`, money > 0 ? promised_effect : ""],
    [t`Rule to set aside`, [names_rule?.name, rule_set_aside].filter(Boolean).join(". ")],
    [t`Whose duty it touches`, duty_of?.name ?? ""],
  ];
  const told = asked.filter(([, words]) => words);
  if (told.length === 0) return null;
  return (
    <section className="stack" data-gap="sm" aria-labelledby="takes">
      <h2 className="title-md" id="takes">
        <Trans>What it takes</Trans>
      </h2>
      <dl className="facts">
        {told.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
