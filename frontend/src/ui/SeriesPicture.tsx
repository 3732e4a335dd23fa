import { scaleLinear, scaleTime } from "d3-scale";
import { line } from "d3-shape";
import { asDate, dayWords } from "../lib/dates";
import type { Reading } from "./Series";
import { axisWords, leftEdge, type PlacedWords, placed } from "./series-layout";
import { HEIGHT, WIDTH } from "./series-size";

const EDGE = { top: 16, right: 16, bottom: 34 };
// What the words of one day take on a phone, where they are drawn largest; and a line of words.
const ROOM_FOR_A_DAY = 140;
const ROOM_FOR_A_YEAR = 60;
const LINE = 24;

interface PictureProps {
  points: readonly (Reading & { at: Date })[];
  levels: readonly { kind: string; words: string; value: number }[];
  marks: readonly { date: string; words: string }[];
  label: string;
}

/** The readings as a line, with the levels and marks they are held against. */
export default function SeriesPicture({ points, levels, marks, label }: PictureProps) {
  const values = [...points.map((point) => point.value), ...levels.map((level) => level.value)];
  const low = Math.min(0, ...values);
  const high = Math.max(...values);
  const y = scaleLinear([low, high === low ? low + 1 : high], [HEIGHT - EDGE.bottom, EDGE.top]).nice(4);
  const ticks = y.ticks(4);
  const figures = axisWords(ticks);
  const left = leftEdge(figures);
  const moments = [...points.map((point) => point.at), ...marks.map((mark) => asDate(mark.date))];
  const first = new Date(Math.min(...moments.map(Number)));
  const last = new Date(Math.max(...moments.map(Number)));
  // A single reading stands in the middle rather than on the edge.
  const pad = first.getTime() === last.getTime() ? 86_400_000 * 7 : 0;
  const x = scaleTime(
    [new Date(first.getTime() - pad), new Date(last.getTime() + pad)],
    [left + 8, WIDTH - EDGE.right],
  );
  const path = line<(typeof points)[number]>()
    .x((point) => x(point.at))
    .y((point) => y(point.value));
  const years = first.getFullYear() !== last.getFullYear();
  const days = withRoom(
    points.filter((point, place) => point.date !== points[place - 1]?.date),
    (point) => x(point.at),
    ROOM_FOR_A_DAY + (years ? ROOM_FOR_A_YEAR : 0),
  );
  const begun = marks.map((mark) => ({ ...mark, x: x(asDate(mark.date)) })).sort((one, other) => one.x - other.x);
  const beside = placed(begun);
  return (
    <svg className="series__picture" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {ticks.map((tick, place) => (
        <g key={tick}>
          <path className="series__grid" d={`M${left} ${y(tick)}H${WIDTH - EDGE.right}`} />
          <text className="series__tick" x={left - 8} y={y(tick)} dy="0.32em" textAnchor="end">
            {figures[place]}
          </text>
        </g>
      ))}
      {levels.map((level) => (
        <path
          key={level.kind}
          className="series__level"
          data-kind={level.kind}
          d={`M${left} ${y(level.value)}H${WIDTH - EDGE.right}`}
        />
      ))}
      {begun.map((mark, place) => (
        <g key={`${mark.date}-${mark.words}`}>
          <path className="series__mark" d={`M${mark.x} ${EDGE.top}V${HEIGHT - EDGE.bottom}`} />
          <MarkWords words={mark.words} at={beside[place]} />
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
          {dayWords(point.date, years)}
        </text>
      ))}
    </svg>
  );
}

function MarkWords({ words, at }: { words: string; at: PlacedWords | undefined }) {
  if (!at || at.row === null) return null;
  return (
    <text className="series__tick" x={at.x} y={HEIGHT - EDGE.bottom - 8 - at.row * LINE} textAnchor={at.anchor}>
      {words}
    </text>
  );
}

/** The first, the last, and between them those with room for their words. */
function withRoom<Point extends object>(points: readonly Point[], at: (point: Point) => number, room: number): Point[] {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || first === last) return [...points];
  const shown = [first];
  for (const point of points.slice(1, -1)) {
    const before = shown.at(-1) ?? first;
    if (Math.min(at(point) - at(before), at(last) - at(point)) >= room) shown.push(point);
  }
  return [...shown, last];
}
