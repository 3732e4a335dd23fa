import type { ProposedTeam } from "../teams";

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
  widenings: ["Also work in Swedish: a team of 5."],
  chance_of_quorum: 0.62,
  eligible: 12,
};
