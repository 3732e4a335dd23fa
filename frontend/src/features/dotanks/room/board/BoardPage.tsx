import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { components } from "../../../../api/schema";
import { dateWords } from "../../../../lib/dates";
import { colourOf, type Room } from "../../../../live/room";
import { useRoom } from "../../../../live/useRoom";
import { RefusalNotice } from "../../../../ui/RefusalNotice";
import { SaveState } from "../../../../ui/SaveState";
import { HereNow } from "../HereNow";
import "../room.css";
import "./board.css";
import "./views.css";
import { BoardMenu } from "./BoardMenu";
import { Notes } from "./notes";
import { type Board, boardQuery } from "./requests";
import { Surface } from "./Surface";

interface Props {
  id: string;
  dotank: string;
  me: components["schemas"]["Me"];
}

/** One board: its name, who is on it, whether it is stored, and its notes. */
export function BoardPage({ id, dotank, me }: Props) {
  const { data: board, error } = useQuery(boardQuery(id));
  return (
    <div className="stack" data-gap="sm">
      <p>
        <Link
          to="/dotanks/$id/room"
          params={{ id: dotank }}
          search={(before: Record<string, unknown>) => ({ ...before, middle: "board", at: undefined })}
        >
          <Trans>All boards</Trans>
        </Link>
      </p>
      {error && !board ? <RefusalNotice error={error} /> : null}
      {board ? <Live key={board.live_id} board={board} me={me} /> : null}
    </div>
  );
}

function Live({ board, me }: { board: Board; me: Props["me"] }) {
  const { t } = useLingui();
  const { room, view } = useRoom(board.live_id, { id: me.id, name: me.name, colour: colourOf(me.id) });
  const open = view.saving !== "ended";
  const { title } = board;
  return (
    <section className="room board" aria-label={t`Board “${title}”`}>
      <div className="row" data-spread>
        <div>
          <h2 className="title-md">{title}</h2>
          <p className="quiet small">
            {board.kind.words} · {dateWords(board.opened_at)}
          </p>
        </div>
        <BoardMenu board={board} />
      </div>
      <div className="room__top">
        <HereNow people={view.here} />
        <SaveState state={view.saving} />
      </div>
      {board.closed_at ? (
        <p className="notice">
          <Trans>This board is closed. It can only be read.</Trans>
        </p>
      ) : null}
      {room && open ? (
        <OfRoom
          room={room}
          board={board}
          writes={board.abilities.write && !view.readOnly}
          stored={view.saving === "saved"}
        />
      ) : null}
      {open ? null : (
        <p className="notice" data-tone="wait">
          <Trans>Your access to this board has ended, so it was removed from this device.</Trans>
        </p>
      )}
    </section>
  );
}

interface OfRoomProps {
  room: Room;
  board: Board;
  writes: boolean;
  stored: boolean;
}

function OfRoom({ room, board, writes, stored }: OfRoomProps) {
  const { kind } = board;
  const [notes, setNotes] = useState<Notes | null>(null);
  // The kind of a board never changes; the object does, each time the board is read again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const made = new Notes(room.doc, kind);
    setNotes(made);
    return () => made.stop();
  }, [room]);
  if (!notes) return null;
  return (
    <>
      {kind.names_riskiest ? <Riskiest board={board} notes={notes} stored={stored} /> : null}
      <Surface notes={notes} board={board} writes={writes} />
    </>
  );
}

/** The most important of what is known least, as the server reads it once all is stored. */
function Riskiest({ board, notes, stored }: { board: Board; notes: Notes; stored: boolean }) {
  const queries = useQueryClient();
  const { notes: standing } = useSyncExternalStore(notes.subscribe, notes.snapshot);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks again when a note has changed
  useEffect(() => {
    if (!stored) return;
    const soon = setTimeout(() => void queries.invalidateQueries({ queryKey: ["board", board.id] }), 600);
    return () => clearTimeout(soon);
  }, [standing, stored, queries, board.id]);
  const [first, ...others] = board.riskiest;
  const count = others.length + 1;
  const text = first?.text;
  return (
    <p className="notice board-riskiest" role="status">
      {first === undefined ? (
        <Trans>
          Put what must be true on the map. What is important and least proven is named here: test it first.
        </Trans>
      ) : others.length === 0 ? (
        <Trans>
          The riskiest unknown: <strong>{text}</strong>. Test this first.
        </Trans>
      ) : (
        <Trans>
          {count} notes are equally risky. Choose one to test first: <strong>{text}</strong> or another.
        </Trans>
      )}
    </p>
  );
}
