import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { wordsQuery } from "../../api/words";
import { numberOf } from "../../lib/numbers";
import { Button } from "../../ui/Button";
import { Choice, Field } from "../../ui/Field";
import { Missing } from "../../ui/Missing";
import { Page } from "../../ui/Page";
import { FormFrame, useForm } from "../../ui/useForm";
import "./people.css";
import { Blocks } from "./profile/Blocks";
import { FreePeriods, type PeriodTyped } from "./profile/FreePeriods";
import { type OfferedSkill, type Profile, type ProfileBody, profileQuery, saveProfile } from "./profile/requests";
import { Skills } from "./profile/Skills";

interface Values {
  skills: OfferedSkill[];
  topics: string[];
  languages: string[];
  hours_a_week: string;
  dotank_cap: string;
  paused: string[];
  open_to_peers: string[];
  free_periods: PeriodTyped[];
}

const startFrom = (profile: Profile): Values => ({
  skills: profile.skills.map((one) => ({ ...one })),
  topics: [...profile.topics],
  languages: [...profile.languages],
  hours_a_week: String(profile.hours_a_week),
  dotank_cap: String(profile.dotank_cap),
  paused: profile.paused ? ["paused"] : [],
  open_to_peers: profile.open_to_peers ? ["open"] : [],
  free_periods: profile.free_periods.map((one) => ({
    key: one.since,
    since: one.since,
    until: one.until,
    hours_a_week: String(one.hours_a_week),
  })),
});

const bodyOf = (values: Values): ProfileBody => ({
  skills: values.skills,
  topics: values.topics as ProfileBody["topics"],
  languages: values.languages as ProfileBody["languages"],
  hours_a_week: numberOf(values.hours_a_week),
  dotank_cap: numberOf(values.dotank_cap),
  paused: values.paused.length > 0,
  open_to_peers: values.open_to_peers.length > 0,
  free_periods: values.free_periods.map(({ since, until, hours_a_week }) => ({
    since,
    until,
    hours_a_week: numberOf(hours_a_week),
  })),
});

/** What I offer the network: teams are proposed with this. */
export default function ProfilePage() {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data: profile } = useSuspenseQuery(profileQuery);
  const { data: lists } = useSuspenseQuery(wordsQuery);
  const [saved, setSaved] = useState(false);
  const form = useForm<Values, Profile>({
    start: startFrom(profile),
    kept: "profile",
    send: (values) => saveProfile(bodyOf(values)),
    done: (answer) => {
      queries.setQueryData(profileQuery.queryKey, answer);
      form.reset(startFrom(answer));
      setSaved(true);
      void queries.invalidateQueries({ queryKey: ["desk"] });
    },
  });
  const labels = {
    skills: t`What I am good at`,
    topics: t`Topics I follow`,
    languages: t`Languages I work in`,
    hours_a_week: t`Hours a week`,
    dotank_cap: t`Do Tanks at the same time`,
    paused: t`Pause`,
    open_to_peers: t`Colleagues who stand alone`,
    free_periods: t`Weeks that are different`,
  };
  return (
    <Page
      title={t`What I offer`}
      width="narrow"
      lead={
        <Trans>
          Teams are proposed with this. A coordinator who forms one, and a team that asked you, see what you would
          bring; nobody can list or search it.
        </Trans>
      }
    >
      {form.changed ? null : <Missing parts={profile.missing} before={t`You are not asked for a team yet`} />}
      <FormFrame form={form} labels={labels}>
        <Skills {...form.field("skills")} label={labels.skills} list={lists.skills} />
        <fieldset className="choices">
          <legend>
            <Trans>How much of your time</Trans>
          </legend>
          <div className="pair">
            <Field
              {...form.field("hours_a_week")}
              type="number"
              inputMode="numeric"
              min={0}
              max={40}
              label={labels.hours_a_week}
              hint={t`A Do Tank mostly asks for four.`}
            />
            <Field
              {...form.field("dotank_cap")}
              type="number"
              inputMode="numeric"
              min={1}
              max={5}
              label={labels.dotank_cap}
              hint={t`You are not asked for more than this.`}
            />
          </div>
        </fieldset>
        <FreePeriods {...form.field("free_periods")} label={labels.free_periods} errors={form.errors} />
        <Choice
          {...form.field("languages")}
          several
          label={labels.languages}
          options={lists.languages.map(({ value, words }) => ({ value, label: words }))}
        />
        <Choice
          {...form.field("topics")}
          several
          label={labels.topics}
          hint={t`Problems on these topics also stand on your desk.`}
          options={lists.topics.map(({ value, words }) => ({ value, label: words }))}
        />
        <Choice
          {...form.field("open_to_peers")}
          several
          label={labels.open_to_peers}
          options={[
            {
              value: "open",
              label: t`I am open to be asked`,
              hint: t`When somebody elsewhere stands alone with a problem on your topics, we ask you whether you would talk. Nobody sees that you are open to it, and you can always say no.`,
            },
          ]}
        />
        <Choice
          {...form.field("paused")}
          several
          label={labels.paused}
          options={[
            {
              value: "paused",
              label: t`Do not ask me for now`,
              hint: t`Nobody is told. What you are already part of goes on.`,
            },
          ]}
        />
        <div className="actions">
          <Button type="submit" busy={form.sending}>
            <Trans>Save</Trans>
          </Button>
          <span className="quiet" role="status">
            {form.changed ? (form.keptHere ? t`Kept on this device, not saved yet` : "") : saved ? t`Saved` : ""}
          </span>
        </div>
      </FormFrame>
      <Blocks />
    </Page>
  );
}
