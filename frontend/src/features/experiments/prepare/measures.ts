import { asNumber, plainNumber } from "../pilot/numbers";
import type { Changes, Pilot } from "../pilot/requests";
import type { Texts } from "./useSection";

export const MOST = 12;
export const MEASURE_FIELDS = [
  "name",
  "kind",
  "unit",
  "direction",
  "baseline",
  "baseline_on",
  "baseline_source",
  "target",
  "threshold",
  "stop_at",
] as const;
export type MeasureField = (typeof MEASURE_FIELDS)[number];

type MeasureBody = NonNullable<Changes["measures"]>[number];

/** Fields are named as the server names them in a refusal: "measures.0.target". */
export const at = (place: number, field: MeasureField): string => `measures.${place}.${field}`;

/** How many measures these fields hold. */
export const countOf = (values: Texts): number => Number(values.count ?? 0);

/** The measures as the fields show them; somebody who has none yet starts with one empty goal. */
export function pickMeasures(pilot: Pilot): Texts {
  const rows: Record<MeasureField, string>[] = pilot.measures.map((measure) => ({
    name: measure.name,
    kind: measure.kind,
    unit: measure.unit,
    direction: measure.direction,
    baseline: plainNumber(measure.baseline),
    baseline_on: measure.baseline_on,
    baseline_source: measure.baseline_source,
    target: plainNumber(measure.target),
    threshold: plainNumber(measure.threshold),
    stop_at: plainNumber(measure.stop_at),
  }));
  return together(rows.length > 0 ? rows : copiedShapes(pilot));
}

/** What another team measured, without its numbers; where nothing was copied, one empty goal. */
function copiedShapes(pilot: Pilot): Record<MeasureField, string>[] {
  const shapes = pilot.gate.copied?.measures ?? [];
  return shapes.length > 0 ? shapes.map((shape) => ({ ...empty(""), ...shape })) : [empty("goal")];
}

/** What is sent for the fields. */
export function measureChanges(values: Texts): Changes {
  return {
    measures: rowsOf(values).map((row) => ({
      ...(row as MeasureBody),
      baseline: asNumber(row.baseline),
      target: asNumber(row.target),
      threshold: asNumber(row.threshold),
      stop_at: row.stop_at ? asNumber(row.stop_at) : null,
    })),
  };
}

/** The same fields with one more measure, which is only watched. */
export const withOneMore = (values: Texts): Texts => together([...rowsOf(values), empty("secondary")]);

/** The same fields without the measure at this place; those below move up. */
export const without = (values: Texts, place: number): Texts =>
  together(rowsOf(values).filter((_row, other) => other !== place));

const empty = (kind: string): Record<MeasureField, string> => ({
  name: "",
  kind,
  unit: "",
  direction: "",
  baseline: "",
  baseline_on: "",
  baseline_source: "",
  target: "",
  threshold: "",
  stop_at: "",
});

function rowsOf(values: Texts): Record<MeasureField, string>[] {
  return Array.from({ length: countOf(values) }, (_, place) => {
    const row = empty("");
    for (const field of MEASURE_FIELDS) row[field] = values[at(place, field)] ?? "";
    return row;
  });
}

function together(rows: readonly Record<MeasureField, string>[]): Texts {
  const values: Texts = { count: String(rows.length) };
  rows.forEach((row, place) => {
    for (const field of MEASURE_FIELDS) values[at(place, field)] = row[field];
  });
  return values;
}
