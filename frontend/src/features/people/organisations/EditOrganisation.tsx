import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { currencyOf } from "../../../lib/money";
import { numberOf } from "../../../lib/numbers";
import { Button } from "../../../ui/Button";
import { Choice, Field } from "../../../ui/Field";
import { FormFrame, useForm } from "../../../ui/useForm";
import { type Identity, IdentityFields, type Place, PlaceFields, useOrganisationLabels } from "./fields";
import { type EditBody, editOrganisation, type Organisation, organisationQuery } from "./requests";

interface Values extends Identity, Place {
  calendar: string;
  colour: string;
  line: string;
  sign_off_limit: string;
  sign_offs_in_order: string;
}

const startFrom = (one: Organisation): Values => ({
  name: one.name,
  domain: one.domain,
  kind: one.kind,
  level: one.level,
  country: one.country,
  region: one.region,
  language: one.language,
  time_zone: one.time_zone,
  calendar: one.calendar,
  colour: one.colour,
  line: one.line,
  sign_off_limit: one.sign_off_limit === null ? "" : String(one.sign_off_limit),
  sign_offs_in_order: one.sign_offs_in_order ? "yes" : "no",
});

function sent(name: string, value: string): string | number | boolean | null {
  if (name === "sign_off_limit") return value.trim() === "" ? null : numberOf(value);
  return name === "sign_offs_in_order" ? value === "yes" : value;
}

/** Only what was changed is sent: who may not change the name can still change the calendar. */
function changedIn(values: Values, before: Values): EditBody {
  const changed = Object.entries(values)
    .filter(([name, value]) => before[name as keyof Values] !== value)
    .map(([name, value]) => [name, sent(name, String(value))]);
  return Object.fromEntries(changed) as EditBody;
}

/** Changes what is kept of an organisation. */
export function EditOrganisation({ organisation }: { organisation: Organisation }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const labels = useOrganisationLabels();
  const [saved, setSaved] = useState(false);
  const [overtaken, setOvertaken] = useState(false);
  const [before, setBefore] = useState(() => startFrom(organisation));
  const query = organisationQuery(organisation.id);
  const form = useForm<Values, Organisation>({
    start: before,
    send: (values) =>
      editOrganisation(organisation.id, { ...changedIn(values, before), read_version: organisation.version }),
    done: (answer) => {
      queries.setQueryData(query.queryKey, answer);
      void queries.invalidateQueries({ queryKey: ["organisations"] });
      setBefore(startFrom(answer));
      form.reset(startFrom(answer));
      setOvertaken(false);
      setSaved(true);
    },
    refused: (refusal) => {
      if (refusal.code !== "outdated") return false;
      void queries.fetchQuery({ ...query, staleTime: 0 }).then((fresh) => {
        // What I did not touch takes the newer value; what I typed stays.
        const now = startFrom(fresh);
        for (const name of Object.keys(now) as (keyof Values)[])
          if (form.values[name] === before[name]) form.set(name, now[name]);
        setBefore(now);
        setOvertaken(true);
      });
      return true;
    },
  });
  const currency = currencyOf(form.values.country);
  return (
    <FormFrame form={form} labels={labels}>
      {overtaken ? (
        <p className="notice" data-tone="wait" role="status">
          <Trans>
            Somebody changed this while you were writing. What you typed is still here: look, then save again.
          </Trans>
        </p>
      ) : null}
      {organisation.abilities.edit_identity ? <IdentityFields form={form} /> : null}
      <PlaceFields form={form} />
      <Field
        {...form.field("line")}
        label={labels.line}
        hint={t`The ministry or group it answers to, by name; its own name if others answer to it. Two of one line are not put into a team together.`}
        maxLength={80}
      />
      <div className="pair">
        <Field
          {...form.field("calendar")}
          label={labels.calendar}
          hint={t`Empty for the public holidays of the country; a part of it has its own, such as DE-BE.`}
          maxLength={10}
          placeholder={organisation.country}
        />
        <Field
          {...form.field("colour")}
          label={labels.colour}
          hint={t`Your house colour, such as #7a1f3d. It must carry white letters; empty for ours.`}
          maxLength={7}
          spellCheck={false}
        />
      </div>
      <Field
        {...form.field("sign_off_limit")}
        label={labels.sign_off_limit}
        aside={t`(optional, in ${currency})`}
        hint={t`A proposal that asks for more needs the sign-off of a finance officer too. Whole amounts.`}
        inputMode="numeric"
      />
      <Choice
        {...form.field("sign_offs_in_order")}
        label={labels.sign_offs_in_order}
        options={[
          { value: "no", label: t`Side by side`, hint: t`Everybody is asked at once.` },
          { value: "yes", label: t`One after the other`, hint: t`The officers first, the manager last.` },
        ]}
      />
      <div className="actions">
        <Button type="submit" look="secondary" busy={form.sending}>
          <Trans>Save</Trans>
        </Button>
        <span className="quiet" role="status">
          {saved && !form.changed ? t`Saved` : ""}
        </span>
      </div>
    </FormFrame>
  );
}
