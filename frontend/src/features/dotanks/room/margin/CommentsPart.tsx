import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { Editor } from "@tiptap/core";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "../../../../ui/Button";
import { RefusalNotice } from "../../../../ui/RefusalNotice";
import type { PartProps } from "../parts";
import type { Place } from "./anchors";
import { marginKey } from "./highlights";
import "./margin.css";
import { beginThread, openQuery, resolvedQuery, type Thread } from "./margin";
import { ask, orderOf, useFromEditor, useOpen } from "./open";
import { ThreadItem } from "./ThreadItem";
import { WordsForm } from "./WordsForm";

const route = getRouteApi("/dotanks/$id/room");

/** The comments beside the document, in the order of its text; resolved ones folded away. */
export default function CommentsPart({ dotank, me }: PartProps) {
  const { t } = useLingui();
  const room = dotank.room_id;
  const heading = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const navigate = route.useNavigate();
  const { at } = route.useSearch();
  const queries = useQueryClient();
  const open = useOpen(room);
  const editor = open?.editor;
  const { data: threads, error } = useQuery(openQuery(room));
  const order = useFromEditor(editor, orderOf) ?? "";
  const [whole, setWhole] = useState(false);
  const [said, setSaid] = useState("");
  const asking = open?.asking ?? null;

  useChosen(at, threads !== undefined, editor);

  const changed = (words: string, arrive = true) => {
    setSaid(words);
    void queries.invalidateQueries({ queryKey: ["margin", room] });
    // What was pressed may be gone: the focus stays in this part.
    if (arrive) title.current?.focus();
  };
  const go = (id: string) => {
    const range = editor && marginKey.getState(editor.state)?.ranges.get(id);
    if (!editor || !range) return;
    const show = () => {
      editor.chain().setTextSelection(range).focus().scrollIntoView().run();
      editor.view.dom.querySelector(`[data-thread="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "center" });
    };
    // A phone shows one part at a time.
    if (editor.view.dom.offsetParent !== null) show();
    else void navigate({ search: {} }).then(() => requestAnimationFrame(show));
  };
  const close = () => {
    setWhole(false);
    ask(null);
    if (asking) editor?.commands.focus();
    else title.current?.focus();
  };
  const begin = (place: Place | null) => (text: string, mentioned: string[], key: string) =>
    beginThread(room, place, text, mentioned, key);

  const items = inOrder(threads ?? [], order);
  return (
    <section className="panel stack" data-gap="sm" aria-labelledby={heading}>
      <h2 className="title-sm" id={heading} ref={title} tabIndex={-1}>
        <Trans>Comments</Trans>
      </h2>
      <p role="status" className="small quiet margin-said">
        {said}
      </p>
      {error ? <RefusalNotice error={error} /> : null}
      {asking || whole ? (
        <>
          {asking ? (
            <p className="thread__about">
              <q>{asking.quote}</q>
            </p>
          ) : null}
          <WordsForm
            key={asking?.start ?? "whole"}
            room={room}
            me={me.id}
            label={asking ? t`Your comment on these words` : t`Your comment on the whole document`}
            hint={t`Type @ and a name to mention a colleague.`}
            verb={t`Comment`}
            arrive
            send={begin(asking)}
            done={() => {
              setWhole(false);
              ask(null);
              changed(t`Your comment is there`);
            }}
            cancel={close}
          />
        </>
      ) : (
        <Button look="tertiary" onClick={() => setWhole(true)}>
          <Trans>Comment on the whole document</Trans>
        </Button>
      )}
      {threads && threads.length === 0 ? (
        <p className="quiet">
          <Trans>No open comments. Select words in the document and choose “Comment”.</Trans>
        </p>
      ) : null}
      <ol className="margin-threads" aria-label={t`Open comments, in the order of the text`}>
        {items.map(({ thread, gone }) => (
          <ThreadItem
            key={thread.id}
            thread={thread}
            room={room}
            me={me.id}
            gone={gone}
            chosen={thread.id === at}
            go={thread.start && !gone && editor ? () => go(thread.id) : undefined}
            changed={changed}
          />
        ))}
      </ol>
      <Resolved room={room} me={me.id} changed={changed} />
    </section>
  );
}

/** Marks the thread of the address in the text, and brings it before the eyes once. */
function useChosen(at: string | undefined, loaded: boolean, editor: Editor | undefined) {
  useEffect(() => {
    if (!editor || editor.isDestroyed) return;
    editor.view.dispatch(editor.state.tr.setMeta(marginKey, { chosen: at }));
  }, [editor, at]);
  useEffect(() => {
    if (!loaded || !at) return;
    const found = document.getElementById(`thread-${at}`);
    found?.scrollIntoView({ block: "nearest" });
    found?.querySelector("h3")?.focus({ preventScroll: true });
  }, [loaded, at]);
}

/** In the order of the text; those about the whole document first, those whose words are gone last. */
export function inOrder(threads: readonly Thread[], order: string): { thread: Thread; gone: boolean }[] {
  const ids = order.split(" ");
  const place = (thread: Thread) => (thread.start ? ids.findIndex((id) => id.endsWith(thread.id)) : -1);
  return threads
    .map((thread) => ({ thread, place: place(thread), gone: ids.includes(`-${thread.id}`) }))
    .sort((one, other) => one.place - other.place);
}

function Resolved({ room, me, changed }: { room: string; me: string; changed: (said: string) => void }) {
  const [shown, setShown] = useState(false);
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery({ ...resolvedQuery(room), enabled: shown });
  const threads = data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <details className="margin-resolved" onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>
        <Trans>Resolved comments</Trans>
      </summary>
      {error ? <RefusalNotice error={error} /> : null}
      {data && threads.length === 0 ? (
        <p className="quiet">
          <Trans>None yet.</Trans>
        </p>
      ) : null}
      <ol className="margin-threads">
        {threads.map((thread) => (
          <ThreadItem key={thread.id} thread={thread} room={room} me={me} changed={changed} />
        ))}
      </ol>
      {hasNextPage ? (
        <Button look="tertiary" onClick={() => void fetchNextPage()}>
          <Trans>More</Trans>
        </Button>
      ) : null}
    </details>
  );
}
