import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { Editor } from "@tiptap/core";
import { useEffect, useRef, useState } from "react";
import type * as Y from "yjs";
import { useLive } from "../../../../live/useLive";
import { placeOf } from "./anchors";
import { type Hung, marginKey, threadsAt } from "./highlights";
import "./margin.css";
import { openQuery, type Thread } from "./margin";
import { ask, shows, useFromEditor } from "./open";
import { SuggestBar } from "./SuggestBar";

const route = getRouteApi("/dotanks/$id/room");

interface Props {
  room: string;
  editor: Editor;
  fragment: Y.XmlFragment;
  mayWrite: boolean;
}

/** Under the toolbar: comment on what is selected, and see who commented where the caret is. */
export function MarginBar({ room, editor, fragment, mayWrite }: Props) {
  const { t } = useLingui();
  const navigate = route.useNavigate();
  const queries = useQueryClient();
  const { data: threads } = useQuery(openQuery(room));
  const news = useNews(threads);
  const selected = useFromEditor(editor, ({ state }) => (state.selection.empty ? 0 : 1)) === 1;
  const here = useFromEditor(editor, ({ state }) => threadsAt(state).join(" ")) ?? "";
  const readAgain = () => void queries.invalidateQueries({ queryKey: ["margin", room] });
  useLive(`room.${room}`, { "room.margin": readAgain, opened: readAgain });
  useEffect(() => shows(room, editor, fragment), [room, editor, fragment]);
  useEffect(() => {
    if (!threads) return;
    const hung: Hung[] = threads.map(({ id, start, end, comments }) => {
      const who = comments[0]?.person.name ?? "";
      return { id, start, end, words: t`Comment by ${who}` };
    });
    editor.view.dispatch(editor.state.tr.setMeta(marginKey, { hung }));
  }, [editor, threads, t]);

  const comment = () => {
    const { from, to } = editor.state.selection;
    const place = placeOf(fragment, editor.state.doc, from, to);
    if (!place) return;
    ask(place);
    void navigate({ search: (before) => ({ ...before, middle: undefined, beside: "comments", at: undefined }) });
  };
  const latest = useRef(comment);
  latest.current = comment;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!event.altKey || !(event.ctrlKey || event.metaKey) || event.code !== "KeyM") return;
      event.preventDefault();
      latest.current();
    };
    const page = editor.view.dom;
    page.addEventListener("keydown", pressed);
    return () => page.removeEventListener("keydown", pressed);
  }, [editor]);

  const ids = here === "" ? [] : here.split(" ");
  const read = () => void navigate({ search: (before) => ({ ...before, beside: "comments", at: ids[0] }) });
  return (
    <div className="margin-bar">
      <button
        type="button"
        className="link-button"
        aria-disabled={!selected}
        aria-keyshortcuts="Control+Alt+M"
        title={selected ? "Ctrl+Alt+M" : t`Select words first`}
        onMouseDown={(event) => event.preventDefault()}
        onClick={comment}
      >
        <Trans>Comment</Trans>
      </button>
      {ids.length > 0 ? (
        <button type="button" className="link-button" onClick={read}>
          <Plural value={ids.length} one="Read the comment here" other="Read the # comments here" />
        </button>
      ) : null}
      <SuggestBar room={room} editor={editor} mayWrite={mayWrite} />
      <p role="status" className="ds-sr-only">
        {news}
      </p>
    </div>
  );
}

/** What to say when somebody else's comment comes in; each is said once, and none of those found at the start. */
function useNews(threads: readonly Thread[] | undefined): string {
  const { t } = useLingui();
  const known = useRef<Set<string> | null>(null);
  const [news, setNews] = useState("");
  useEffect(() => {
    if (!threads) return;
    const all = threads.flatMap((thread) => thread.comments);
    const fresh = known.current ? all.filter((one) => !one.mine && !known.current?.has(one.id)) : [];
    known.current = new Set([...(known.current ?? []), ...all.map((one) => one.id)]);
    const last = fresh.at(-1);
    if (!last) return;
    const who = last.person.name;
    setNews(t`New comment by ${who}: ${last.text}`);
  }, [threads, t]);
  return news;
}
