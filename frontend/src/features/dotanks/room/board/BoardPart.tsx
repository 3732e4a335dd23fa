import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useLive } from "../../../../live/useLive";
import { InRoom } from "../Becomes";
import type { PartProps } from "../parts";
import type { Language } from "../requests";
import { BoardPage } from "./BoardPage";
import { Boards } from "./Boards";

const route = getRouteApi("/dotanks/$id/room");

/** The boards of the room, or the one that the address names. */
export default function BoardPart({ dotank, me }: PartProps) {
  const { at } = route.useSearch();
  const queries = useQueryClient();
  const readAgain = () => {
    void queries.invalidateQueries({ queryKey: ["boards", dotank.room_id] });
    void queries.invalidateQueries({ queryKey: ["board"] });
  };
  useLive(`room.${dotank.room_id}`, { "room.boards": readAgain, opened: readAgain });
  const where = { room: dotank.room_id, language: me.language as Language, writes: dotank.abilities.write_room };
  return (
    <InRoom value={where}>
      {at ? <BoardPage key={at} id={at} dotank={dotank.id} me={me} /> : <Boards dotank={dotank} />}
    </InRoom>
  );
}
