import { Trans, useLingui } from "@lingui/react/macro";
import { LANGUAGES, languageOf } from "../../../lib/i18n";
import { Button } from "../../../ui/Button";
import { Choice, Field, Select, TextArea } from "../../../ui/Field";
import { FormFrame, useForm } from "../../../ui/useForm";
import { addRule, editRule, type Rule, type RuleBody } from "./requests";
import { useRegisterWords } from "./words";

type Values = Required<RuleBody>;

/** An entry of the register: a new one, or one put right. */
export function RuleForm({ rule, done }: { rule?: Rule; done: (rule: Rule) => void }) {
  const { t, i18n } = useLingui();
  const { kinds, labels } = useRegisterWords();
  const form = useForm<Values, Rule>({
    start: rule
      ? {
          ...{ name: rule.name, kind: rule.kind, about: rule.about, owner: rule.owner_words },
          ...{ source: rule.source, language: rule.language },
        }
      : { name: "", kind: "law", about: "", owner: "", source: "", language: languageOf(i18n.locale) },
    kept: rule ? undefined : "rule-new",
    send: (values, key) => (rule ? editRule(rule.id, { ...values, read_version: rule.version }) : addRule(values, key)),
    done,
  });
  return (
    <FormFrame form={form} labels={labels}>
      <Field
        {...form.field("name")}
        maxLength={200}
        label={labels.name}
        hint={t`As people name it, with its number if it has one. For example: Travel rules, article 12`}
      />
      <Choice
        {...form.field("kind")}
        onChange={(value: string) => form.set("kind", value as Values["kind"])}
        label={labels.kind}
        options={kinds}
      />
      <TextArea
        {...form.field("about")}
        maxLength={2000}
        label={labels.about}
        aside={t`(optional)`}
        hint={t`For example: Every trip needs three signatures.`}
      />
      <Field
        {...form.field("owner")}
        maxLength={200}
        label={labels.owner}
        aside={t`(optional)`}
        hint={t`The name of an organisation; one of this network is recognised by its full name.`}
      />
      <Field
        {...form.field("source")}
        type="url"
        maxLength={500}
        label={labels.source}
        aside={t`(optional)`}
        hint={t`The address of a page, beginning with https://`}
      />
      <Select
        {...form.field("language")}
        onChange={(value) => form.set("language", value as Values["language"])}
        label={labels.language}
        options={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
      />
      <div className="actions">
        <Button type="submit" look={rule ? "secondary" : "primary"} busy={form.sending}>
          {rule ? <Trans>Save the entry</Trans> : <Trans>Add it to the register</Trans>}
        </Button>
      </div>
    </FormFrame>
  );
}
