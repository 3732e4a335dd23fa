import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Field } from "../../../ui/Field";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { RuleSuggestions } from "../../../ui/RuleSuggestions";
import type { Problem } from "../problems";
import { nameRule } from "./requests";

/** For coordinators: which entry of the register a problem's rule is. */
export function NameRule({ problem }: { problem: Problem }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [typed, setTyped] = useState(problem.rule);
  const name = useMutation({
    mutationFn: (rule: string | null) => nameRule(problem.id, rule),
    onSuccess: (now) => queries.setQueryData(["problem", problem.id], now),
  });
  if (!problem.abilities.name_rule) return null;
  return (
    <section className="panel stack" data-gap="sm" aria-labelledby="name-rule">
      <h2 className="title-sm" id="name-rule">
        <Trans>Which rule of the register is it?</Trans>
      </h2>
      {name.error ? <RefusalNotice error={name.error} /> : null}
      {problem.names_rule ? null : (
        <Field name="rule" label={t`Words of its name`} value={typed} onChange={setTyped} autoComplete="off" />
      )}
      <RuleSuggestions typed={typed} chosen={problem.names_rule?.id ?? null} onChoose={(rule) => name.mutate(rule)} />
      <p className="small">
        <Link to="/rules/new">
          <Trans>It is not in the register yet: add it</Trans>
        </Link>
      </p>
    </section>
  );
}
