import { Trans, useLingui } from "@lingui/react/macro";
import { scaleLinear, scaleTime } from "d3-scale";
import { line } from "d3-shape";
import { asDate, dateWords, dayWords, numberWords } from "../lib/dates";

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

const WIDTH = 640;
const HEIGHT = 260;
const EDGE = { top: 16, right: 16, bottom: 34, left: 52 };
// What the words of one day take on a phone, where they are drawn largest.
const ROOM_FOR_A_DAY = 140;

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
      {points.length > 0 ? <Picture points={points} levels={levels} marks={marks} label={spoken} /> : null}
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

interface PictureProps {
  points: readonly (Reading & { at: Date })[];
  levels: readonly { kind: string; words: string; value: number }[];
  marks: readonly { date: string; words: string }[];
  label: string;
}

function Picture({ points, levels, marks, label }: PictureProps) {
  const values = [...points.map((point) => point.value), ...levels.map((level) => level.value)];
  const low = Math.min(0, ...values);
  const high = Math.max(...values);
  const y = scaleLinear([low, high === low ? low + 1 : high], [HEIGHT - EDGE.bottom, EDGE.top]).nice(4);
  const moments = [...points.map((point) => point.at), ...marks.map((mark) => asDate(mark.date))];
  const first = new Date(Math.min(...moments.map(Number)));
  const last = new Date(Math.max(...moments.map(Number)));
  // A single reading stands in the middle rather than on the edge.
  const pad = first.getTime() === last.getTime() ? 86_400_000 * 7 : 0;
  const x = scaleTime(
    [new Date(first.getTime() - pad), new Date(last.getTime() + pad)],
    [EDGE.left + 8, WIDTH - EDGE.right],
  );
  const path = line<(typeof points)[number]>()
    .x((point) => x(point.at))
    .y((point) => y(point.value));
  const days = withRoom(
    points.filter((point, place) => point.date !== points[place - 1]?.date),
    (point) => x(point.at),
  );
  return (
    <svg className="series__picture" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {y.ticks(4).map((tick) => (
        <g key={tick}>
          <path className="series__grid" d={`M${EDGE.left} ${y(tick)}H${WIDTH - EDGE.right}`} />
          <text className="series__tick" x={EDGE.left - 8} y={y(tick)} dy="0.32em" textAnchor="end">
            {numberWords(tick)}
          </text>
        </g>
      ))}
      {levels.map((level) => (
        <path
          key={level.kind}
          className="series__level"
          data-kind={level.kind}
          d={`M${EDGE.left} ${y(level.value)}H${WIDTH - EDGE.right}`}
        />
      ))}
      {marks.map((mark) => (
        <g key={`${mark.date}-${mark.words}`}>
          <path className="series__mark" d={`M${x(asDate(mark.date))} ${EDGE.top}V${HEIGHT - EDGE.bottom}`} />
          <text className="series__tick" x={x(asDate(mark.date)) + 4} y={HEIGHT - EDGE.bottom - 8}>
            {mark.words}
          </text>
        </g>
      ))}
      <path className="series__line" d={path(points) ?? ""} />
      {points.map((point) => (
        <circle
          key={`${point.date}-${point.value}-${point.note ?? ""}`}
          className="series__point"
          cx={x(point.at)}
          cy={y(point.value)}
          r={4.5}
        />
      ))}
      {days.map((point, place) => (
        <text
          key={point.date}
          className="series__tick"
          x={x(point.at)}
          y={HEIGHT - 10}
          textAnchor={
            days.length === 1 ? "middle" : place === 0 ? "start" : place === days.length - 1 ? "end" : "middle"
          }
        >
          {dayWords(point.date)}
        </text>
      ))}
    </svg>
  );
}

/** The first, the last, and between them those with room for their words. */
function withRoom<Point extends object>(points: readonly Point[], at: (point: Point) => number): Point[] {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || first === last) return [...points];
  const shown = [first];
  for (const point of points.slice(1, -1)) {
    const before = shown.at(-1) ?? first;
    if (Math.min(at(point) - at(before), at(last) - at(point)) >= ROOM_FOR_A_DAY) shown.push(point);
  }
  return [...shown, last];
}
