import { useLingui } from "@lingui/react/macro";
import { useSuspenseQuery } from "@tanstack/react-query";
import { wordsQuery } from "../../../api/words";
import { Field, Select } from "../../../ui/Field";
import type { Form } from "../../../ui/useForm";

/** What says who an organisation is, as its forms hold it. */
export interface Identity {
  name: string;
  domain: string;
  kind: string;
  level: string;
  country: string;
}

/** What else is kept of it. */
export interface Place {
  region: string;
  language: string;
  time_zone: string;
}

const choices = (list: readonly { value: string; words: string }[]) =>
  list.map(({ value, words }) => ({ value, label: words }));

export function useOrganisationLabels() {
  const { t } = useLingui();
  return {
    name: t`Name`,
    domain: t`Domain`,
    kind: t`Kind`,
    level: t`Level`,
    country: t`Country`,
    region: t`Region`,
    language: t`Language`,
    time_zone: t`Time zone`,
    calendar: t`Calendar`,
    colour: t`Colour`,
    line: t`Line of responsibility`,
    sign_off_limit: t`Limit above which finance signs off`,
    sign_offs_in_order: t`Several sign-offs of one proposal`,
  };
}

/** The fields that say who the organisation is. */
export function IdentityFields<Values extends Identity>({ form }: { form: Form<Values> }) {
  const { t } = useLingui();
  const labels = useOrganisationLabels();
  const { data: lists } = useSuspenseQuery(wordsQuery);
  const one = form as unknown as Form<Identity>;
  return (
    <>
      <Field {...one.field("name")} label={labels.name} maxLength={120} />
      <Field
        {...one.field("domain")}
        label={labels.domain}
        hint={t`What stands after the @ in their addresses, such as city.example.`}
        maxLength={120}
        autoCapitalize="none"
        spellCheck={false}
      />
      <div className="pair">
        <Select
          {...one.field("kind")}
          label={labels.kind}
          empty={t`Choose…`}
          options={choices(lists.organisation_kinds)}
        />
        <Select {...one.field("level")} label={labels.level} empty={t`Choose…`} options={choices(lists.levels)} />
      </div>
      <Field
        {...one.field("country")}
        label={labels.country}
        hint={t`Two capitals, such as NL.`}
        maxLength={2}
        autoCapitalize="characters"
      />
    </>
  );
}

/** The fields that say where and in which language it works. */
export function PlaceFields<Values extends Place>({ form }: { form: Form<Values> }) {
  const { t } = useLingui();
  const labels = useOrganisationLabels();
  const { data: lists } = useSuspenseQuery(wordsQuery);
  const one = form as unknown as Form<Place>;
  return (
    <>
      <div className="pair">
        <Field {...one.field("region")} label={labels.region} maxLength={60} />
        <Select
          {...one.field("language")}
          label={labels.language}
          empty={t`Choose…`}
          options={choices(lists.languages)}
        />
      </div>
      <Field
        {...one.field("time_zone")}
        label={labels.time_zone}
        hint={t`Such as Europe/Oslo.`}
        list="time-zones"
        maxLength={40}
      />
      <datalist id="time-zones">
        {Intl.supportedValuesOf("timeZone").map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}
