import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";

export interface Tool {
  name: string;
  words: string;
  /** What the button shows: a sign, or the words themselves. */
  face?: ReactNode;
  /** Pressed or not; nothing for what only does something once. */
  on?: boolean;
  /** Whether what it opens is open. */
  opened?: boolean;
  /** As keyboards have it: "Mod+B". */
  keys?: string;
  run: () => void;
}

const APPLE = /Mac|iP(hone|ad)/.test(navigator.userAgent);
const shown = (keys: string) => keys.replace("Mod", APPLE ? "⌘" : "Ctrl");
const announced = (keys: string) => keys.replace("Mod", APPLE ? "Meta" : "Control");

interface Props {
  label: string;
  tools: readonly Tool[];
  /** Where Escape leads. */
  back: () => void;
}

/** A row of buttons; one stop for the Tab key, arrows move between them, Escape goes back to the text. */
export function Tools({ label, tools, back }: Props) {
  const [at, setAt] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  const here = Math.min(at, tools.length - 1);

  function move(event: KeyboardEvent) {
    if (event.key === "Escape") return back();
    const last = tools.length - 1;
    const places: Record<string, number> = {
      ArrowRight: here === last ? 0 : here + 1,
      ArrowLeft: here === 0 ? last : here - 1,
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
    <div className="toolbar" role="toolbar" aria-label={label} ref={bar} onKeyDown={move}>
      {tools.map((tool, place) => (
        <button
          key={tool.name}
          type="button"
          className="toolbar__button"
          data-tool={tool.name}
          data-words={tool.face === undefined || undefined}
          tabIndex={place === here ? 0 : -1}
          aria-pressed={tool.on}
          aria-expanded={tool.opened}
          aria-keyshortcuts={tool.keys && announced(tool.keys)}
          title={tool.keys ? `${tool.words} (${shown(tool.keys)})` : tool.words}
          onFocus={() => setAt(place)}
          // The text keeps its selection when a button is pressed with the mouse.
          onMouseDown={(event) => event.preventDefault()}
          onClick={tool.run}
        >
          {tool.face === undefined ? (
            tool.words
          ) : (
            <>
              <span aria-hidden="true">{tool.face}</span>
              <span className="ds-sr-only">{tool.words}</span>
            </>
          )}
        </button>
      ))}
    </div>
  );
}
