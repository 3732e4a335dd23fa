import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { wordsFor, wordsQuery } from "../../api/words";
import { numberWords } from "../../lib/dates";
import { Button } from "../../ui/Button";
import { Reasons } from "../../ui/Missing";
import { initials } from "../../ui/PeopleList";
import { Status } from "../../ui/Status";
import { type ChangedSince, ConfirmTeam } from "./ConfirmTeam";
import { CostOfChange, Coverage } from "./CostOfChange";
import { Offer } from "./Offer";
import {
  added,
  advisedPlaces,
  couldJoin,
  differences,
  dropped,
  knownPeople,
  nameOf,
  othersFor,
  type Place,
  repaired,
  rolesIn,
  swapped,
} from "./seats";
import { type ProposedTeam, triedTeamQuery } from "./teams";
import { WhatIsMissing } from "./WhatIsMissing";

interface Props {
  team: ProposedTeam;
  sizeMin: number;
  /** Another team is proposed, for a need that asks for less. */
  onProposed: (team: ProposedTeam) => void;
}

/** The advised team, to be changed by hand and then asked. */
export function ProposedTeamDesk({ team, sizeMin, onProposed }: Props) {
  const { t } = useLingui();
  const { data: lists } = useSuspenseQuery(wordsQuery);
  const [places, setPlaces] = useState<Place[]>(() => advisedPlaces(team));
  const [chosen, setChosen] = useState({ driver: "", challenger: "" });
  const [reasons, setReasons] = useState<Record<string, string>>({});
  const [said, setSaid] = useState("");
  const size = team.seats.length;
  const members = places.map((place) => place.person);
  const { data: tried, error } = useQuery({ ...triedTeamQuery(team.id, members), enabled: size > 0 });
  const people = knownPeople(team, tried);
  const roles = rolesIn(places, chosen.driver, chosen.challenger);
  const changes = differences(team, places);
  const edited = changes.length > 0;
  const seated = new Set(members);
  const spare = couldJoin(tried).filter((id) => !seated.has(id));
  const name = (id: string) => people.get(id)?.person.name ?? "";
  const language = wordsFor(lists.languages, team.language);

  function change(next: Place[], words: string) {
    setPlaces(next);
    setSaid(words);
  }

  function repair(since: ChangedSince) {
    const next = repaired(
      places,
      since.seats.map((seat) => seat.id),
    );
    const why = new Map(since.gone.map((one) => [one.id, `${name(one.id)}: ${one.words}`]));
    const came = since.seats.filter((seat) => seat.came_in).map((seat) => seat.name);
    setReasons({
      ...reasons,
      // What is known already need not be typed again.
      ...Object.fromEntries(
        differences(team, next).flatMap((one) => {
          const words = why.get(one.went_out ?? "");
          return words ? [[nameOf(one), words]] : [];
        }),
      ),
    });
    const gone = [...why.values()].join(" ");
    const fresh = came.join(", ");
    change(
      next,
      fresh
        ? t`Changed since this team was proposed. ${gone} New: ${fresh}.`
        : t`Changed since this team was proposed. ${gone}`,
    );
  }

  return (
    <div className="stack">
      <div className="stack" data-gap="sm">
        <p>
          {size === 0 ? null : team.chance_of_quorum === null ? (
            plural(size, { one: "# seat.", other: "# seats." })
          ) : (
            <TeamInWords size={size} language={language} chance={team.chance_of_quorum} sizeMin={sizeMin} />
          )}{" "}
          <span className="quiet">
            {plural(team.eligible, {
              one: "# colleague could be asked at all.",
              other: "# colleagues could be asked at all.",
            })}
          </span>
        </p>
        {size > 0 && !team.proven ? (
          <p>
            <Status tone="partly">{t`Good, not proven`}</Status>{" "}
            <span className="quiet small">
              <Trans>Not every other team was tried: another could be a little better.</Trans>
            </span>
          </p>
        ) : null}
        {team.left_since > 0 ? (
          <p className="notice">
            {plural(team.left_since, {
              one: "# colleague who was advised has left the network since.",
              other: "# colleagues who were advised have left the network since.",
            })}
          </p>
        ) : null}
        <WhatIsMissing team={team} onWidened={onProposed} />
        {tried ? <Coverage tried={tried} edited={edited} /> : null}
      </div>
      <div className="stack">
        <CostOfChange
          said={said}
          tried={tried}
          error={error}
          edited={edited}
          name={name}
          onBack={() => change(advisedPlaces(team), t`This is the advised team again.`)}
        />
        <ol className="seats" aria-label={t`Seats`}>
          {places.map((place) => {
            const here = people.get(place.person);
            if (!here) return null;
            const others = othersFor(team, places, place, tried);
            const { person } = here;
            const role = person.id === roles.driver ? t`Driver` : person.id === roles.challenger ? t`Challenger` : "";
            return (
              <li key={place.person} className="seat">
                <span className="people__initials" aria-hidden="true">
                  {initials(person.name)}
                </span>
                <div className="stack" data-gap="xs">
                  <h3 className="title-sm seat__name">
                    {person.name} {role ? <Status tone="now">{role}</Status> : null}
                  </h3>
                  <WhereTheyWork person={person} />
                  <Reasons reasons={here.reasons} />
                  <Offer person={person} />
                  <div className="seat__actions">
                    {others.length > 0 ? (
                      <details className="more seat__others">
                        <summary aria-label={t`Who else instead of ${person.name}`}>
                          <Trans>Who else?</Trans> <span className="quiet">({others.length})</span>
                        </summary>
                        <Candidates
                          ids={others}
                          people={people}
                          verb={<Trans>Swap</Trans>}
                          label={(otherName) => t`Swap ${person.name} for ${otherName}`}
                          onTake={(id, otherName) =>
                            change(swapped(places, place.person, id), t`${otherName} takes the seat of ${person.name}.`)
                          }
                        />
                      </details>
                    ) : (
                      <span className="quiet small">
                        <Trans>Nobody else for this seat</Trans>
                      </span>
                    )}
                    <button
                      type="button"
                      className="link-button small"
                      aria-label={t`Leave out ${person.name}`}
                      onClick={() =>
                        change(dropped(places, place.person), t`${person.name} is left out and can be added again.`)
                      }
                    >
                      <Trans>Leave out</Trans>
                    </button>
                  </div>
                </div>
              </li>
            );
          })}
        </ol>
        {spare.length > 0 ? (
          <details className="more">
            <summary>
              <Trans>Add somebody</Trans> <span className="quiet field-aside">({spare.length})</span>
            </summary>
            <Candidates
              ids={spare}
              people={people}
              verb={<Trans>Add</Trans>}
              label={(otherName) => t`Add ${otherName}`}
              onTake={(id, otherName) => change(added(places, team, id), t`${otherName} has a seat now.`)}
            />
          </details>
        ) : null}
      </div>
      {places.length > 0 ? (
        <ConfirmTeam
          team={team}
          members={members}
          roles={roles}
          changes={changes}
          reasons={reasons}
          onReasons={setReasons}
          onChangedSince={repair}
          name={name}
          organisation={(id) => people.get(id)?.person.organisation ?? ""}
          onRoles={setChosen}
        />
      ) : null}
    </div>
  );
}

type Known = NonNullable<ReturnType<ReturnType<typeof knownPeople>["get"]>>;

/** Somebody who could have a seat, with the reasons, and the button that gives it. */
interface CandidatesProps {
  ids: readonly string[];
  people: ReadonlyMap<string, Known>;
  verb: ReactNode;
  label: (name: string) => string;
  onTake: (id: string, name: string) => void;
}

function Candidates({ ids, people, verb, label, onTake }: CandidatesProps) {
  return (
    <ul className="plain-list">
      {ids.map((id) => {
        const candidate = people.get(id);
        if (!candidate) return null;
        const { name } = candidate.person;
        return (
          <li key={id} className="other">
            <div>
              <strong>{name}</strong>
              <WhereTheyWork person={candidate.person} />
              <Reasons reasons={candidate.reasons} />
              <Offer person={candidate.person} />
            </div>
            <Button look="secondary" aria-label={label(name)} onClick={() => onTake(id, name)}>
              {verb}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

function WhereTheyWork({ person }: Pick<Known, "person">) {
  return <p className="quiet small">{[person.job_title, person.organisation].filter(Boolean).join(" · ")}</p>;
}

function TeamInWords({
  size,
  language,
  chance,
  sizeMin,
}: {
  size: number;
  language: string;
  chance: number;
  sizeMin: number;
}) {
  const share = numberWords(chance, { style: "percent", maximumFractionDigits: 0 });
  const people = plural(size, { one: "# colleague", other: "# colleagues" });
  return (
    <Trans>
      {people}, working in {language}. Chance that at least {sizeMin} of them say yes: {share}.
    </Trans>
  );
}
