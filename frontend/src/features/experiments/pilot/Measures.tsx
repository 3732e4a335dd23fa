import { Trans, useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import { dateWords, numberWords } from "../../../lib/dates";
import { Series } from "../../../ui/Series";
import { Status } from "../../../ui/Status";
import { measureWords, promiseWords, standing } from "./headline";
import { ReadingForm } from "./ReadingForm";
import type { Measure, Pilot, Reading } from "./requests";

/** Each measure as a line with baseline, target and limit, and the same numbers as a table. */
export function Measures({ pilot, loops = [] }: { pilot: Pilot; loops?: readonly Loop[] }) {
  return (
    <section className="stack" aria-labelledby="measures">
      <h2 className="title-md" id="measures">
        <Trans>What is measured</Trans>
      </h2>
      {pilot.measures.map((measure) => (
        <OneMeasure key={measure.id} pilot={pilot} measure={measure} loops={loops} />
      ))}
    </section>
  );
}

interface Loop {
  number: number;
  started_at: string | null;
}

function OneMeasure({ pilot, measure, loops }: { pilot: Pilot; measure: Measure; loops: readonly Loop[] }) {
  const { t } = useLingui();
  const stands = standing(measure);
  const before = `${numberWords(Number(measure.baseline))} ${measure.unit}`;
  const day = dateWords(measure.baseline_on);
  return (
    <section className="panel stack" data-gap="sm" aria-labelledby={`measure-${measure.id}`}>
      <div className="row" data-spread>
        <h3 className="title-sm" id={`measure-${measure.id}`}>
          {measure.name}
        </h3>
        <span className="row">
          <Status tone={measure.kind === "goal" ? "now" : "quiet"}>{measure.kind_words}</Status>
          {stands === "past" ? (
            <Status tone="bad">
              <Trans>Past its limit</Trans>
            </Status>
          ) : stands === "close" ? (
            <Status tone="partly">
              <Trans>Close to its limit</Trans>
            </Status>
          ) : null}
        </span>
      </div>
      <Series
        name={measure.name}
        unit={measure.unit}
        baseline={Number(measure.baseline)}
        target={Number(measure.target)}
        threshold={Number(measure.threshold)}
        stop={measure.stop_at === null ? null : Number(measure.stop_at)}
        marks={loops.flatMap(({ number, started_at }) =>
          started_at ? [{ date: started_at.slice(0, 10), words: t`Loop ${number}` }] : [],
        )}
        readings={measure.readings.map((reading) => ({
          date: reading.taken_on,
          value: Number(reading.value),
          note: reading.note,
        }))}
        summary={pilot.state === "preparing" ? promiseWords(measure) : measureWords(measure)}
      />
      <p className="quiet small">
        {measure.direction_words}. {t`Before: ${before} on ${day}, from ${measure.baseline_source}.`}
      </p>
      {pilot.abilities.correct_reading && measure.readings.length > 0 ? (
        <Corrections pilot={pilot} measure={measure} />
      ) : null}
    </section>
  );
}

function Corrections({ pilot, measure }: { pilot: Pilot; measure: Measure }) {
  const { t } = useLingui();
  const [open, setOpen] = useState<Reading | null>(null);
  const [said, setSaid] = useState("");
  const summary = useRef<HTMLElement>(null);
  return (
    <details className="series__table">
      <summary ref={summary}>
        <Trans>Correct a reading</Trans>
      </summary>
      <div className="stack" data-gap="sm">
        <ul className="corrections">
          {[...measure.readings].reverse().map((reading) => {
            const words = `${numberWords(Number(reading.value))} ${measure.unit}, ${dateWords(reading.taken_on)}`;
            return (
              <li key={reading.id}>
                <span className="number">{words}</span>
                <button
                  type="button"
                  className="link-button"
                  aria-expanded={open?.id === reading.id}
                  aria-label={t`Correct ${words}`}
                  onClick={() => {
                    setSaid("");
                    setOpen(open?.id === reading.id ? null : reading);
                  }}
                >
                  <Trans>Correct</Trans>
                </button>
                {open?.id === reading.id ? (
                  <ReadingForm
                    pilot={pilot}
                    corrects={{ measure, reading }}
                    onCorrected={() => {
                      setOpen(null);
                      // The form is gone, so the focus goes to the list.
                      summary.current?.focus();
                      setSaid(t`Corrected. The old value stays in the history.`);
                    }}
                  />
                ) : null}
              </li>
            );
          })}
        </ul>
        <p role="status" className="small">
          {said}
        </p>
      </div>
    </details>
  );
}
