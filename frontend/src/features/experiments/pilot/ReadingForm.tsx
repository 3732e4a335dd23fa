import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { dateWords, numberWords, today } from "../../../lib/dates";
import { Button } from "../../../ui/Button";
import { Field, Select } from "../../../ui/Field";
import { FormFrame, useForm } from "../../../ui/useForm";
import { latest } from "./headline";
import { asNumber } from "./numbers";
import { enterReading, type Measure, type Pilot, type Reading } from "./requests";

interface Props {
  pilot: Pilot;
  /** The reading that is put right; a new one otherwise. */
  corrects?: { measure: Measure; reading: Reading } | null;
  onCorrected?: () => void;
}

/** Enter a reading in two taps: the measure that waits longest is chosen, the day is today. */
export function ReadingForm({ pilot, corrects = null, onCorrected }: Props) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const value = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState("");
  const start = corrects
    ? {
        measure: corrects.measure.id,
        value: String(Number(corrects.reading.value)),
        taken_on: corrects.reading.taken_on,
        note: corrects.reading.note,
      }
    : { measure: waitsLongest(pilot.measures), value: "", taken_on: today(), note: "" };
  const typed = useRef(start);
  const form = useForm({
    start,
    send: (values, key) => {
      setSaid("");
      return enterReading(
        pilot.id,
        { ...values, value: asNumber(values.value), ...(corrects ? { corrects: corrects.reading.id } : {}) },
        key,
      );
    },
    done: (reading, values) => {
      const measure = pilot.measures.find((one) => one.id === values.measure);
      const shown = numberWords(Number(reading.value));
      const day = dateWords(reading.taken_on);
      setSaid(t`Reading saved: ${shown} ${measure?.unit ?? ""} on ${day}.`);
      void queries.invalidateQueries({ queryKey: ["pilot", pilot.id] });
      void queries.invalidateQueries({ queryKey: ["desk"] });
      if (corrects) onCorrected?.();
      // Whoever typed on while this was on its way keeps what they typed.
      else if (typed.current === values)
        form.reset({ measure: next(pilot.measures, values.measure), value: "", taken_on: today(), note: "" });
    },
  });
  typed.current = form.values;
  useEffect(() => {
    if (corrects) value.current?.focus();
  }, [corrects]);
  const chosen = pilot.measures.find((measure) => measure.id === form.values.measure);
  const before = chosen && latest(chosen);
  const lastWords = before && `${numberWords(Number(before.value))} ${chosen.unit}, ${dateWords(before.taken_on)}`;
  return (
    <FormFrame
      form={form}
      className="reading-form"
      labels={{ measure: t`Measure`, value: t`Value`, taken_on: t`Day`, note: t`Note` }}
    >
      {pilot.measures.length > 1 && !corrects ? (
        <Select
          {...form.field("measure")}
          label={t`Measure`}
          options={pilot.measures.map((measure) => ({ value: measure.id, label: measure.name }))}
        />
      ) : (
        <p className="reading-form__measure">
          <strong>{chosen?.name}</strong>
        </p>
      )}
      <Field
        {...form.field("value")}
        ref={value}
        label={t`Value`}
        aside={chosen ? `(${chosen.unit})` : null}
        hint={lastWords ? t`Last time: ${lastWords}` : null}
        inputMode="decimal"
        autoComplete="off"
      />
      <Field {...form.field("taken_on")} label={t`Day`} type="date" max={today()} />
      <details className="reading-form__note" open={form.values.note !== "" || undefined}>
        <summary>
          <Trans>Add a note</Trans>
        </summary>
        <Field {...form.field("note")} label={t`Note`} maxLength={300} />
      </details>
      <div className="actions">
        <Button type="submit" busy={form.sending}>
          {corrects ? <Trans>Save the correction</Trans> : <Trans>Save the reading</Trans>}
        </Button>
        <p role="status" className="small">
          {said}
        </p>
      </div>
    </FormFrame>
  );
}

const freshness = (measure: Measure): string => latest(measure)?.taken_on ?? "";

/** The measure whose last reading is oldest: that is the one somebody came to enter. */
export function waitsLongest(measures: readonly Measure[]): string {
  const [first] = [...measures].sort((a, b) => freshness(a).localeCompare(freshness(b)));
  return first?.id ?? "";
}

/** After one measure the one below it. */
function next(measures: readonly Measure[], done: string): string {
  const place = measures.findIndex((measure) => measure.id === done);
  return measures[(place + 1) % measures.length]?.id ?? done;
}
