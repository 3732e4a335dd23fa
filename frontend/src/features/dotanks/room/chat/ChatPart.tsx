import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Fragment, useEffect, useRef, useState } from "react";
import { dateWords } from "../../../../lib/dates";
import { useLive } from "../../../../live/useLive";
import { Button } from "../../../../ui/Button";
import { SearchField } from "../../../../ui/SearchField";
import type { PartProps } from "../parts";
import "./chat.css";
import { Entry } from "./Entry";
import { useOutbox } from "./outbox";
import { exportAddress, markRead, messagesQuery } from "./requests";
import { Say } from "./Say";

const route = getRouteApi("/dotanks/$id/room");

/** The chat beside the document: what was said, what waits to be sent, and room to say something. */
export default function ChatPart({ dotank }: PartProps) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const room = dotank.room_id;
  const { at } = route.useSearch();
  const [words, setWords] = useState("");
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(messagesQuery(room, words));
  const messages = data?.pages.flatMap((page) => page.results).reverse() ?? [];
  const readAgain = () => void queries.invalidateQueries({ queryKey: ["messages", room] });
  useLive(`room.${room}`, {
    "room.chat": readAgain,
    opened: readAgain,
  });
  const outbox = useOutbox(room, readAgain);
  const latest = words ? 0 : (messages.at(-1)?.number ?? 0);
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!latest) return;
    list.current?.scrollTo({ top: list.current.scrollHeight });
    // That I have read it is a courtesy to myself: if it cannot be told now, the next message tells it.
    markRead(room, latest).catch(() => undefined);
  }, [room, latest]);
  return (
    <section className="stack chat" data-gap="sm" aria-labelledby="chat">
      <h2 className="title-sm" id="chat">
        <Trans>Chat</Trans>
      </h2>
      <SearchField label={t`Search the chat`} value={words} onSearch={setWords} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="chat__list" ref={list} tabIndex={0} aria-label={t`What was said`}>
        {hasNextPage ? (
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            <Trans>Show older messages</Trans>
          </Button>
        ) : null}
        {data && messages.length === 0 && outbox.waiting.length === 0 ? (
          <p className="quiet">
            {words ? (
              <Trans>Nothing here has these words.</Trans>
            ) : (
              <Trans>Nobody has said anything yet. What is said here stays with the team, and can be searched.</Trans>
            )}
          </p>
        ) : null}
        {messages.map((message, place) => (
          <Fragment key={message.id}>
            {dateWords(message.at) === dateWords(messages[place - 1]?.at ?? "2000-01-01") ? null : (
              <p className="chat__day">{dateWords(message.at)}</p>
            )}
            <Entry message={message} dotank={dotank.id} meant={message.id === at} changed={readAgain} />
          </Fragment>
        ))}
        {outbox.waiting.map((one) => (
          <div key={one.key} className="chat__entry" data-mine data-waiting>
            <p className="chat__words">{one.text}</p>
            <p className="small quiet">{one.refused ?? (outbox.stuck ? t`Kept here, not sent yet` : t`Sending…`)}</p>
            {one.refused ? (
              <Button look="tertiary" tone="neutral" onClick={() => outbox.drop(one.key)}>
                <Trans>Take away</Trans>
              </Button>
            ) : null}
          </div>
        ))}
      </section>
      <Announced messages={messages} searching={words !== ""} />
      {outbox.stuck ? (
        <p className="notice small" data-tone="wait" role="status">
          <Trans>No connection. What you write is kept on this device and sent in its order.</Trans>
        </p>
      ) : null}
      {dotank.abilities.write_room ? (
        <Say
          room={room}
          label={t`Write to everybody in the room`}
          verb={t`Send`}
          kept={`chat.${room}`}
          send={outbox.send}
        />
      ) : null}
      <p className="small">
        <a href={exportAddress(room, "text")} download>{t`Download as text`}</a> ·{" "}
        <a href={exportAddress(room, "json")} download>{t`Download as data`}</a>
      </p>
    </section>
  );
}

interface AnnouncedProps {
  messages: readonly { number: number; mine: boolean; author: { name: string }; text: string }[];
  searching: boolean;
}

/** Reads new messages of others out, once each; what stood here before is not read again. */
function Announced({ messages, searching }: AnnouncedProps) {
  const { t } = useLingui();
  const known = useRef<number | null>(null);
  const [said, setSaid] = useState<{ number: number; text: string }[]>([]);
  const latest = messages.at(-1)?.number;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a newer message says anything
  useEffect(() => {
    if (searching || latest === undefined) return;
    const before = known.current;
    known.current = Math.max(before ?? 0, latest);
    if (before === null) return;
    const fresh = messages.filter((one) => one.number > before && !one.mine);
    setSaid(fresh.map((one) => ({ number: one.number, text: `${one.author.name}: ${one.text}` })));
  }, [latest, searching]);
  return (
    <div className="ds-sr-only" role="log" aria-live="polite" aria-label={t`New messages`}>
      {said.map((one) => (
        <p key={one.number}>{one.text}</p>
      ))}
    </div>
  );
}
