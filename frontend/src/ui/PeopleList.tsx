import type { ReactNode } from "react";

interface PersonShown {
  id: string;
  name: string;
  organisation?: string | null;
  /** What the person is here, in words. */
  role?: string | null;
}

/** Two letters for a name: "Ingrid Solberg" is IS, "Jan de Vries" JV. */
export function initials(name: string): string {
  const parts = name
    .trim()
    .split(/\s+/)
    .filter((part) => /^\p{Lu}/u.test(part));
  const chosen = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0] ?? name.trim()];
  return chosen
    .map((part) => [...(part ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}

/** People with the organisation they come from and what they do here. */
export function PeopleList({
  people,
  after,
  below,
}: {
  people: readonly PersonShown[];
  after?: (person: PersonShown) => ReactNode;
  /** More of a person, under their name. */
  below?: (person: PersonShown) => ReactNode;
}) {
  return (
    <ul className="people">
      {people.map((person) => (
        <li key={person.id}>
          <span className="people__initials" aria-hidden="true">
            {initials(person.name)}
          </span>
          <span className="people__words">
            <span className="people__name">{person.name}</span>
            {person.role || person.organisation ? (
              <span className="quiet small">{[person.role, person.organisation].filter(Boolean).join(" · ")}</span>
            ) : null}
            {below?.(person)}
          </span>
          {after ? <span className="people__after">{after(person)}</span> : null}
        </li>
      ))}
    </ul>
  );
}
