import { Trans, useLingui } from "@lingui/react/macro";
import type { Editor } from "@tiptap/core";
import { useEffect, useReducer, useRef, useState } from "react";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { roomBelow } from "./document/below";
import { CheckPanel } from "./document/CheckPanel";
import { checkItemAt } from "./document/checkItem";
import { LinkPanel } from "./document/LinkPanel";
import { PicturePanel } from "./document/PicturePanel";
import { PICTURES, pictureAt } from "./document/picture";
import { Sign } from "./document/Sign";
import { TableTools } from "./document/TableTools";
import { TemplatePanel } from "./document/TemplatePanel";
import { type Tool, Tools } from "./document/Tools";
import type { useUpload } from "./document/useUpload";

interface Props {
  editor: Editor;
  room: string;
  people: readonly { id: string; name: string }[];
  upload: ReturnType<typeof useUpload>;
}

/** What can be done to the text, and below it what can be said of the table, check item or picture at the caret. */
export function Toolbar({ editor, room, people, upload }: Props) {
  const { t } = useLingui();
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const [open, setOpen] = useState<"link" | "template" | null>(null);
  const area = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const text = editor.view.dom;
    const keys = (event: KeyboardEvent) => {
      const toTools = event.altKey && event.key === "F10";
      const toLink = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
      if (!toTools && !toLink) return;
      event.preventDefault();
      if (toLink) setOpen("link");
      else area.current?.querySelector<HTMLElement>("button[tabindex='0']")?.focus();
    };
    editor.on("transaction", draw);
    text.addEventListener("keydown", keys);
    return () => {
      editor.off("transaction", draw);
      text.removeEventListener("keydown", keys);
    };
  }, [editor]);

  const chain = () => editor.chain().focus();
  const back = () => void editor.commands.focus();
  const tools: Tool[] = [
    {
      name: "bold",
      words: t`Bold`,
      face: "B",
      keys: "Mod+B",
      on: editor.isActive("bold"),
      run: () => chain().toggleBold().run(),
    },
    {
      name: "italic",
      words: t`Italic`,
      face: "I",
      keys: "Mod+I",
      on: editor.isActive("italic"),
      run: () => chain().toggleItalic().run(),
    },
    {
      name: "strike",
      words: t`Crossed out`,
      face: "S",
      keys: "Mod+Shift+S",
      on: editor.isActive("strike"),
      run: () => chain().toggleMark("strike").run(),
    },
    {
      name: "heading",
      words: t`Heading`,
      face: "H",
      keys: "Mod+Alt+2",
      on: editor.isActive("heading", { level: 2 }),
      run: () => chain().toggleHeading({ level: 2 }).run(),
    },
    {
      name: "subheading",
      words: t`Smaller heading`,
      face: "h",
      keys: "Mod+Alt+3",
      on: editor.isActive("heading", { level: 3 }),
      run: () => chain().toggleHeading({ level: 3 }).run(),
    },
    {
      name: "bullets",
      words: t`List`,
      face: "•",
      keys: "Mod+Shift+8",
      on: editor.isActive("bulletList"),
      run: () => chain().toggleBulletList().run(),
    },
    {
      name: "numbers",
      words: t`Numbered list`,
      face: "1.",
      keys: "Mod+Shift+7",
      on: editor.isActive("orderedList"),
      run: () => chain().toggleOrderedList().run(),
    },
    {
      name: "checks",
      words: t`Check items`,
      face: <Sign of="check" />,
      keys: "Mod+Shift+9",
      on: editor.isActive("taskList"),
      run: () => chain().toggleTaskList().run(),
    },
    {
      name: "quote",
      words: t`Quote`,
      face: <Sign of="quote" />,
      keys: "Mod+Shift+B",
      on: editor.isActive("blockquote"),
      run: () => chain().toggleWrap("blockquote").run(),
    },
    {
      name: "link",
      words: t`Link`,
      face: <Sign of="link" />,
      keys: "Mod+K",
      on: editor.isActive("link"),
      opened: open === "link",
      run: () => setOpen(open === "link" ? null : "link"),
    },
    {
      name: "table",
      words: t`Put in a table`,
      face: <Sign of="table" />,
      run: () => chain().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).command(roomBelow).run(),
    },
    {
      name: "picture",
      words: t`Put in a picture`,
      face: <Sign of="picture" />,
      run: () => input.current?.click(),
    },
    {
      name: "template",
      words: t`Put in a template`,
      face: <Sign of="template" />,
      opened: open === "template",
      run: () => setOpen(open === "template" ? null : "template"),
    },
    { name: "undo", words: t`Undo`, face: "↶", keys: "Mod+Z", run: () => chain().undo().run() },
    { name: "redo", words: t`Redo`, face: "↷", keys: "Mod+Shift+Z", run: () => chain().redo().run() },
  ];
  const check = checkItemAt(editor);
  const picture = pictureAt(editor);
  const { sending, refused } = upload;
  const file = sending?.name ?? refused?.name ?? "";

  return (
    <div className="tools" ref={area}>
      <Tools label={t`Text formatting`} tools={tools} back={back} />
      {editor.isActive("table") ? <TableTools editor={editor} back={back} /> : null}
      {open === "link" ? <LinkPanel editor={editor} onClose={() => setOpen(null)} /> : null}
      {open === "template" ? <TemplatePanel editor={editor} room={room} onClose={() => setOpen(null)} /> : null}
      {check ? <CheckPanel key={check.place} editor={editor} {...check} people={people} /> : null}
      {picture ? <PicturePanel editor={editor} {...picture} /> : null}
      {refused ? (
        <div className="tool-panel">
          <p className="small">{file}</p>
          <RefusalNotice error={refused.error} />
          <button
            type="button"
            className="link-button"
            onClick={() => {
              upload.forget();
              back();
            }}
          >
            <Trans>Close</Trans>
          </button>
        </div>
      ) : null}
      {sending ? (
        <p className="tool-panel" role="status">
          <Trans>Sending {file}</Trans>
          <progress aria-label={t`Sending ${file}`} value={sending.part < 1 ? sending.part : undefined} max={1} />
        </p>
      ) : null}
      <input
        ref={input}
        type="file"
        hidden
        accept={PICTURES.join(",")}
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          event.target.value = "";
          void upload.send(chosen);
        }}
      />
    </div>
  );
}
