import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "../../../ui/Button";
import { Field } from "../../../ui/Field";

export interface PeriodTyped {
  /** Only to tell one row from another while typing. */
  key: string;
  since: string;
  until: string;
  hours_a_week: string;
}

const MOST = 12;

interface Props {
  id: string;
  label: string;
  value: readonly PeriodTyped[];
  onChange: (value: PeriodTyped[]) => void;
  /** Of the whole list and of its parts: "free_periods.0.until". */
  errors: Readonly<Record<string, readonly string[]>>;
}

/** Weeks in which I can give other hours than usual: more, fewer, or none. */
export function FreePeriods({ id, label, value, onChange, errors }: Props) {
  const { t } = useLingui();
  const change = (key: string, changed: Partial<PeriodTyped>) =>
    onChange(value.map((one) => (one.key === key ? { ...one, ...changed } : one)));
  const wrong = (place: number, name: string) => errors[`free_periods.${place}.${name}`] ?? [];
  const ofTheList = errors.free_periods ?? [];
  return (
    <fieldset className="choices" id={id} tabIndex={-1} data-invalid={ofTheList.length > 0 || undefined}>
      <legend>{label}</legend>
      <p className="field-hint">
        <Trans>
          Some weeks with more hours, with fewer or with none: they count instead of your usual hours. A team asks you
          when the hours hold in three of four of its weeks.
        </Trans>
      </p>
      {value.length > 0 ? (
        <ul className="periods">
          {value.map((one, place) => {
            const number = place + 1;
            return (
              <li key={one.key} className="panel">
                <fieldset className="periods__one">
                  <legend className="ds-sr-only">{t`Period ${number}`}</legend>
                  <Field
                    id={`${id}-${one.key}-since`}
                    name={`free_periods.${place}.since`}
                    type="date"
                    label={t`First day`}
                    value={one.since}
                    errors={wrong(place, "since")}
                    onChange={(since) => change(one.key, { since })}
                  />
                  <Field
                    id={`${id}-${one.key}-until`}
                    name={`free_periods.${place}.until`}
                    type="date"
                    label={t`Last day`}
                    value={one.until}
                    errors={wrong(place, "until")}
                    onChange={(until) => change(one.key, { until })}
                  />
                  <Field
                    id={`${id}-${one.key}-hours`}
                    name={`free_periods.${place}.hours_a_week`}
                    type="number"
                    inputMode="numeric"
                    min={0}
                    max={40}
                    label={t`Hours a week`}
                    value={one.hours_a_week}
                    errors={wrong(place, "hours_a_week")}
                    onChange={(hours_a_week) => change(one.key, { hours_a_week })}
                  />
                  <button
                    type="button"
                    className="link-button small"
                    onClick={() => {
                      onChange(value.filter((other) => other.key !== one.key));
                      document.getElementById(`${id}-add`)?.focus();
                    }}
                  >
                    <Trans>Remove</Trans> <span className="ds-sr-only">({t`Period ${number}`})</span>
                  </button>
                </fieldset>
              </li>
            );
          })}
        </ul>
      ) : null}
      {value.length < MOST ? (
        <div className="actions">
          <Button
            id={`${id}-add`}
            look="secondary"
            onClick={() => onChange([...value, { key: crypto.randomUUID(), since: "", until: "", hours_a_week: "4" }])}
          >
            <Trans>Add a period</Trans>
          </Button>
        </div>
      ) : null}
      {ofTheList.map((words) => (
        <p key={words} className="field-error">
          {words}
        </p>
      ))}
    </fieldset>
  );
}
