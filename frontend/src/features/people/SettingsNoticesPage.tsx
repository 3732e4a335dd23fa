import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Select } from "../../ui/Field";
import { FormActions } from "../../ui/FormActions";
import { Page } from "../../ui/Page";
import { FormFrame, useForm } from "../../ui/useForm";
import { chooseRhythms, type Rhythms, rhythmsQuery } from "./notices/requests";

/** How soon each group of notices reaches me by mail; in the app they always do, at once. */
export default function SettingsNoticesPage() {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data: rhythms } = useSuspenseQuery(rhythmsQuery);
  const [saved, setSaved] = useState(false);
  const form = useForm<Rhythms, Rhythms>({
    start: { ...rhythms },
    send: chooseRhythms,
    done: (answer) => {
      queries.setQueryData(rhythmsQuery.queryKey, answer);
      form.reset({ ...answer });
      setSaved(true);
    },
  });
  const labels = {
    needs_you: t`What asks something of you`,
    mine: t`The problems you posted`,
    taking_part: t`What you take part in`,
    comments: t`Comments and mentions`,
    followed: t`What you follow`,
  };
  const rhythmWords = {
    at_once: t`At once`,
    daily: t`Once a day, on working days at 8:00`,
    weekly: t`Once a week, on Monday at 8:00`,
    never: t`Never by mail`,
  };
  const options = (Object.keys(rhythmWords) as (keyof typeof rhythmWords)[]).map((value) => ({
    value,
    label: rhythmWords[value],
  }));
  const pick = (name: keyof Rhythms) => ({
    ...form.field(name),
    onChange: (value: string) => form.set(name, value as Rhythms[typeof name]),
    label: labels[name],
  });
  return (
    <Page
      title={t`How often we write to you`}
      width="narrow"
      above={
        <Link to="/settings">
          <Trans>Settings</Trans>
        </Link>
      }
      lead={t`Everything stands on your desk at once. Here you choose when it also comes by mail.`}
    >
      <FormFrame form={form} labels={labels}>
        <Select
          {...pick("needs_you")}
          options={options.filter(({ value }) => value === "at_once" || value === "never")}
          hint={t`Somebody waits for your answer, so this never waits for a digest.`}
        />
        <Select {...pick("mine")} options={options} hint={t`Every step of them.`} />
        <Select {...pick("taking_part")} options={options} hint={t`Do Tanks, pilots, groups, and what you decide.`} />
        <Select
          {...pick("comments")}
          options={options}
          hint={t`At most one letter an hour about the same conversation.`}
        />
        <Select {...pick("followed")} options={options} />
        <p className="field-hint">
          <Trans>
            Letters about your account and your data are always sent. Eight o'clock is the time where you work, and
            holidays there count.
          </Trans>
        </p>
        <FormActions form={form}>
          <Trans>Save</Trans>
        </FormActions>
        <p role="status">{saved && !form.changed ? t`Saved` : ""}</p>
      </FormFrame>
    </Page>
  );
}
