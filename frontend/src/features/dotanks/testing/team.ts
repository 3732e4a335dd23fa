import type { ProposedTeam, TriedTeam } from "../teams";

const person = (id: string, name: string, organisation: string) => ({ id, name, organisation, job_title: "Adviser" });

/** A proposed team as the server sends it: three seats, two alternates. */
export const team: ProposedTeam = {
  id: "t1",
  problem_id: "p1",
  language: "en",
  seats: [
    { person: person("anna", "Anna Berg", "Uppsala kommun"), reasons: ["The only voice from Uppsala."] },
    { person: person("bram", "Bram Bos", "Gemeente Gouda"), reasons: [] },
    { person: person("cees", "Cees Dam", "Provincie Drenthe"), reasons: [] },
  ],
  alternates: [
    { person: person("dirk", "Dirk Lie", "Bergen kommune"), reasons: [], fits: ["anna"] },
    {
      person: person("eva", "Eva Holm", "Region Skåne"),
      reasons: ["Follows the topic “Forms”."],
      fits: ["anna", "bram"],
    },
  ],
  unmet: ["Nobody in the team is at home in “Archives”."],
  widenings: [{ way: 0, words: "Also work in Swedish: a team of 5." }],
  by_language: [],
  chance_of_quorum: 0.62,
  proven: true,
  left_since: 0,
  eligible: 12,
};

/** The same team tried as it was advised. */
export const asAdvised: TriedTeam = {
  cost: 0,
  words: ["This costs nothing."],
  points_before: 77,
  points_after: 77,
  organisations_before: 3,
  organisations_after: 3,
  chance_before: 0.6,
  chance_after: 0.6,
  skills: [{ skill: "procurement", before: 2, after: 2 }],
  broken: [],
  seats: team.seats,
  alternates: team.alternates.map((one) => ({ ...one, joins: true })),
};

/** Eva in the seat of Anna. */
export const withEva: TriedTeam = {
  ...asAdvised,
  cost: 6,
  words: ["This costs 6 points.", "Nobody with “Procurement” any more."],
  points_after: 71,
  chance_after: 0.5,
  skills: [{ skill: "procurement", before: 2, after: 0 }],
  seats: [
    { person: person("eva", "Eva Holm", "Region Skåne"), reasons: ["The only voice from Skåne."] },
    ...team.seats.slice(1),
  ],
  alternates: [
    { person: person("anna", "Anna Berg", "Uppsala kommun"), reasons: [], fits: ["eva"], joins: false },
    { person: person("dirk", "Dirk Lie", "Bergen kommune"), reasons: [], fits: ["cees"], joins: true },
  ],
};
