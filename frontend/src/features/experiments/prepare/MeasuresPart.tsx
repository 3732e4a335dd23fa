import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { today } from "../../../lib/dates";
import { Button } from "../../../ui/Button";
import { Choice, Field, Select } from "../../../ui/Field";
import { type PartProps, text } from "./Hypothesis";
import {
  at,
  countOf,
  MEASURE_FIELDS,
  type MeasureField,
  MOST,
  measureChanges,
  pickMeasures,
  withOneMore,
  without,
} from "./measures";
import { SectionForm } from "./SectionForm";
import { type Section, type Texts, useSection } from "./useSection";

/** What is measured, from which number to which, and where the limit lies. */
export function MeasuresPart({ pilot, done }: PartProps) {
  const { t } = useLingui();
  const section = useSection({ pilot, name: "measures", pick: pickMeasures, changes: measureChanges, done });
  const { form } = section;
  const count = countOf(form.values);
  const added = useRef(count);
  const names: Record<MeasureField, string> = {
    name: t`Name`,
    kind: t`Kind`,
    unit: t`Unit`,
    direction: t`Direction`,
    baseline: t`Before`,
    baseline_on: t`Measured on`,
    baseline_source: t`Source`,
    target: t`Target`,
    threshold: t`Limit`,
    stop_at: t`Stops at`,
  };
  const labels: Texts = {};
  for (let place = 0; place < count; place += 1)
    for (const field of MEASURE_FIELDS) {
      const number = place + 1;
      labels[at(place, field)] = t`Measure ${number}, ${names[field]}`;
    }

  useEffect(() => {
    // The focus follows what was added, and stays in the form when one was taken away.
    if (count !== added.current) document.getElementById(`${form.id}-${at(count - 1, "name")}`)?.focus();
    added.current = count;
  }, [count, form.id]);

  function change(values: Texts) {
    // A refusal names places in the old list; it goes with the list.
    form.reset(values);
    form.set("count", values.count ?? "0");
  }

  return (
    <SectionForm section={section} labels={labels}>
      {Array.from({ length: count }, (_, place) => (
        <OneMeasure
          // biome-ignore lint/suspicious/noArrayIndexKey: a measure that is not saved yet has nothing but its place.
          key={place}
          section={section}
          place={place}
          onRemove={count > 1 ? () => change(without(form.values, place)) : undefined}
        />
      ))}
      {count < MOST ? (
        <Button look="tertiary" onClick={() => change(withOneMore(form.values))}>
          <Trans>Add another measure</Trans>
        </Button>
      ) : null}
    </SectionForm>
  );
}

function OneMeasure({
  section,
  place,
  onRemove,
}: {
  section: Section;
  place: number;
  onRemove: (() => void) | undefined;
}) {
  const { t } = useLingui();
  const field = (name: MeasureField) => text(section, at(place, name));
  const number = place + 1;
  const unit = field("unit").value;
  const inUnit = unit ? `(${unit})` : null;
  return (
    <fieldset className="measure">
      <legend>
        <Trans>Measure {number}</Trans>
      </legend>
      <Field
        {...field("name")}
        maxLength={120}
        label={t`What is measured?`}
        hint={t`For example: waiting time for a permit.`}
      />
      <div className="measure__row">
        <Select
          {...field("kind")}
          label={t`What is it for?`}
          options={[
            { value: "goal", label: t`The goal` },
            { value: "secondary", label: t`Also watched` },
            { value: "guardrail", label: t`Must not get worse` },
          ]}
        />
        <Field {...field("unit")} maxLength={30} label={t`In which unit?`} hint={t`For example: days, percent.`} />
      </div>
      <Choice
        {...field("direction")}
        label={t`Which way is better?`}
        options={[
          { value: "down", label: t`Lower is better` },
          { value: "up", label: t`Higher is better` },
        ]}
      />
      <p className="field-hint">
        <Trans>
          The number before the pilot, the one you want to reach, and the limit at which you talk about stopping:
        </Trans>
      </p>
      <div className="measure__row" data-three>
        <Field {...field("baseline")} inputMode="decimal" autoComplete="off" label={t`Before`} aside={inUnit} />
        <Field {...field("target")} inputMode="decimal" autoComplete="off" label={t`Target`} aside={inUnit} />
        <Field {...field("threshold")} inputMode="decimal" autoComplete="off" label={t`Limit`} aside={inUnit} />
      </div>
      <div className="measure__row">
        <Field {...field("baseline_on")} type="date" max={today()} label={t`“Before” was measured on`} />
        <Field
          {...field("baseline_source")}
          maxLength={200}
          label={t`Where does that number come from?`}
          hint={t`For example: the case system, average of June.`}
        />
      </div>
      <Field
        {...field("stop_at")}
        inputMode="decimal"
        autoComplete="off"
        label={t`At which value must the pilot stop at once?`}
        aside={t`(optional)`}
        hint={t`Beyond the limit. A reading this bad stops the pilot by itself.`}
      />
      {onRemove ? (
        <p>
          <button type="button" className="link-button" onClick={onRemove}>
            <Trans>Remove measure {number}</Trans>
          </button>
        </p>
      ) : null}
    </fieldset>
  );
}
