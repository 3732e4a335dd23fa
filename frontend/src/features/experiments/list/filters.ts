import type { components } from "../../../api/schema";

type State = components["schemas"]["PilotState"];

/** What a list of pilots can be narrowed to, and which states each means. */
export const STAGES = {
  running: ["running", "paused"],
  ended: ["stopped", "closed"],
  preparing: ["preparing"],
} as const;
export type Stage = keyof typeof STAGES;

/** A score as a reader asks for it, and which levels each means. */
export const GAINS = { better: ["better", "much_better"], same: ["same"], worse: ["worse", "much_worse"] } as const;
export type Gain = keyof typeof GAINS;
type Level = (typeof GAINS)[Gain][number];

export const VIEWS = ["list", "places"] as const;
export type View = (typeof VIEWS)[number];

/** What the address of the list of pilots can say. */
export interface PilotFilters {
  view?: View;
  stage?: Stage;
  topic?: string;
  country?: string;
  region?: string;
  organisation?: string;
  performance?: Gain;
  quality_of_work?: Gain;
}

const SHAPES: Record<"topic" | "country" | "organisation", RegExp> = {
  topic: /^[a-z-]{1,40}$/,
  country: /^[A-Z]{2}$/,
  organisation: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};

/** The filters in an address; anything unknown counts as not said. */
export function pilotFilters(search: Record<string, unknown>): PilotFilters {
  const said: PilotFilters = {};
  if (search.view === "places") said.view = "places";
  if (known(STAGES, search.stage)) said.stage = search.stage;
  for (const name of ["topic", "country", "organisation"] as const) {
    const value = search[name];
    if (typeof value === "string" && SHAPES[name].test(value)) said[name] = value;
  }
  if (typeof search.region === "string" && search.region) said.region = search.region.slice(0, 60);
  for (const name of ["performance", "quality_of_work"] as const) {
    const value = search[name];
    if (known(GAINS, value)) said[name] = value;
  }
  return said;
}

/** Whether anything narrows the list. */
export const isNarrow = ({ view: _, ...rest }: PilotFilters): boolean => Object.values(rest).some(Boolean);

/** The filters as the server takes them. */
export function asked({ stage, performance, quality_of_work, topic, country, region, organisation }: PilotFilters) {
  return {
    topic: topic as components["schemas"]["Topic"] | undefined,
    country,
    region,
    organisation,
    state: stage ? ([...STAGES[stage]] as State[]) : undefined,
    performance: performance ? ([...GAINS[performance]] as Level[]) : undefined,
    quality_of_work: quality_of_work ? ([...GAINS[quality_of_work]] as Level[]) : undefined,
  };
}

function known<Names extends object>(names: Names, value: unknown): value is keyof Names {
  return typeof value === "string" && Object.hasOwn(names, value);
}
