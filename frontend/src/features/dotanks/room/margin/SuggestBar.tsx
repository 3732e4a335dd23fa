import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { Editor } from "@tiptap/core";
import { useEffect, useState } from "react";
import { keep, readKept } from "../../../../lib/kept";
import { roomPeopleQuery } from "../requests";
import { useFromEditor } from "./open";
import { setPending } from "./pending";
import { suggestionsKey } from "./Suggestions";
import { settle } from "./settle";
import { suggestionWords } from "./words";

const route = getRouteApi("/dotanks/$id/room");
const KEPT = "suggesting";

/** Switches suggesting on and off, and settles the suggestion at the caret. */
export function SuggestBar({ room, editor, mayWrite }: { room: string; editor: Editor; mayWrite: boolean }) {
  const { t, i18n } = useLingui();
  const navigate = route.useNavigate();
  const [on, setOn] = useState(() => readKept<boolean>(KEPT) === true);
  const [said, setSaid] = useState("");
  const { data: people } = useQuery(roomPeopleQuery(room));
  const count = useFromEditor(editor, ({ state }) => suggestionsKey.getState(state)?.list.length ?? 0) ?? 0;
  const here = useFromEditor(editor, suggestionHere);
  useEffect(() => {
    setPending(count);
    return () => setPending(0);
  }, [count]);
  useEffect(() => {
    // An editor that has been put away has nothing to switch: the page may be left before this runs.
    const { suggestions } = editor.storage;
    if (!suggestions) return;
    suggestions.on = on && mayWrite;
    suggestions.atOnce = () => setSaid(t`Made at once: paragraphs, lists and formatting cannot be suggested yet.`);
    return () => {
      suggestions.on = false;
    };
  }, [editor, on, mayWrite, t]);
  useEffect(() => {
    if (!people) return;
    const names = new Map(people.map((one) => [one.id, one.name]));
    editor.view.dispatch(editor.state.tr.setMeta(suggestionsKey, names));
  }, [editor, people]);

  const switchIt = () => {
    keep(KEPT, !on);
    setOn(!on);
    setSaid(on ? t`You change the text itself` : t`What you change is now a suggestion`);
  };
  const list = editor.isDestroyed ? [] : (suggestionsKey.getState(editor.state)?.list ?? []);
  const chosen = list.find((one) => `${one.person} ${one.id}` === here);
  const answer = (accept: boolean) => {
    if (!chosen) return;
    settle(editor, (by) => by.id === chosen.id && by.person === chosen.person, accept);
    setSaid(accept ? t`Accepted` : t`Refused`);
    editor.commands.focus();
  };
  return (
    <>
      {mayWrite ? (
        <button type="button" className="link-button margin-switch" aria-pressed={on} onClick={switchIt}>
          <Trans>Suggest changes</Trans>
        </button>
      ) : null}
      {chosen && mayWrite ? (
        <span className="suggestion-here">
          <span>{suggestionWords(i18n, chosen, people)}</span>
          <button type="button" className="link-button" onClick={() => answer(true)}>
            <Trans>Accept</Trans>
          </button>
          <button type="button" className="link-button" onClick={() => answer(false)}>
            <Trans>Refuse</Trans>
          </button>
        </span>
      ) : null}
      {count > 0 ? (
        <button
          type="button"
          className="link-button"
          onClick={() => void navigate({ search: (before) => ({ ...before, beside: "suggestions", at: undefined }) })}
        >
          <Trans>All suggestions ({count})</Trans>
        </button>
      ) : null}
      <p role="status" className="small quiet margin-said">
        {said}
      </p>
    </>
  );
}

/** Which suggestion the caret is in or next to. */
function suggestionHere({ state }: Editor): string {
  const { from, to } = state.selection;
  const found = suggestionsKey.getState(state)?.list.find((one) => one.from <= to && one.to >= from);
  return found ? `${found.person} ${found.id}` : "";
}
