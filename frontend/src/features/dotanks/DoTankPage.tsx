import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { trailQuery } from "../../api/trail";
import { wordsFor, wordsQuery } from "../../api/words";
import { dateWords, daysUntil } from "../../lib/dates";
import { useLive } from "../../live/useLive";
import { Button, LinkButton } from "../../ui/Button";
import { CaseLine } from "../../ui/FlowLine";
import { GoTo } from "../../ui/GoTo";
import { Missing } from "../../ui/Missing";
import { Page } from "../../ui/Page";
import { PeopleList } from "../../ui/PeopleList";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { Status } from "../../ui/Status";
import { AffectedMap } from "./AffectedMap";
import { Asked } from "./Asked";
import { affectedQuery } from "./affected";
import { Beside } from "./Beside";
import { CallOf } from "./CallOf";
import { Charter } from "./Charter";
import { Dissolve } from "./Dissolve";
import { Hours } from "./Hours";
import { NameManager } from "./NameManager";
import { NameRoles } from "./NameRoles";
import "./dotanks.css";
import { type DoTank, dotankQuery, startDoTank } from "./dotanks";
import { UsedFromEarlier } from "./EarlierWork";
import { Offer } from "./Offer";
import { SeatChanges } from "./SeatChanges";
import { STATE_TONES } from "./tones";

const route = getRouteApi("/dotanks/$id");

/** A Do Tank's home: who is in it, what is missing, and the door to its room. */
export default function DoTankPage() {
  const { id } = route.useParams();
  const queries = useQueryClient();
  const { data: dotank } = useSuspenseQuery(dotankQuery(id));
  const { problem } = dotank;
  const { data: trail } = useSuspenseQuery(trailQuery(problem.id));
  useLive(`dotank.${id}`, {
    "*": () => {
      void queries.invalidateQueries({ queryKey: ["dotank", id] });
      void queries.invalidateQueries({ queryKey: ["trail", problem.id] });
    },
  });
  return (
    <Page
      title={problem.title}
      above={<CaseLine trail={trail} />}
      lead={
        <p className="row">
          <Status tone={STATE_TONES[dotank.state]}>{dotank.state_words}</Status>
          <GoTo href={`/app/problems/${problem.id}`}>
            <Trans>The problem</Trans>
          </GoTo>
        </p>
      }
    >
      <div className="with-aside">
        <div className="stack" data-gap="lg">
          <WhatNow dotank={dotank} />
          <section className="stack" data-gap="sm" aria-labelledby="who-is-in">
            <h2 className="title-md" id="who-is-in">
              <Trans>Who is in</Trans>
            </h2>
            {dotank.seats.length === 0 ? (
              <p className="quiet">
                <Trans>Nobody has said yes yet.</Trans>
              </p>
            ) : (
              <PeopleList
                people={dotank.seats.map((seat) => ({
                  id: seat.person.id,
                  name: seat.person.name,
                  organisation: seat.person.organisation,
                  role: seat.role_words,
                }))}
                below={(person) => (dotank.abilities.read_offers ? <Offer person={person} /> : null)}
              />
            )}
          </section>
          <Charter dotank={dotank} />
          <AffectedMap dotank={dotank} />
          {dotank.abilities.read_inside ? <Hours dotank={dotank} /> : null}
          {dotank.abilities.read_inside || dotank.abilities.enter_room ? <Beside dotank={dotank} /> : null}
          <Asked dotank={dotank} />
          {dotank.abilities.invite ? <CallOf dotank={dotank} /> : null}
          <SeatChanges dotank={dotank} />
        </div>
        <aside className="stack">
          <Facts dotank={dotank} />
          <UsedFromEarlier dotank={dotank.id} />
          {dotank.abilities.name_roles && dotank.seats.length > 1 ? <NameRoles dotank={dotank} /> : null}
          {dotank.abilities.name_manager ? <NameManager dotank={dotank} /> : null}
          {dotank.abilities.dissolve ? <Dissolve dotank={dotank} /> : null}
        </aside>
      </div>
    </Page>
  );
}

/** The one thing to do here now. */
function WhatNow({ dotank }: { dotank: DoTank }) {
  const { t } = useLingui();
  const { abilities, missing, state } = dotank;
  if (dotank.my_invitation_id)
    return (
      <section className="panel stack" data-tone="lamp" data-gap="sm">
        <h2 className="title-sm">
          <Trans>You are asked to join</Trans>
        </h2>
        <div className="actions">
          <LinkButton to="/invitations/$id" params={{ id: dotank.my_invitation_id }}>
            <Trans>Read the invitation and answer</Trans>
          </LinkButton>
        </div>
      </section>
    );
  if (state === "forming") {
    if (missing.length > 0) return <Missing parts={missing} before={t`Before the team can start`} />;
    return <Start dotank={dotank} />;
  }
  if (state === "dissolved")
    return (
      <p className="notice">
        <Trans>This Do Tank did not come together. The problem is open again.</Trans>
      </p>
    );
  if (!abilities.enter_room) return null;
  return (
    <section className="panel stack" data-tone="lamp" data-gap="sm">
      <h2 className="title-sm">
        {state === "working" ? (
          <Trans>The team writes here, in one document</Trans>
        ) : (
          <Trans>The work is done. The document can still be read.</Trans>
        )}
      </h2>
      {state === "working" && missing.length > 0 ? (
        <ul className="reasons quiet">
          {missing.map((part) => (
            <li key={part.code}>{part.words}</li>
          ))}
        </ul>
      ) : null}
      <div className="actions">
        <LinkButton to="/dotanks/$id/room" params={{ id: dotank.id }}>
          <Trans>Go to the room</Trans>
        </LinkButton>
        {dotank.proposal_id && abilities.read_versions ? (
          <LinkButton to="/proposals/$id" params={{ id: dotank.proposal_id }} look="secondary">
            <Trans>Go to the proposal</Trans>
          </LinkButton>
        ) : null}
      </div>
    </section>
  );
}

function Start({ dotank }: { dotank: DoTank }) {
  const queries = useQueryClient();
  const { data: affected } = useSuspenseQuery(affectedQuery(dotank.id));
  const start = useMutation({
    mutationFn: () => startDoTank(dotank.id),
    onSuccess: (started) => {
      queries.setQueryData(dotankQuery(dotank.id).queryKey, started);
      for (const key of ["trail", "problem", "desk", "dotanks"]) void queries.invalidateQueries({ queryKey: [key] });
    },
    onError: () => queries.invalidateQueries({ queryKey: ["dotank", dotank.id] }),
  });
  return (
    <section className="panel stack" data-tone="lamp" data-gap="sm">
      {start.error ? <RefusalNotice error={start.error} /> : null}
      <h2 className="title-sm">
        <Trans>Everything is there to start</Trans>
      </h2>
      <p>
        <Trans>Enough organisations are in, and all have accepted the charter. Who answers later can still join.</Trans>
      </p>
      {affected.warnings.map((one) => (
        <p key={one.code} className="quiet">
          {one.words}{" "}
          <a href="#affected">
            <Trans>Who is affected</Trans>
          </a>
        </p>
      ))}
      {dotank.abilities.start ? (
        <div className="actions">
          <Button busy={start.isPending} onClick={() => start.mutate()}>
            <Trans>Start working</Trans>
          </Button>
        </div>
      ) : (
        <p className="quiet">
          <Trans>A member of the team or the coordinator can start now.</Trans>
        </p>
      )}
    </section>
  );
}

function Facts({ dotank }: { dotank: DoTank }) {
  const { data: lists } = useSuspenseQuery(wordsQuery);
  return (
    <div className="panel stack" data-gap="sm">
      {dotank.state === "working" && dotank.started_at ? (
        <Weeks started={dotank.started_at} weeks={dotank.weeks} />
      ) : null}
      <dl className="facts facts--one">
        <dt>
          <Trans>Time</Trans>
        </dt>
        <dd>
          {plural(dotank.hours_a_week, { one: "# hour a week", other: "# hours a week" })},{" "}
          {plural(dotank.weeks, { one: "# week", other: "# weeks" })}
        </dd>
        {dotank.started_at ? (
          <>
            <dt>
              <Trans>Started</Trans>
            </dt>
            <dd>
              <time dateTime={dotank.started_at}>{dateWords(dotank.started_at)}</time>
            </dd>
          </>
        ) : null}
        <dt>
          <Trans>Works in</Trans>
        </dt>
        <dd>{wordsFor(lists.languages, dotank.language)}</dd>
        <dt>
          <Trans>Problem from</Trans>
        </dt>
        <dd>{dotank.problem.place}</dd>
        <dt>
          <Trans>Coordinator</Trans>
        </dt>
        <dd>{[dotank.coordinator.name, dotank.coordinator.organisation].filter(Boolean).join(", ")}</dd>
        <dt>
          <Trans>Manager who decides</Trans>
        </dt>
        <dd>{[dotank.manager.name, dotank.manager.organisation].filter(Boolean).join(", ")}</dd>
      </dl>
    </div>
  );
}

/** The weeks as a thin line, with this one lit. */
function Weeks({ started, weeks }: { started: string; weeks: number }) {
  const week = Math.max(1, Math.floor(-daysUntil(started) / 7) + 1);
  return (
    <div>
      <p className="small">
        {week <= weeks ? (
          <Trans>
            Week {week} of {weeks}
          </Trans>
        ) : (
          <Trans>The {weeks} weeks have passed</Trans>
        )}
      </p>
      <div className="weeks" aria-hidden="true">
        {Array.from({ length: weeks }, (_, place) => place + 1).map((number) => (
          <span key={number} data-state={number < week ? "done" : number === week ? "here" : "ahead"} />
        ))}
      </div>
    </div>
  );
}
