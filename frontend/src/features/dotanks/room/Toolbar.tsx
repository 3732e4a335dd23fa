import { useLingui } from "@lingui/react/macro";
import type { Editor } from "@tiptap/core";
import { type KeyboardEvent, useEffect, useReducer, useRef, useState } from "react";

interface Tool {
  name: string;
  words: string;
  face: string;
  on: boolean;
  able?: boolean;
  toggle?: boolean;
  run: () => void;
}

/** What can be done to the text; one stop for the Tab key, arrows move between the buttons. */
export function Toolbar({ editor }: { editor: Editor }) {
  const { t } = useLingui();
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const [at, setAt] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    editor.on("transaction", draw);
    return () => {
      editor.off("transaction", draw);
    };
  }, [editor]);

  const chain = () => editor.chain().focus();
  const tools: Tool[] = [
    { name: "bold", words: t`Bold`, face: "B", on: editor.isActive("bold"), run: () => chain().toggleBold().run() },
    {
      name: "italic",
      words: t`Italic`,
      face: "I",
      on: editor.isActive("italic"),
      run: () => chain().toggleItalic().run(),
    },
    {
      name: "heading",
      words: t`Heading`,
      face: "H",
      on: editor.isActive("heading", { level: 2 }),
      run: () => chain().toggleHeading({ level: 2 }).run(),
    },
    {
      name: "subheading",
      words: t`Smaller heading`,
      face: "h",
      on: editor.isActive("heading", { level: 3 }),
      run: () => chain().toggleHeading({ level: 3 }).run(),
    },
    {
      name: "bullets",
      words: t`List`,
      face: "•",
      on: editor.isActive("bulletList"),
      run: () => chain().toggleBulletList().run(),
    },
    {
      name: "numbers",
      words: t`Numbered list`,
      face: "1.",
      on: editor.isActive("orderedList"),
      run: () => chain().toggleOrderedList().run(),
    },
    { name: "undo", words: t`Undo`, face: "↶", on: false, toggle: false, run: () => chain().undo().run() },
    { name: "redo", words: t`Redo`, face: "↷", on: false, toggle: false, run: () => chain().redo().run() },
  ];

  function move(event: KeyboardEvent) {
    const last = tools.length - 1;
    const places: Record<string, number> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const next = places[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
    bar.current?.querySelectorAll("button")[next]?.focus();
  }

  return (
    <div className="toolbar" role="toolbar" aria-label={t`Text formatting`} ref={bar} onKeyDown={move}>
      {tools.map((tool, place) => (
        <button
          key={tool.name}
          type="button"
          className="toolbar__button"
          data-tool={tool.name}
          tabIndex={place === at ? 0 : -1}
          aria-pressed={tool.toggle === false ? undefined : tool.on}
          title={tool.words}
          onFocus={() => setAt(place)}
          // The text keeps its selection when a button is pressed with the mouse.
          onMouseDown={(event) => event.preventDefault()}
          onClick={tool.run}
        >
          <span aria-hidden="true">{tool.face}</span>
          <span className="ds-sr-only">{tool.words}</span>
        </button>
      ))}
    </div>
  );
}
