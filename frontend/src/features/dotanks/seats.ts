import type { ProposedTeam } from "./teams";

type Candidate = ProposedTeam["alternates"][number];

/** One place in the team: who sits there now, and whom the assembler had put there. */
export interface Place {
  /** Null for a place the coordinator added. */
  advised: string | null;
  person: string;
}

/** The places as the assembler advises them. */
export const advisedPlaces = (team: ProposedTeam): Place[] =>
  team.seats.map((seat) => ({ advised: seat.person.id, person: seat.person.id }));

/** Everybody the advice names, with why, by id. */
export function knownPeople(team: ProposedTeam): Map<string, Pick<Candidate, "person" | "reasons">> {
  return new Map([...team.seats, ...team.alternates].map((one) => [one.person.id, one]));
}

/** Who could sit in a place instead: the alternates that fit it, and whom the assembler had put there; nobody twice. */
export function othersFor(team: ProposedTeam, places: readonly Place[], place: Place): string[] {
  const seated = new Set(places.map((one) => one.person));
  const advised = place.advised && place.advised !== place.person ? [place.advised] : [];
  const fitting = team.alternates
    .filter((one) => place.advised === null || one.fits.includes(place.advised))
    .map((one) => one.person.id);
  return [...advised, ...fitting].filter((id) => !seated.has(id));
}

/** Everybody advised who has no place now. */
export function withoutPlace(team: ProposedTeam, places: readonly Place[]): string[] {
  const seated = new Set(places.map((one) => one.person));
  return [...knownPeople(team).keys()].filter((id) => !seated.has(id));
}

/** The places after somebody else took one. */
export const swapped = (places: readonly Place[], out: string, person: string): Place[] =>
  places.map((one) => (one.person === out ? { ...one, person } : one));

/** The places without this person's. */
export const dropped = (places: readonly Place[], person: string): Place[] =>
  places.filter((one) => one.person !== person);

/** The places with one more; somebody the assembler had advised gets the place that was advised. */
export const added = (places: readonly Place[], team: ProposedTeam, person: string): Place[] => [
  ...places,
  { advised: team.seats.some((seat) => seat.person.id === person) ? person : null, person },
];

/** Who drives and who challenges: as chosen, as long as they are in the team; otherwise the first two. */
export function rolesIn(places: readonly Place[], driver: string, challenger: string) {
  const people = places.map((one) => one.person);
  const drives = people.includes(driver) ? driver : (people.find((id) => id !== challenger) ?? "");
  const challenges =
    people.includes(challenger) && challenger !== drives ? challenger : (people.find((id) => id !== drives) ?? "");
  return { driver: drives, challenger: challenges };
}
