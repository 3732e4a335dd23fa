import { plural, t } from "@lingui/core/macro";
import { numberWords } from "../../../lib/dates";
import type { Measure, Pilot, Reading } from "./requests";

const WEEK = 7 * 86_400_000;

/** The last reading of a measure: they come in the order of their days, without those that were corrected. */
export const latest = (measure: Measure): Reading | undefined => measure.readings.at(-1);

/** Which week it is, from 1, and how many there are. */
export function weeks(opened: string, ends: string, now = new Date()): { week: number; of: number } {
  const start = new Date(opened).getTime();
  const of = Math.max(1, Math.ceil((new Date(ends).getTime() - start) / WEEK));
  const week = Math.min(of, Math.max(1, Math.floor((now.getTime() - start) / WEEK) + 1));
  return { week, of };
}

type Standing = "past" | "close" | "fine";

/** Where a measure stands against its limit: past it, within a tenth of the way to it, or fine. */
export function standing(measure: Measure): Standing {
  const reading = latest(measure);
  if (!reading) return "fine";
  const sign = measure.direction === "up" ? 1 : -1;
  const room = sign * (Number(reading.value) - Number(measure.threshold));
  if (room < 0) return "past";
  const span = Math.abs(Number(measure.target) - Number(measure.threshold));
  return room <= span / 10 ? "close" : "fine";
}

/** One measure in a sentence: "Waiting time down from 31 to 22 days, target 20." */
export function measureWords(measure: Measure): string {
  const { name, unit } = measure;
  const before = numberWords(Number(measure.baseline));
  const target = numberWords(Number(measure.target));
  const reading = latest(measure);
  if (!reading) return t`No reading of “${name}” yet: ${before} ${unit} before, target ${target}.`;
  const value = numberWords(Number(reading.value));
  const change = Number(reading.value) - Number(measure.baseline);
  if (change === 0) return t`${name} still at ${value} ${unit}, target ${target}.`;
  return change > 0
    ? t`${name} up from ${before} to ${value} ${unit}, target ${target}.`
    : t`${name} down from ${before} to ${value} ${unit}, target ${target}.`;
}

/** What a measure promises before anything was read: "Waiting time: from 31 to 20 days." */
export function promiseWords(measure: Measure): string {
  const { name, unit } = measure;
  const before = numberWords(Number(measure.baseline));
  const target = numberWords(Number(measure.target));
  const limit = numberWords(Number(measure.threshold));
  return before === target
    ? t`${name}: stays at ${before} ${unit}, limit ${limit}.`
    : t`${name}: from ${before} to ${target} ${unit}, limit ${limit}.`;
}

/** The pilot in words, beside its state: the week, its goals, and what is at or past its limit. */
export function headline(pilot: Pilot, now = new Date(), limitsLeft: readonly string[] = []): string {
  const sentences: string[] = [];
  if (pilot.state === "running" && pilot.opened_at && pilot.ends_at) {
    const { week, of } = weeks(pilot.opened_at, pilot.ends_at, now);
    sentences.push(t`Week ${week} of ${of}.`);
  } else if (pilot.state === "paused") {
    const why = pilot.paused_words;
    sentences.push(t`Paused: ${why}.`);
  } else if (pilot.state === "closed") {
    const verdict = pilot.verdict_words;
    sentences.push(t`Closed: ${verdict}.`);
  }
  const goals = pilot.measures.filter((measure) => measure.kind === "goal");
  sentences.push(...goals.slice(0, 2).map(pilot.state === "preparing" ? promiseWords : measureWords));
  if (pilot.state === "running" || pilot.state === "paused") {
    const past = pilot.measures.filter((measure) => standing(measure) === "past").length;
    const close = pilot.measures.filter((measure) => standing(measure) === "close").length;
    if (past)
      sentences.push(plural(past, { one: "# measure is past its limit.", other: "# measures are past their limits." }));
    if (close)
      sentences.push(
        plural(close, { one: "# measure is close to its limit.", other: "# measures are close to their limits." }),
      );
    for (const left of limitsLeft) sentences.push(t`A limit is left: ${left}.`);
  }
  return sentences.join(" ");
}
