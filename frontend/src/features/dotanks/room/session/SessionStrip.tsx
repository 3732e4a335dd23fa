import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useLive } from "../../../../live/useLive";
import { Button } from "../../../../ui/Button";
import { RefusalNotice } from "../../../../ui/RefusalNotice";
import type { PartProps } from "../parts";
import { Gathered, type Where } from "./Gathered";
import { Hands, TakeOver } from "./Hands";
import { Lead } from "./Lead";
import { Notes } from "./Notes";
import {
  joinSession,
  lowerHand,
  raiseHand,
  type Session,
  sessionNowQuery,
  sessionQuery,
  sessionsKey,
} from "./requests";
import { SessionBoard } from "./SessionBoard";
import { Steer, SteerRefused, useSteering } from "./Steer";
import { StillWritten } from "./StillWritten";
import "./session.css";
import { Tasks } from "./Tasks";
import { Timer } from "./Timer";

/** The session that runs in the room, in one strip above everything; nothing where none runs. */
export default function SessionStrip({ dotank, me, where }: PartProps & { where: Where }) {
  const queries = useQueryClient();
  const room = dotank.room_id;
  const readAgain = () => void queries.invalidateQueries({ queryKey: sessionsKey(room) });
  useLive(`room.${room}`, { "room.session": readAgain, opened: readAgain });
  const { data, dataUpdatedAt } = useQuery(sessionNowQuery(room));
  const session = data?.session ?? null;
  const last = useRef<string | undefined>(undefined);
  if (session) last.current = session.id;
  if (!session) return last.current ? <Ended room={room} id={last.current} dotank={dotank.id} /> : null;
  return <Running key={session.id} dotank={dotank} me={me} where={where} session={session} heardAt={dataUpdatedAt} />;
}

interface RunningProps extends PartProps {
  where: Where;
  session: Session;
  heardAt: number;
}

function Running({ dotank, me, where, session, heardAt }: RunningProps) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const room = dotank.room_id;
  const which = { room, id: session.id };
  const readAgain = () => queries.invalidateQueries({ queryKey: sessionsKey(room) });
  const mine = session.people.find((one) => one.person.id === me.id);
  const { mutate: join } = useMutation({ mutationFn: () => joinSession(which), onSettled: readAgain });
  const isHere = mine !== undefined;
  const asked = useRef(false);
  useEffect(() => {
    if (isHere || asked.current) return;
    asked.current = true;
    join();
  }, [isHere, join]);
  const up = mine?.hand_raised_at != null;
  const hand = useMutation({
    mutationFn: async () => {
      if (up) await lowerHand(which, me.id);
      else await raiseHand(which);
    },
    onSettled: readAgain,
  });
  const current = session.agenda.find((item) => item.current);
  const [open, setOpen] = useState(current?.hides === true);
  // Quiet writing needs room for what one writes; whoever folds it away again is left alone.
  const quiet = current?.hides ? current.id : undefined;
  useEffect(() => {
    if (quiet) setOpen(true);
  }, [quiet]);
  const leads = session.facilitator.id === me.id;
  const names = session.people.map((one) => one.person.name).join(", ");
  const leader = session.facilitator.name;
  const changes = { session, room, readAgain };
  const step = useSteering(changes);
  const { title } = session;
  const item = current?.name;
  return (
    <section className="session-strip panel" aria-label={title}>
      <div className="session-strip__line">
        <p className="session-strip__title">
          <strong>{title}</strong> {item ? <span className="quiet">{item}</span> : null}
        </p>
        {current ? <Timer item={current} now={session.now} heardAt={heardAt} /> : null}
        <div className="actions">
          {session.abilities.lead ? <Steer session={session} step={step} /> : null}
          <SessionBoard
            dotank={dotank.id}
            room={room}
            session={session}
            readAgain={readAgain}
            onGo={() => setOpen(false)}
          />
          <Button look="tertiary" busy={hand.isPending} aria-pressed={up} onClick={() => hand.mutate()}>
            {up ? <Trans>Take my hand down</Trans> : <Trans>Raise my hand</Trans>}
          </Button>
          <Button look="secondary" aria-expanded={open} aria-controls="session-inside" onClick={() => setOpen(!open)}>
            {open ? <Trans>Fold the notes</Trans> : <Trans>Unfold the notes</Trans>}
          </Button>
        </div>
      </div>
      <SteerRefused error={step.error} />
      {hand.error ? <RefusalNotice error={hand.error} /> : null}
      <Gathered dotank={dotank} session={session} where={where} leads={leads} />
      <Hands {...changes} />
      <div id="session-inside" hidden={!open} className="session-strip__inside stack" data-gap="sm">
        <p className="quiet small">
          {leads ? <Trans>You lead this session.</Trans> : <Trans>{leader} leads this session.</Trans>}{" "}
          <TakeOver {...changes} me={me} />
        </p>
        <ol className="session-agenda" aria-label={t`Agenda`}>
          {session.agenda.map((one) => (
            <li
              key={one.id}
              aria-current={one.current ? "step" : undefined}
              data-done={one.ended_at ? true : undefined}
            >
              {one.name}{" "}
              <span className="quiet small">
                <Plural value={one.minutes} one="# minute" other="# minutes" />
              </span>
              {one.ended_at ? <span className="ds-sr-only">{t`done`}</span> : null}
            </li>
          ))}
        </ol>
        {session.question ? (
          <p className="session-question">
            <strong>
              {session.question_agreed_at ? <Trans>The question we agreed on:</Trans> : <Trans>The question:</Trans>}
            </strong>{" "}
            {session.question}
          </p>
        ) : null}
        {session.abilities.lead ? <Lead {...changes} where={where} me={me} /> : null}
        {current ? <Notes {...changes} current={current} me={me} /> : null}
        <Tasks {...changes} me={me} />
        <p className="quiet small">
          <Trans>Here: {names}</Trans>
        </p>
      </div>
    </section>
  );
}

/** What becomes of it, for whoever was there when it ended. */
function Ended({ room, id, dotank }: { room: string; id: string; dotank: string }) {
  const { data } = useQuery(sessionQuery({ room, id }));
  return (
    <div className="notice stack" data-gap="sm">
      <p role="status">
        <Trans>The session has ended. Whoever was there gets its record by mail.</Trans>{" "}
        {data?.has_record ? (
          <Link to="/dotanks/$id/room/records/$session" params={{ id: dotank, session: id }}>
            <Trans>Read the record</Trans>
          </Link>
        ) : null}
      </p>
      <StillWritten session={id} />
    </div>
  );
}
