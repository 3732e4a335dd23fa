import { useEffect, useState, useSyncExternalStore } from "react";
import { Room, type RoomView } from "./room";

const NOTHING: RoomView = { saving: "opening", here: [], readOnly: false };
const noRoom = () => () => undefined;
const nothing = () => NOTHING;

/** Enters a room while the component is on screen. */
export function useRoom(
  id: string,
  me: { id: string; name: string; colour: string },
): { room: Room | null; view: RoomView } {
  const [room, setRoom] = useState<Room | null>(null);
  const { id: person, name, colour } = me;
  useEffect(() => {
    const entered = new Room(id, { id: person, name, colour });
    setRoom(entered);
    return () => {
      setRoom(null);
      entered.leave();
    };
  }, [id, person, name, colour]);
  const view = useSyncExternalStore(room?.subscribe ?? noRoom, room?.snapshot ?? nothing);
  return { room, view };
}
