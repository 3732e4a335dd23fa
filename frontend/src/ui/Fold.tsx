import { type ReactNode, useEffect, useId, useRef } from "react";
import "./fold.css";
import { Status, type Tone } from "./Status";

interface Props {
  /** Its place in the row: "1". */
  number: number;
  title: string;
  /** Where it stands, as a word; green only when done. */
  state: string;
  tone: Tone;
  open: boolean;
  onToggle: () => void;
  /** What was answered so far, shown while folded. */
  answered?: ReactNode;
  /** Take the focus when it unfolds: the one before was just finished. */
  arrive?: boolean;
  children: ReactNode;
}

/** One thing in a row of things to do: folded it shows the answer, unfolded the questions. */
export function Fold({ number, title, state, tone, open, onToggle, answered, arrive = false, children }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open && arrive) button.current?.focus();
  }, [open, arrive]);
  return (
    <li className="fold" data-open={open || undefined}>
      <h2 className="fold__title">
        <button ref={button} type="button" aria-expanded={open} aria-controls={id} onClick={onToggle}>
          <span className="fold__number" aria-hidden="true" data-done={tone === "good" || undefined}>
            {number}
          </span>
          <span className="fold__name">{title}</span>
          <Status tone={tone}>{state}</Status>
        </button>
      </h2>
      {!open && answered ? <div className="fold__answer quiet">{answered}</div> : null}
      <div id={id} className="fold__inside" hidden={!open}>
        {children}
      </div>
    </li>
  );
}

/** A row of things to do, from top to bottom. */
export function Folds({ children }: { children: ReactNode }) {
  return <ol className="folds">{children}</ol>;
}
