import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import { dateWords, timeWords } from "../../../../lib/dates";
import { useLive } from "../../../../live/useLive";
import { Button } from "../../../../ui/Button";
import { ConfirmDialog } from "../../../../ui/ConfirmDialog";
import { RefusalNotice } from "../../../../ui/RefusalNotice";
import type { PartProps } from "../parts";
import { type PlanProps, PlanSession } from "./PlanSession";
import {
  callOffSession,
  type SessionCard,
  sessionQuery,
  sessionsKey,
  sessionsQuery,
  startSession,
  type Which,
} from "./requests";
import "./session.css";

/** Sessions of this room: plan one, open one that was planned, read the records of those that are over. */
export default function SessionPart({ dotank }: PartProps) {
  const { t } = useLingui();
  const heading = useId();
  const queries = useQueryClient();
  const room = dotank.room_id;
  const readAgain = () => queries.invalidateQueries({ queryKey: sessionsKey(room) });
  const heard = () => void readAgain();
  useLive(`room.${room}`, { "room.session": heard, opened: heard });
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(sessionsQuery(room));
  const [planning, setPlanning] = useState(false);
  const [said, setSaid] = useState("");
  const sessions = data?.pages.flatMap((page) => page.results) ?? [];
  const planned = sessions.filter((one) => one.state === "planned");
  const over = sessions.filter((one) => one.state === "ended");
  const runs = sessions.some((one) => one.state === "running");
  const writes = dotank.abilities.write_room;
  return (
    <section className="panel stack session-part" data-gap="sm" aria-labelledby={heading}>
      <h2 className="title-sm" id={heading}>
        <Trans>Sessions</Trans>
      </h2>
      {error ? <RefusalNotice error={error} /> : null}
      {runs ? (
        <p className="quiet small">
          <Trans>A session runs now: it is in the strip above.</Trans>
        </p>
      ) : null}
      <p role="status" className="small">
        {said}
      </p>
      {planning ? (
        <PlanSession
          room={room}
          onDone={(words) => {
            setPlanning(false);
            setSaid(words);
            void readAgain();
          }}
          onClose={() => setPlanning(false)}
          runs={runs}
        />
      ) : writes ? (
        <Button look={sessions.length === 0 ? "primary" : "secondary"} onClick={() => setPlanning(true)}>
          <Trans>Plan a session</Trans>
        </Button>
      ) : null}
      {planned.length > 0 ? (
        <>
          <h3 className="title-sm">
            <Trans>Planned</Trans>
          </h3>
          <ul className="session-list">
            {planned.map((one) => (
              <Planned
                key={one.id}
                one={one}
                room={room}
                writes={writes}
                runs={runs}
                readAgain={readAgain}
                onSaid={setSaid}
              />
            ))}
          </ul>
        </>
      ) : null}
      <h3 className="title-sm">
        <Trans>Records</Trans>
      </h3>
      {over.length === 0 ? (
        <p className="quiet small">
          <Trans>None yet. When a session ends, what was written and decided is kept here.</Trans>
        </p>
      ) : (
        <ul className="session-list">
          {over.map((one) => (
            <li key={one.id}>
              {one.has_record ? (
                <Link to="/dotanks/$id/room/records/$session" params={{ id: dotank.id, session: one.id }}>
                  {one.title}
                </Link>
              ) : (
                one.title
              )}
              <span className="quiet small">
                {one.ended_at ? dateWords(one.ended_at) : ""}
                {one.has_record ? "" : ` · ${t`the record is being made`}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {hasNextPage ? (
        <Button look="tertiary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
          <Trans>Earlier sessions</Trans>
        </Button>
      ) : null}
    </section>
  );
}

interface PlannedProps {
  one: SessionCard;
  room: string;
  writes: boolean;
  runs: boolean;
  readAgain: () => Promise<void>;
  onSaid: (words: string) => void;
}

function Planned({ one, room, writes, runs, readAgain, onSaid }: PlannedProps) {
  const { t } = useLingui();
  const which = { room, id: one.id };
  const [asking, setAsking] = useState(false);
  const [changing, setChanging] = useState(false);
  const start = useMutation({ mutationFn: () => startSession(which, one.version), onSettled: readAgain });
  const off = useMutation({
    mutationFn: () => callOffSession(which, one.version),
    onSuccess: () => onSaid(t`The session is called off.`),
    onSettled: () => {
      setAsking(false);
      return readAgain();
    },
  });
  const { title } = one;
  const refusal = start.error ?? off.error;
  return (
    <li>
      <span>{title}</span>
      <span className="quiet small">
        {one.planned_at ? timeWords(one.planned_at) : one.planned_on ? dateWords(one.planned_on) : t`no day yet`} ·{" "}
        {one.facilitator_name}
      </span>
      {refusal ? <RefusalNotice error={refusal} /> : null}
      {changing ? (
        <ChangePlan
          which={which}
          runs={runs}
          onDone={(words) => {
            setChanging(false);
            onSaid(words);
            void readAgain();
          }}
          onClose={() => setChanging(false)}
        />
      ) : writes ? (
        <span className="actions">
          {runs ? null : (
            <Button
              look="secondary"
              busy={start.isPending}
              aria-label={t`Open now: ${title}`}
              onClick={() => start.mutate()}
            >
              <Trans>Open now</Trans>
            </Button>
          )}
          <Button look="tertiary" aria-label={t`Change: ${title}`} onClick={() => setChanging(true)}>
            <Trans>Change</Trans>
          </Button>
          <Button look="tertiary" tone="neutral" aria-label={t`Call off: ${title}`} onClick={() => setAsking(true)}>
            <Trans>Call off</Trans>
          </Button>
        </span>
      ) : null}
      <ConfirmDialog
        open={asking}
        title={t`Call off “${title}”?`}
        confirm={t`Call off`}
        busy={off.isPending}
        onConfirm={() => off.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>
          {one.planned_on ? (
            <Trans>Everybody who may come into this room is told that it will not take place.</Trans>
          ) : (
            <Trans>It is taken off the list.</Trans>
          )}
        </p>
      </ConfirmDialog>
    </li>
  );
}

/** The plan as it stands, to be changed. */
function ChangePlan({ which, ...more }: { which: Which } & Pick<PlanProps, "runs" | "onDone" | "onClose">) {
  const { data, error } = useQuery(sessionQuery(which));
  if (error) return <RefusalNotice error={error} />;
  return data ? <PlanSession room={which.room} session={data} {...more} /> : null;
}
