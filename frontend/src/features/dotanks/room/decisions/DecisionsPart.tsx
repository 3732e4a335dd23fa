import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useLive } from "../../../../live/useLive";
import { Button } from "../../../../ui/Button";
import { InRoom } from "../Becomes";
import type { PartProps } from "../parts";
import type { Language } from "../requests";
import { DecisionEntry } from "./DecisionEntry";
import "./decisions.css";
import { MakePoll } from "./MakePoll";
import { PollEntry } from "./PollEntry";
import { decide, decisionsQuery, pollsQuery } from "./requests";
import { WriteDown } from "./WriteDown";

const route = getRouteApi("/dotanks/$id/room");

/** Deciding beside the document: what is open first, then what was decided and why. */
export default function DecisionsPart({ dotank, me }: PartProps) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const room = dotank.room_id;
  const { at } = route.useSearch();
  const [making, setMaking] = useState<"poll" | "decision">();
  const polls = useInfiniteQuery(pollsQuery(room));
  const decisions = useInfiniteQuery(decisionsQuery(room));
  const readAgain = () => {
    for (const key of ["polls", "decisions"]) void queries.invalidateQueries({ queryKey: [key, room] });
  };
  useLive(`room.${room}`, {
    "room.polls": readAgain,
    opened: readAgain,
  });
  const all = polls.data?.pages.flatMap((page) => page.results) ?? [];
  const decided = decisions.data?.pages.flatMap((page) => page.results) ?? [];
  const done = () => {
    setMaking(undefined);
    readAgain();
  };
  const shown = (states: readonly string[]) =>
    all
      .filter((poll) => states.includes(poll.state))
      .map((poll) => (
        <li key={poll.id}>
          <PollEntry poll={poll} dotank={dotank.id} meant={poll.id === at} changed={readAgain} />
        </li>
      ));
  const open = shown(["open", "draft"]);
  const over = shown(["closed", "withdrawn"]);
  const where = { room, language: me.language as Language, writes: dotank.abilities.write_room };
  return (
    <section className="stack decisions" aria-labelledby="decisions">
      <h2 className="title-sm" id="decisions">
        <Trans>Decisions</Trans>
      </h2>
      {!dotank.abilities.write_room ? null : making === "poll" ? (
        <MakePoll room={room} done={done} onClose={() => setMaking(undefined)} />
      ) : making === "decision" ? (
        <WriteDown
          verb={t`Keep the decision`}
          send={(decision, key) => decide(room, decision, key)}
          done={done}
          onClose={() => setMaking(undefined)}
        />
      ) : (
        <div className="actions">
          <Button onClick={() => setMaking("poll")}>{t`Ask everybody`}</Button>
          <Button look="secondary" onClick={() => setMaking("decision")}>
            <Trans>Write a decision down</Trans>
          </Button>
        </div>
      )}
      {polls.data && decisions.data && all.length + decided.length === 0 ? (
        <p className="quiet">
          <Trans>Nothing has been asked or decided yet.</Trans>
        </p>
      ) : null}
      <Listed title={t`To vote on`} entries={open} />
      <InRoom value={where}>
        <Listed
          title={t`Decided`}
          entries={decided.map((one) => (
            <li key={one.id}>
              <DecisionEntry decision={one} dotank={dotank.id} meant={one.id === at} changed={readAgain} />
            </li>
          ))}
          more={decisions.hasNextPage ? () => void decisions.fetchNextPage() : undefined}
        />
      </InRoom>
      <Listed
        title={t`Closed`}
        entries={over}
        more={polls.hasNextPage ? () => void polls.fetchNextPage() : undefined}
      />
    </section>
  );
}

function Listed({ title, entries, more }: { title: string; entries: ReactNode[]; more?: (() => void) | undefined }) {
  if (entries.length === 0 && !more) return null;
  return (
    <section className="stack" data-gap="sm" aria-label={title}>
      <h3 className="title-sm">{title}</h3>
      <ul className="plain-list">{entries}</ul>
      {more ? (
        <Button look="secondary" onClick={more}>
          <Trans>Show older ones</Trans>
        </Button>
      ) : null}
    </section>
  );
}
