import type { ProposedTeam, TriedTeam } from "./teams";

type Candidate = Pick<ProposedTeam["alternates"][number], "person" | "reasons">;

/** One place in the team: who sits there now, and whom the assembler had put there. */
export interface Place {
  /** Null for a place the coordinator added. */
  advised: string | null;
  person: string;
}

/** One difference from the advice: who came in, who went out, or both. */
export interface SeatDifference {
  came_in?: string;
  went_out?: string;
}

/** The places as the assembler advises them. */
export const advisedPlaces = (team: ProposedTeam): Place[] =>
  team.seats.map((seat) => ({ advised: seat.person.id, person: seat.person.id }));

/** Everybody the advice names, by id, with why: in the team as it is now, where that was worked out. */
export function knownPeople(team: ProposedTeam, tried?: TriedTeam): Map<string, Candidate> {
  const named = [...team.seats, ...team.alternates, ...(tried?.alternates ?? []), ...(tried?.seats ?? [])];
  return new Map(named.map((one) => [one.person.id, one]));
}

/** Who could sit in a place instead: the alternates that fit it, and whom the assembler had put there; nobody twice. */
export function othersFor(team: ProposedTeam, places: readonly Place[], place: Place, tried?: TriedTeam): string[] {
  const seated = new Set(places.map((one) => one.person));
  const advised = place.advised && place.advised !== place.person ? [place.advised] : [];
  const fitting = (tried ?? team).alternates
    .filter((one) => one.fits.includes(place.person))
    .map((one) => one.person.id);
  return [...new Set([...advised, ...fitting])].filter((id) => !seated.has(id));
}

/** Who could have one more place now. */
export function couldJoin(tried?: TriedTeam): string[] {
  return (tried?.alternates ?? []).filter((one) => one.joins).map((one) => one.person.id);
}

/** Where these places are others than advised. */
export function differences(team: ProposedTeam, places: readonly Place[]): SeatDifference[] {
  const advised = new Set(team.seats.map((seat) => seat.person.id));
  const seated = new Set(places.map((place) => place.person));
  const cameIn = places.filter((place) => !advised.has(place.person));
  const wentOut = new Set([...advised].filter((id) => !seated.has(id)));
  const swaps = cameIn.map((place) =>
    place.advised && wentOut.delete(place.advised)
      ? { came_in: place.person, went_out: place.advised }
      : { came_in: place.person },
  );
  return [...swaps, ...[...wentOut].map((id) => ({ went_out: id }))];
}

/** A name for a difference, under which its reason is kept. */
export const nameOf = ({ came_in = "", went_out = "" }: SeatDifference): string => `${went_out}>${came_in}`;

/** The places after some of their people cannot be asked any more, and others were found for them. */
export function repaired(places: readonly Place[], found: readonly string[]): Place[] {
  const seated = new Set(places.map((place) => place.person));
  const fresh = found.filter((id) => !seated.has(id));
  const kept = places.flatMap((place) => {
    if (found.includes(place.person)) return [place];
    const person = fresh.shift();
    return person ? [{ ...place, person }] : [];
  });
  return [...kept, ...fresh.map((person) => ({ advised: null, person }))];
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
