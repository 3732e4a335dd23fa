import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import type { components } from "../../../api/schema";
import type { DoTank } from "./requests";

type Me = components["schemas"]["Me"];

/** What every part of the room is given; what else it needs it asks the server for. */
export interface PartProps {
  dotank: DoTank;
  me: Me;
}

/** One part of the room, opened in its middle or beside it; its code is loaded when somebody opens it. */
export interface Part {
  id: string;
  name: MessageDescriptor;
  place: "middle" | "beside";
  component: LazyExoticComponent<ComponentType<PartProps>>;
  may: (dotank: DoTank) => boolean;
}

/** A part whose code is loaded when somebody opens it. */
export const part = (
  id: string,
  name: MessageDescriptor,
  place: Part["place"],
  load: () => Promise<{ default: ComponentType<PartProps> }>,
  may: Part["may"] = (dotank) => dotank.abilities.enter_room,
): Part => ({ id, name, place, component: lazy(load), may });

/** What can be opened besides the document and its versions, in the order in which it is offered. */
export const PARTS: readonly Part[] = [
  part("board", msg`Board`, "middle", () => import("./board/BoardPart")),
  part("chat", msg`Chat`, "beside", () => import("./chat/ChatPart")),
  part("decisions", msg`Decisions`, "beside", () => import("./decisions/DecisionsPart")),
  part("comments", msg`Comments`, "beside", () => import("./margin/CommentsPart")),
  part("suggestions", msg`Suggestions`, "beside", () => import("./margin/SuggestionsPart")),
  part("tasks", msg`Open tasks`, "beside", () => import("./tasks/TasksPart")),
  part("session", msg`Sessions`, "beside", () => import("./session/SessionPart")),
  part(
    "compare",
    msg`Differences`,
    "middle",
    () => import("./history/ComparePart"),
    (dotank) => dotank.abilities.read_versions,
  ),
];

/** What stands in the middle and beside it; nothing named means the document, and the versions beside it. */
interface RoomInAddress {
  middle?: string;
  beside?: string;
  /** Which board, poll, session or note is meant, where a part shows several. */
  at?: string;
}

const named = (value: unknown, place: Part["place"]) =>
  PARTS.some((one) => one.id === value && one.place === place) ? (value as string) : undefined;

export const roomInAddress = (search: Record<string, unknown>): RoomInAddress => {
  const middle = named(search.middle, "middle");
  const beside = named(search.beside, "beside");
  const at = typeof search.at === "string" && /^[0-9a-f-]{36}$/i.test(search.at) ? search.at : undefined;
  return { ...(middle && { middle }), ...(beside && { beside }), ...(at && { at }) };
};
