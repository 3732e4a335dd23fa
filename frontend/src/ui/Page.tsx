import { type ReactNode, useEffect, useRef } from "react";
import { takeArrival } from "../lib/arrival";

interface Props {
  /** Names the page in the browser's tab and as its heading. */
  title: string;
  /** One sentence under the title. */
  lead?: ReactNode;
  /** Above the title: the flow line, or a way back. */
  above?: ReactNode;
  /** Beside the title: one action. */
  action?: ReactNode;
  /** For a page of reading or a form, "narrow". */
  width?: "narrow" | "wide";
  children?: ReactNode;
}

/** The frame of every page: its title is the first thing read out after moving here. */
export function Page({ title, lead, above, action, width = "wide", children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Do Tank Network`;
  }, [title]);
  useEffect(() => {
    if (takeArrival()) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <main className="page" id="main" tabIndex={-1} data-width={width}>
      <div className="stack" data-gap="lg">
        <header className="stack" data-gap="sm">
          {above}
          <div className="row" data-spread>
            <h1 className="title-lg" ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {action}
          </div>
          {lead ? <div className="lead">{lead}</div> : null}
        </header>
        {children}
      </div>
    </main>
  );
}

/** What stands in a page's place while its data is on the way: same width, no jumping. */
export function PageWaiting({ words }: { words: string }) {
  return (
    <main className="page" id="main" tabIndex={-1} aria-busy="true">
      <p className="ds-sr-only" role="status">
        {words}
      </p>
      <div className="waiting" aria-hidden="true">
        <span />
        <span />
        <span />
      </div>
    </main>
  );
}
