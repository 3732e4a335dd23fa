import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { dateWords, today } from "../../lib/dates";
import { addresses } from "../../lib/server-page";
import { Button } from "../../ui/Button";
import { Choice, Field, TextArea } from "../../ui/Field";
import { Page } from "../../ui/Page";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { Status } from "../../ui/Status";
import { FormFrame, useForm } from "../../ui/useForm";
import "./ideas.css";
import { ruleQuery } from "../../api/rules";
import { RuleSuggestions } from "../../ui/RuleSuggestions";
import { RuleForm } from "./register/RuleForm";
import { type FateBody, mergeRule, type Rule, recordFate, separateRule } from "./register/requests";
import { FATE_TONES, useRegisterWords } from "./register/words";

const route = getRouteApi("/rules/$id");

/** One entry of the register for those who keep it: what is known, what became of it, and what to put right. */
export default function RulePage() {
  const { id } = route.useParams();
  const queries = useQueryClient();
  const navigate = route.useNavigate();
  const { data: rule } = useSuspenseQuery(ruleQuery(id));
  const [said, setSaid] = useState("");
  const { t } = useLingui();
  const keep = (changed: Rule, words: string) => {
    queries.setQueryData(ruleQuery(changed.id).queryKey, changed);
    void queries.invalidateQueries({ queryKey: ["rule-suggestions"] });
    setSaid(words);
    if (changed.id !== id) void navigate({ to: "/rules/$id", params: { id: changed.id } });
  };
  return (
    <Page
      title={rule.name}
      above={
        <a href={addresses.page("rules")}>
          <Trans>Rules in the way</Trans>
        </a>
      }
      lead={
        <p className="row">
          <span className="quiet">{rule.kind_words}</span>
          {rule.last_fate ? <Status tone={FATE_TONES[rule.last_fate]}>{rule.last_fate_words}</Status> : null}
          <a href={addresses.page(`rules/${rule.id}`)}>
            <Plural value={rule.naming} one="# problem names it" other="# problems name it" />
          </a>
        </p>
      }
    >
      <p role="status" className="small quiet">
        {said}
      </p>
      <div className="with-aside">
        <div className="stack" data-gap="lg">
          <Fates rule={rule} />
          {rule.abilities.record_fate ? (
            <RecordFate key={rule.fates.length} rule={rule} done={(now) => keep(now, t`Recorded.`)} />
          ) : null}
          {rule.abilities.edit ? (
            <details className="more">
              <summary>
                <Trans>Put the entry right</Trans>
              </summary>
              <RuleForm key={rule.version} rule={rule} done={(now) => keep(now, t`Saved.`)} />
            </details>
          ) : null}
        </div>
        <aside className="stack">
          <Spellings rule={rule} done={(now) => keep(now, t`It is an entry of its own again.`)} />
          {rule.abilities.merge ? <Merge rule={rule} done={(now) => keep(now, t`Merged.`)} /> : null}
        </aside>
      </div>
    </Page>
  );
}

function Fates({ rule }: { rule: Rule }) {
  return (
    <section className="stack" data-gap="sm">
      <h2 className="title-md">
        <Trans>What became of it</Trans>
      </h2>
      {rule.fates.length === 0 ? (
        <p className="quiet">
          <Trans>Nothing is recorded yet.</Trans>
        </p>
      ) : (
        <ol className="trail">
          {rule.fates.map((fate) => (
            <li key={fate.id}>
              <strong>{fate.fate_words}</strong>, <time dateTime={fate.on}>{dateWords(fate.on)}</time>
              <br />
              <span lang={rule.language}>{fate.reason}</span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** A fact that is added and stays; another one can follow. */
function RecordFate({ rule, done }: { rule: Rule; done: (rule: Rule) => void }) {
  const { t } = useLingui();
  const { fates, labels } = useRegisterWords();
  const form = useForm<Required<FateBody>, Rule>({
    start: { fate: "explained", on: today(), reason: "", source: "" },
    kept: `fate-${rule.id}`,
    send: (values, key) => recordFate(rule.id, values, key),
    done,
  });
  return (
    <section className="panel stack" data-gap="sm" aria-labelledby="record">
      <h2 className="title-md" id="record">
        <Trans>Record what became of it</Trans>
      </h2>
      <FormFrame form={form} labels={labels}>
        <Choice
          {...form.field("fate")}
          onChange={(value: string) => form.set("fate", value as FateBody["fate"])}
          label={labels.fate}
          options={fates}
        />
        <Field {...form.field("on")} type="date" label={labels.on} />
        <TextArea {...form.field("reason")} maxLength={2000} label={labels.reason} />
        <Field
          {...form.field("source")}
          type="url"
          maxLength={500}
          label={labels.source}
          aside={t`(optional)`}
          hint={t`The address of a page, beginning with https://`}
        />
        <p className="quiet small">
          <Trans>What is recorded stays, with its date. If it changes again, record that too.</Trans>
        </p>
        <div className="actions">
          <Button type="submit" busy={form.sending}>
            <Trans>Record it</Trans>
          </Button>
        </div>
      </FormFrame>
    </section>
  );
}

/** Other names under which problems name it. */
function Spellings({ rule, done }: { rule: Rule; done: (rule: Rule) => void }) {
  const { t } = useLingui();
  const separate = useMutation({ mutationFn: separateRule, onSuccess: done });
  if (rule.spellings.length === 0) return null;
  return (
    <section className="stack" data-gap="sm">
      <h2 className="title-sm">
        <Trans>Also called</Trans>
      </h2>
      {separate.error ? <RefusalNotice error={separate.error} /> : null}
      <ul className="plain-list">
        {rule.spellings.map((spelling) => (
          <li key={spelling.id} className="rule-suggestion">
            <span lang={spelling.language}>{spelling.name}</span>
            {rule.abilities.merge ? (
              <Button
                look="tertiary"
                aria-label={t`Separate ${spelling.name}`}
                busy={separate.isPending}
                onClick={() => separate.mutate(spelling.id)}
              >
                <Trans>Separate</Trans>
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The same rule under another name: this one becomes a spelling of the other. */
function Merge({ rule, done }: { rule: Rule; done: (rule: Rule) => void }) {
  const { t } = useLingui();
  const [typed, setTyped] = useState("");
  const [into, setInto] = useState<string | null>(null);
  const merge = useMutation({ mutationFn: (other: string) => mergeRule(rule.id, other), onSuccess: done });
  return (
    <section className="panel stack" data-gap="sm" aria-labelledby="merge">
      <h2 className="title-sm" id="merge">
        <Trans>Is it in the register twice?</Trans>
      </h2>
      <p className="small quiet">
        <Trans>Merge it into the other entry. What names it stays, and it can be separated again.</Trans>
      </p>
      <Field name="into" label={t`Name of the other entry`} value={typed} onChange={setTyped} autoComplete="off" />
      <RuleSuggestions typed={typed} chosen={into} onChoose={setInto} besides={rule.id} />
      {merge.error ? <RefusalNotice error={merge.error} /> : null}
      {into ? (
        <div className="actions">
          <Button look="secondary" busy={merge.isPending} onClick={() => merge.mutate(into)}>
            <Trans>Merge it</Trans>
          </Button>
        </div>
      ) : null}
    </section>
  );
}
