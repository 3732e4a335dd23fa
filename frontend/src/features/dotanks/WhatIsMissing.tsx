import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { wordsFor, wordsQuery } from "../../api/words";
import { Button, LinkButton } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { type ProposedTeam, widenNeed } from "./teams";

/** What the advice could not meet, in one line, and the ways of asking for less with what each would give. */
export function WhatIsMissing({ team, onWidened }: { team: ProposedTeam; onWidened: (team: ProposedTeam) => void }) {
  if (team.seats.length === 0) return <NoTeam team={team} onWidened={onWidened} />;
  if (team.unmet.length === 0 && team.widenings.length === 0) return null;
  return (
    <div className="notice stack" data-tone="wait" data-gap="sm">
      {team.unmet.length > 0 ? (
        <p>
          <strong>
            <Trans>Not covered:</Trans>
          </strong>{" "}
          {team.unmet.join(" ")}
        </p>
      ) : null}
      <Ways team={team} onWidened={onWidened} />
    </div>
  );
}

function NoTeam({ team, onWidened }: { team: ProposedTeam; onWidened: (team: ProposedTeam) => void }) {
  const { t } = useLingui();
  return (
    <div className="stack">
      <EmptyState
        title={team.eligible === 0 ? t`Nobody can be asked for this need` : t`No team fits this need`}
        action={
          team.widenings.length === 0 ? (
            <LinkButton to="/problems/$id" params={{ id: team.problem_id }} look="secondary">
              <Trans>Go to the problem</Trans>
            </LinkButton>
          ) : undefined
        }
      >
        <p>{team.unmet.join(" ")}</p>
        <p>
          {team.widenings.length > 0 ? (
            <Trans>Ask for less in one of the ways below, or change the need by hand.</Trans>
          ) : (
            <Trans>
              Change the need, or open the problem for everybody: then colleagues who care about it can come forward.
            </Trans>
          )}
        </p>
      </EmptyState>
      <Ways team={team} onWidened={onWidened} />
      <ByLanguage team={team} />
    </div>
  );
}

function Ways({ team, onWidened }: { team: ProposedTeam; onWidened: (team: ProposedTeam) => void }) {
  const { t } = useLingui();
  const widen = useMutation({
    // One way is taken once for one advice, however often the button is pressed.
    mutationFn: (way: number) => widenNeed(team.id, way, `widen-${team.id}-${way}`),
    onSuccess: onWidened,
  });
  if (team.widenings.length === 0) return null;
  return (
    <>
      {widen.error ? <RefusalNotice error={widen.error} /> : null}
      <ul className="plain-list ways" aria-label={t`Ways to ask for less`}>
        {team.widenings.map(({ way, words }) => (
          <li key={way} className="other">
            <div>{words}</div>
            <Button
              look="secondary"
              busy={widen.isPending && widen.variables === way}
              aria-label={t`Change the need: ${words}`}
              onClick={() => widen.mutate(way)}
            >
              <Trans>Change the need</Trans>
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Where no language is shared by enough: the best team of each, side by side. */
function ByLanguage({ team }: { team: ProposedTeam }) {
  const { data: lists } = useSuspenseQuery(wordsQuery);
  if (team.by_language.length === 0) return null;
  return (
    <section className="stack" data-gap="sm" aria-labelledby="by-language">
      <h3 className="title-sm" id="by-language">
        <Trans>The best team in each language</Trans>
      </h3>
      <div className="side-by-side">
        {team.by_language.map(({ language, people }) => (
          <div key={language} className="panel stack" data-gap="xs">
            <h4 className="title-sm">{wordsFor(lists.languages, language)}</h4>
            <ul className="plain-list">
              {people.map((person) => (
                <li key={person.id}>
                  {person.name} <span className="quiet small">{person.organisation}</span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
