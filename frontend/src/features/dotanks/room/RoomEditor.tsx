import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Editor } from "@tiptap/core";
import { Bold } from "@tiptap/extension-bold";
import { Collaboration } from "@tiptap/extension-collaboration";
import { CollaborationCaret } from "@tiptap/extension-collaboration-caret";
import { Heading } from "@tiptap/extension-heading";
import { Italic } from "@tiptap/extension-italic";
import { BulletList, ListItem, ListKeymap, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import { useEffect, useId, useRef, useState } from "react";
import { dayWords } from "../../../lib/dates";
import { colourOf, type Room, safeColour } from "../../../live/room";
import { useRoom } from "../../../live/useRoom";
import { SaveState } from "../../../ui/SaveState";
import type { CheckFacts } from "./document/checkItem";
import { pageNodes } from "./document/nodes";
import { putPicture } from "./document/picture";
import { keepPlace } from "./document/place";
import { putTask } from "./document/putTask";
import { takesTasks } from "./document/tasks";
import { useUpload } from "./document/useUpload";
import "./document/document.css";
import { HereNow } from "./HereNow";
import { Highlights } from "./margin/highlights";
import { MarginBar } from "./margin/MarginBar";
import { Deletion, Insertion, Suggestions } from "./margin/Suggestions";
import { pictureAddress, roomPeopleQuery } from "./requests";
import "./room.css";
import { Toolbar } from "./Toolbar";

interface Props {
  room: string;
  me: { id: string; name: string };
  /** Names the document for screen readers: "Working document of the Do Tank “Shorter forms”". */
  label: string;
  /** False for people who may read but not write. */
  mayWrite?: boolean;
  /** Hears whether all that was typed is stored: a version may only be saved then. */
  onStored?: (stored: boolean) => void;
}

/** The team's shared document: everyone types in it at once, and it says truthfully what is stored. */
export default function RoomEditor({ room: id, me, label, mayWrite = true, onStored }: Props) {
  const { room, view } = useRoom(id, { id: me.id, name: me.name, colour: colourOf(me.id) });
  const stored = view.saving === "saved";
  useEffect(() => onStored?.(stored), [stored, onStored]);
  const open = view.saving !== "ended";
  return (
    <section className="room" aria-label={label}>
      <div className="room__top">
        <HereNow people={view.here} />
        <SaveState state={view.saving} />
      </div>
      {room && open ? (
        <Page key={id} id={id} me={me.id} room={room} label={label} mayWrite={mayWrite && !view.readOnly} />
      ) : null}
      {open ? null : (
        <p className="notice" data-tone="wait">
          <Trans>Your access to this document has ended, so it was removed from this device.</Trans>
        </p>
      )}
    </section>
  );
}

interface PageProps {
  id: string;
  me: string;
  room: Room;
  label: string;
  mayWrite: boolean;
}

function Page({ id, me, room, label, mayWrite }: PageProps) {
  const { t } = useLingui();
  const place = useRef<HTMLDivElement>(null);
  const keys = useId();
  const [editor, setEditor] = useState<Editor | null>(null);
  const { data: people = [] } = useQuery(roomPeopleQuery(id));
  const upload = useUpload(id, () => {
    const place = editor && keepPlace(editor);
    return (attachment) => {
      if (editor && place && !editor.isDestroyed) putPicture(editor, attachment.id, place());
    };
  });
  // The editor is made once; what it says and does follows the newest names, language and screen.
  const now = useRef<Now>(null as never);
  now.current = {
    label,
    send: upload.send,
    labelOf: (text) => t`Done: ${text}`,
    factsOf: ({ assignee, due }) => {
      const name = assignee && (people.find((one) => one.id === assignee)?.name ?? t`Somebody who left`);
      const day = due && dayWords(due);
      return [name, day && t`by ${day}`].filter(Boolean).join(" · ");
    },
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: names that come later are put to what is drawn
  useEffect(() => {
    // In the moment in which it is made anew there is nothing left to draw.
    if (!editor || editor.isDestroyed) return;
    for (const draw of editor.storage.taskItem.drawn) draw();
  }, [editor, people, t]);
  useEffect(() => {
    if (editor && !editor.isDestroyed) editor.setOptions({ editorProps: { attributes: paper(label, keys) } });
  }, [editor, label, keys]);
  useEffect(() => {
    if (!place.current) return;
    const made = new Editor({
      element: place.current,
      // Its built-in style element is not allowed by the content security policy; room.css has the same rules.
      injectCSS: false,
      editable: mayWrite,
      extensions: [
        ...pageNodes(
          { labelOf: (text) => now.current.labelOf(text), factsOf: (facts) => now.current.factsOf(facts) },
          { addressOf: (one) => pictureAddress(id, one), onFiles: (files) => void now.current.send(files) },
        ),
        Paragraph,
        Text,
        Bold,
        Italic,
        Heading.configure({ levels: [2, 3] }),
        BulletList,
        OrderedList,
        ListItem,
        ListKeymap,
        Collaboration.configure({ document: room.doc, field: "document" }),
        Insertion,
        Deletion,
        Suggestions.configure({ me }),
        Highlights.configure({ fragment: room.doc.getXmlFragment("document") }),
        CollaborationCaret.configure({
          provider: room.provider,
          user: room.awareness.getLocalState()?.user ?? {},
          render: caret,
          selectionRender: () => ({ nodeName: "span", class: "remote-selection" }),
        }),
      ],
      editorProps: { attributes: paper(now.current.label, keys) },
    });
    setEditor(made);
    const end = mayWrite ? takesTasks((words) => putTask(made, words)) : undefined;
    return () => {
      end?.();
      setEditor(null);
      made.destroy();
    };
  }, [id, me, room, mayWrite, keys]);
  return (
    <>
      <p className="ds-sr-only" id={keys}>
        {mayWrite ? <Trans>Alt and F10 lead to the tools. Control and Enter tick a check item.</Trans> : null}
      </p>
      {editor ? (
        <div className="room__bars">
          {mayWrite ? <Toolbar editor={editor} room={id} people={people} upload={upload} /> : null}
          <MarginBar room={id} editor={editor} fragment={room.doc.getXmlFragment("document")} mayWrite={mayWrite} />
        </div>
      ) : null}
      <div ref={place} className="room__page" />
    </>
  );
}

interface Now {
  label: string;
  send: (files: readonly File[]) => Promise<void>;
  labelOf: (text: string) => string;
  factsOf: (facts: CheckFacts) => string;
}

/** What a screen reader is told of the page; `keys` is where its keys are explained. */
const paper = (label: string, keys: string) => ({
  role: "textbox",
  "aria-multiline": "true",
  "aria-label": label,
  "aria-describedby": keys,
  class: "paper",
});

/** Somebody else's place in the text; styles are set one by one, since the policy allows no style attributes. */
function caret(user: Record<string, unknown>): HTMLElement {
  const mark = document.createElement("span");
  mark.classList.add("remote-caret");
  mark.style.setProperty("--caret", safeColour(user.color));
  const name = document.createElement("span");
  name.classList.add("remote-caret__name");
  name.textContent = typeof user.name === "string" ? user.name : "";
  mark.append(name);
  return mark;
}
