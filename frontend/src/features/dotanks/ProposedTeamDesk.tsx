import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { wordsFor, wordsQuery } from "../../api/words";
import { numberWords } from "../../lib/dates";
import { Button } from "../../ui/Button";
import { Reasons } from "../../ui/Missing";
import { initials } from "../../ui/PeopleList";
import { Status } from "../../ui/Status";
import { ConfirmTeam } from "./ConfirmTeam";
import { Offer } from "./Offer";
import {
  added,
  advisedPlaces,
  dropped,
  knownPeople,
  othersFor,
  type Place,
  rolesIn,
  swapped,
  withoutPlace,
} from "./seats";
import type { ProposedTeam } from "./teams";

/** The advised team, to be changed by hand and then asked. */
export function ProposedTeamDesk({ team, sizeMin }: { team: ProposedTeam; sizeMin: number }) {
  const { t } = useLingui();
  const { data: lists } = useSuspenseQuery(wordsQuery);
  const [places, setPlaces] = useState<Place[]>(() => advisedPlaces(team));
  const [chosen, setChosen] = useState({ driver: "", challenger: "" });
  const [said, setSaid] = useState("");
  const people = knownPeople(team);
  const roles = rolesIn(places, chosen.driver, chosen.challenger);
  const spare = withoutPlace(team, places);
  const name = (id: string) => people.get(id)?.person.name ?? "";
  const language = wordsFor(lists.languages, team.language);
  const size = team.seats.length;

  function change(next: Place[], words: string) {
    setPlaces(next);
    setSaid(words);
  }

  return (
    <div className="stack">
      <div className="stack" data-gap="sm">
        <p>
          {size === 0 ? (
            <Trans>No team fits this need.</Trans>
          ) : team.chance_of_quorum === null ? (
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
        {team.unmet.length > 0 ? (
          <p className="notice" data-tone="wait">
            <strong>
              <Trans>Not covered:</Trans>
            </strong>{" "}
            {team.unmet.join(" ")}
          </p>
        ) : null}
        {team.widenings.length > 0 ? (
          <details className="more" open={size === 0 || undefined}>
            <summary>
              <Trans>What a wider need would give</Trans>
            </summary>
            <ul className="reasons">
              {team.widenings.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </details>
        ) : null}
      </div>
      <p className="ds-sr-only" role="status">
        {said}
      </p>
      <ol className="seats" aria-label={t`Seats`}>
        {places.map((place) => {
          const seated = people.get(place.person);
          if (!seated) return null;
          const others = othersFor(team, places, place);
          const { person } = seated;
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
                <Reasons reasons={seated.reasons} />
                <Offer person={person} />
                <div className="seat__actions">
                  {others.length > 0 ? (
                    <details className="more seat__others">
                      <summary aria-label={t`Who else instead of ${person.name}`}>
                        <Trans>Who else?</Trans> <span className="quiet">({others.length})</span>
                      </summary>
                      <ul className="plain-list">
                        {others.map((id) => {
                          const other = people.get(id);
                          if (!other) return null;
                          const otherName = other.person.name;
                          return (
                            <Candidate
                              key={id}
                              candidate={other}
                              verb={<Trans>Swap</Trans>}
                              label={t`Swap ${person.name} for ${otherName}`}
                              onTake={() =>
                                change(
                                  swapped(places, place.person, id),
                                  t`${otherName} takes the seat of ${person.name}.`,
                                )
                              }
                            />
                          );
                        })}
                      </ul>
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
          <ul className="plain-list">
            {spare.map((id) => {
              const other = people.get(id);
              if (!other) return null;
              const otherName = other.person.name;
              return (
                <Candidate
                  key={id}
                  candidate={other}
                  verb={<Trans>Add</Trans>}
                  label={t`Add ${otherName}`}
                  onTake={() => change(added(places, team, id), t`${otherName} has a seat now.`)}
                />
              );
            })}
          </ul>
        </details>
      ) : null}
      {places.length > 0 ? (
        <ConfirmTeam
          team={team}
          places={places}
          roles={roles}
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
function Candidate({
  candidate,
  verb,
  label,
  onTake,
}: {
  candidate: Known;
  verb: ReactNode;
  label: string;
  onTake: () => void;
}) {
  return (
    <li className="other">
      <div>
        <strong>{candidate.person.name}</strong>
        <WhereTheyWork person={candidate.person} />
        <Reasons reasons={candidate.reasons} />
        <Offer person={candidate.person} />
      </div>
      <Button look="secondary" aria-label={label} onClick={onTake}>
        {verb}
      </Button>
    </li>
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
