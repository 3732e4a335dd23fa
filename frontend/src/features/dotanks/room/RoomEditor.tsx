import { Trans, useLingui } from "@lingui/react/macro";
import { Editor } from "@tiptap/core";
import { Bold } from "@tiptap/extension-bold";
import { Collaboration } from "@tiptap/extension-collaboration";
import { CollaborationCaret } from "@tiptap/extension-collaboration-caret";
import { Document } from "@tiptap/extension-document";
import { Heading } from "@tiptap/extension-heading";
import { Italic } from "@tiptap/extension-italic";
import { BulletList, ListItem, ListKeymap, OrderedList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import { useEffect, useRef, useState } from "react";
import { colourOf, type Here, type Room, safeColour } from "../../../live/room";
import { useRoom } from "../../../live/useRoom";
import { SaveState } from "../../../ui/SaveState";
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
      {room && open ? <Page key={id} room={room} label={label} mayWrite={mayWrite && !view.readOnly} /> : null}
      {open ? null : (
        <p className="notice" data-tone="wait">
          <Trans>Your access to this document has ended, so it was removed from this device.</Trans>
        </p>
      )}
    </section>
  );
}

function HereNow({ people }: { people: readonly Here[] }) {
  const { t, i18n } = useLingui();
  const names = [...new Set(people.map((one) => (one.me ? t`you` : one.name)))];
  const list = new Intl.ListFormat(i18n.locale, { type: "conjunction" }).format(names);
  return (
    <p className="room__here" role="status">
      <span className="room__faces" aria-hidden="true">
        {people.slice(0, 6).map((one) => (
          <span key={one.client} style={{ background: one.colour }}>
            {[...one.name][0]}
          </span>
        ))}
      </span>
      {names.length > 0 ? <Trans>Here now: {list}</Trans> : <Trans>Nobody is here yet</Trans>}
    </p>
  );
}

function Page({ room, label, mayWrite }: { room: Room; label: string; mayWrite: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  useEffect(() => {
    if (!place.current) return;
    const made = new Editor({
      element: place.current,
      // Its built-in style element is not allowed by the content security policy; room.css has the same rules.
      injectCSS: false,
      editable: mayWrite,
      extensions: [
        Document,
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
        CollaborationCaret.configure({
          provider: room.provider,
          user: room.awareness.getLocalState()?.user ?? {},
          render: caret,
          selectionRender: () => ({ nodeName: "span", class: "remote-selection" }),
        }),
      ],
      editorProps: {
        attributes: { role: "textbox", "aria-multiline": "true", "aria-label": label, class: "paper" },
      },
    });
    setEditor(made);
    return () => {
      setEditor(null);
      made.destroy();
    };
  }, [room, label, mayWrite]);
  return (
    <>
      {editor && mayWrite ? <Toolbar editor={editor} /> : null}
      <div ref={place} className="room__page" />
    </>
  );
}

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
