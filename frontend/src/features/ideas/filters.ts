import { LANGUAGES, type Language } from "../../lib/i18n";

export const STATES = [
  "draft",
  "posted",
  "published",
  "taken_up",
  "answered",
  "withdrawn",
  "asked_back",
  "declined",
  "merged",
  "closed",
] as const;
export type ProblemState = (typeof STATES)[number];

/** What the address of the list of problems can say. */
export interface ProblemFilters {
  mine?: boolean;
  state?: ProblemState;
  language?: Language;
  /** Those first that most colleagues say are theirs too. */
  order?: "support";
}

/** The filters in an address; anything unknown counts as not said. */
export function problemFilters(search: Record<string, unknown>): ProblemFilters {
  const state = STATES.find((known) => known === search.state);
  const language = (Object.keys(LANGUAGES) as Language[]).find((known) => known === search.language);
  return {
    ...(search.mine === true || search.mine === 1 ? { mine: true } : {}),
    ...(state ? { state } : {}),
    ...(language ? { language } : {}),
    ...(search.order === "support" ? { order: "support" as const } : {}),
  };
}

/** The draft that is being written, once the server keeps it. */
interface DraftInAddress {
  draft?: string;
}

export const draftInAddress = (search: Record<string, unknown>): DraftInAddress =>
  typeof search.draft === "string" && /^[0-9a-f-]{36}$/i.test(search.draft) ? { draft: search.draft } : {};

/** The case that is open on the triage desk. */
export const caseInAddress = (search: Record<string, unknown>): { problem?: string } =>
  typeof search.problem === "string" && /^[0-9a-f-]{36}$/i.test(search.problem) ? { problem: search.problem } : {};
