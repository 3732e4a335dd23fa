import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { meQuery } from "../../api/me";
import { wordsQuery } from "../../api/words";
import { LANGUAGES, languageOf } from "../../lib/i18n";
import type { RefusalError } from "../../lib/refusal";
import { Button } from "../../ui/Button";
import { Choice, Field, Select, TextArea } from "../../ui/Field";
import { FormFrame, useForm } from "../../ui/useForm";
import type { Group, GroupBody } from "./groups";

interface Props {
  /** The group that is edited; a new one without it. */
  group?: Group;
  send: (body: GroupBody, key: string) => Promise<Group>;
  done: (group: Group) => void;
  refused?: (refusal: RefusalError) => boolean;
  verb: string;
  children?: ReactNode;
}

/** What a group says of itself, and how one comes in. */
export function GroupForm({ group, send, done, refused, verb, children }: Props) {
  const { t, i18n } = useLingui();
  const { data: lists } = useSuspenseQuery(wordsQuery);
  const { data: me } = useSuspenseQuery(meQuery);
  const formal = group ? group.abilities.make_formal : me.roles.includes("coordinator");
  const start: Required<GroupBody> = group
    ? {
        ...{ name: group.name, purpose: group.purpose, topics: group.topics, language: group.language },
        ...{ setting: group.setting, needs_endorsement: group.needs_endorsement },
      }
    : {
        ...{ name: "", purpose: "", topics: [], language: languageOf(i18n.locale) },
        ...{ setting: "open", needs_endorsement: false },
      };
  const form = useForm({
    start,
    kept: group ? `group-${group.id}-${group.version}` : "group-new",
    send: (values, key) =>
      send({ ...values, needs_endorsement: values.setting === "formal" && values.needs_endorsement }, key),
    done,
    refused,
  });
  const labels = {
    name: t`Name`,
    purpose: t`What is it for?`,
    topics: t`Topics`,
    language: t`Language of the group`,
    setting: t`How does one come in?`,
    needs_endorsement: t`Support of the organisation`,
  };
  return (
    <FormFrame form={form} labels={labels}>
      {children}
      <Field
        {...form.field("name")}
        label={labels.name}
        hint={t`For example: Letters that people understand`}
        maxLength={80}
      />
      <TextArea
        {...form.field("purpose")}
        label={labels.purpose}
        hint={t`For example: We rewrite letters and forms together, and collect what worked.`}
        maxLength={2000}
      />
      <Choice
        {...form.field("topics")}
        several
        onChange={(topics: string[]) => form.set("topics", topics as GroupBody["topics"])}
        label={labels.topics}
        hint={t`At least one, at most five. Colleagues who follow them find the group.`}
        options={lists.topics.map(({ value, words }) => ({ value, label: words }))}
      />
      <Select
        {...form.field("language")}
        onChange={(value) => form.set("language", value as GroupBody["language"])}
        label={labels.language}
        options={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
      />
      {start.setting === "formal" && !formal ? null : (
        <Choice
          {...form.field("setting")}
          onChange={(value: string) => form.set("setting", value as GroupBody["setting"])}
          label={labels.setting}
          options={[
            { value: "open", label: t`Open`, hint: t`Every civil servant of the network can join.` },
            {
              value: "on_request",
              label: t`On request`,
              hint: t`Colleagues ask with a word of why; the conveners answer.`,
            },
            ...(formal
              ? [{ value: "formal", label: t`Formal`, hint: t`A coordinator names the members. Nobody can ask.` }]
              : []),
          ]}
        />
      )}
      {form.values.setting === "formal" && formal ? (
        <Choice
          {...form.field("needs_endorsement")}
          value={form.values.needs_endorsement ? "yes" : "no"}
          onChange={(value: string) => form.set("needs_endorsement", value === "yes")}
          label={labels.needs_endorsement}
          options={[
            { value: "yes", label: t`Each member needs it`, hint: t`Who supports them is noted when they are named.` },
            { value: "no", label: t`Not needed` },
          ]}
        />
      ) : null}
      <div className="actions">
        <Button type="submit" busy={form.sending}>
          {verb}
        </Button>
      </div>
      {form.keptHere ? (
        <p className="quiet small">
          <Trans>What you typed is kept on this device.</Trans>
        </p>
      ) : null}
    </FormFrame>
  );
}
