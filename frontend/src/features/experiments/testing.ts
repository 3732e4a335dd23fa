import type { Measure, Pilot, Reading } from "./pilot/requests";
import type { Proposal } from "./proposal/requests";

const organisation = { id: "o", name: "Gemeente Utrecht", kind: "municipality", country: "NL" } as const;
const person = { id: "m", name: "Ingrid Solberg", organisation: "Bergen kommune", job_title: "Director" };
const problem = {
  id: "p",
  title: "Three forms for one ramp",
  situation: "Whoever needs a ramp fills in three forms.",
  language: "nl",
  topics: [],
  organisation,
  place: "Gemeente Utrecht, Netherlands",
  country: "NL",
  poster: { name: "Otter 482", animal: "otter", hue: 3 },
  state: "taken_up",
  state_words: "Taken up",
  posted_on: "2025-02-01",
} as unknown as Pilot["problem"];

/** A reading, as the server sends it. */
export const aReading = (value: string, taken_on: string): Reading => ({
  id: `${taken_on}-${value}`,
  value,
  taken_on,
  note: "",
  corrects: null,
});

/** A measure that goes down from 31 to 20 days. */
export const aMeasure = (parts: Partial<Measure>): Measure => ({
  id: "measure",
  name: "Waiting time",
  kind: "goal",
  kind_words: "Goal",
  unit: "days",
  direction: "down",
  direction_words: "Lower is better",
  baseline: "31.000",
  baseline_on: "2025-02-01",
  baseline_source: "the case system",
  target: "20.000",
  threshold: "35.000",
  stop_at: null,
  readings: [],
  ...parts,
});

/** A pilot being prepared by somebody who may. */
export const aPilot = (parts: Partial<Pilot>): Pilot => ({
  id: "pilot",
  title: "One form",
  problem,
  organisation,
  place: "",
  state: "preparing",
  state_words: "Being prepared",
  in_force: false,
  innovation: false,
  opened_at: null,
  ends_at: null,
  verdict: "",
  dotank_id: "d",
  proposal_id: "r",
  team: [],
  help_promised: "Two desks",
  hypothesis: "",
  people_limit: null,
  money_limit: null,
  stop_rule: "",
  check_in_every: null,
  paused_because: "",
  paused_words: "",
  needs_exemption: null,
  exemption: null,
  ends_on: null,
  measures: [],
  verdict_words: "",
  what_happened: "",
  value: null,
  version: 1,
  why_not_in_force: [],
  abilities: {
    edit: true,
    open: true,
    enter_reading: false,
    enter_use: false,
    plan_card: false,
    start_card: false,
    check_in: false,
    revoke_exemption: false,
    pause: false,
    resume: false,
    stop: false,
    conclude: false,
  },
  missing: [],
  ...parts,
});

/** A proposal that waits for the reader's answer. */
export const aProposal = (parts: Partial<Proposal>): Proposal => ({
  id: "proposal",
  dotank_id: "d",
  problem,
  manager: person,
  team: [],
  title: "One form for ramps",
  asked: "Let one desk decide for twelve weeks.",
  summary: "We try one form.",
  version: 2,
  sha256: "3f9a12bc0000",
  html: "<h1>Plan</h1><p>Text of version two</p>",
  state: "submitted",
  state_words: "Waiting for the manager",
  submitted_at: "2025-03-01T09:00:00Z",
  answers: [],
  pilot_id: null,
  abilities: { decide: true, withdraw: false, prepare_pilot: false },
  ...parts,
});
