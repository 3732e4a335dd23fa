import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense } from "react";
import { asDate, dateWords, numberWords } from "../lib/dates";
import { HEIGHT, WIDTH } from "./series-size";

// What draws it is heavy, and the same numbers stand in words and in the table.
const Picture = lazy(() => import("./SeriesPicture"));

export interface Reading {
  /** The day it was read. */
  date: string;
  value: number;
  note?: string | null;
}

interface Props {
  /** What is measured: "Waiting time for a permit". */
  name: string;
  unit: string;
  readings: readonly Reading[];
  baseline?: number | null;
  target?: number | null;
  /** The limit at which the pilot has to stop or think again. */
  threshold?: number | null;
  /** The value from which on everything stops at once, where there is one. */
  stop?: number | null;
  /** Days on which something began: "Loop 2". */
  marks?: readonly { date: string; words: string }[];
  /** One sentence that says what the picture shows; made from the last reading when absent. */
  summary?: string;
}

/** A measure over time: its readings as a line, with baseline, target and threshold; the same numbers in a table behind it. */
export function Series({ name, unit, readings, baseline, target, threshold, stop, marks = [], summary }: Props) {
  const { t } = useLingui();
  const points = [...readings].sort((a, b) => a.date.localeCompare(b.date)).map((r) => ({ ...r, at: asDate(r.date) }));
  const levels = [
    { kind: "baseline", words: t`Before`, value: baseline },
    { kind: "target", words: t`Target`, value: target },
    { kind: "threshold", words: t`Limit`, value: threshold },
    { kind: "stop", words: t`Stop`, value: stop },
  ].filter((level): level is { kind: string; words: string; value: number } => typeof level.value === "number");
  const withUnit = (value: number) => `${numberWords(value)} ${unit}`;
  const last = points.at(-1);
  const spoken =
    summary ??
    (last
      ? t`${name}: ${withUnit(last.value)} on ${dateWords(last.date)}, from ${points.length} readings.`
      : t`${name}: no readings yet.`);

  return (
    <figure className="series">
      <figcaption>{spoken}</figcaption>
      <ul className="series__key">
        {levels.map((level) => (
          <li key={level.kind} data-kind={level.kind}>
            <svg viewBox="0 0 28 8" aria-hidden="true">
              <path d="M0 4h28" />
            </svg>
            {level.words}: {withUnit(level.value)}
          </li>
        ))}
      </ul>
      {points.length > 0 ? (
        <Suspense fallback={<svg className="series__picture" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" />}>
          <Picture points={points} levels={levels} marks={marks} label={spoken} />
        </Suspense>
      ) : null}
      <details className="series__table">
        <summary>
          <Trans>The numbers as a table</Trans>
        </summary>
        <table className="ds-table">
          <caption className="ds-sr-only">{name}</caption>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Day</Trans>
              </th>
              <th scope="col">
                {name} ({unit})
              </th>
            </tr>
          </thead>
          <tbody>
            {levels.map((level) => (
              <tr key={level.kind}>
                <th scope="row">{level.words}</th>
                <td className="number">{numberWords(level.value)}</td>
              </tr>
            ))}
            {marks.map((mark) => (
              <tr key={`${mark.date}-${mark.words}`}>
                <th scope="row">{dateWords(mark.date)}</th>
                <td>{mark.words}</td>
              </tr>
            ))}
            {points.map((point) => (
              <tr key={`${point.date}-${point.value}-${point.note ?? ""}`}>
                <th scope="row">{dateWords(point.date)}</th>
                <td className="number">
                  {numberWords(point.value)}
                  {point.note ? <span className="quiet small"> {point.note}</span> : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
