import { Trans } from "@lingui/react/macro";
import { dateWords } from "../../../lib/dates";
import type { Running } from "./requests";

/** What happened, newest first: steps, loops, check-ins, notes and limits that were left. */
export function Diary({ running }: { running: Running }) {
  if (running.diary.length === 0) return null;
  return (
    <section className="stack" data-gap="sm" aria-labelledby="diary">
      <h2 className="title-md" id="diary">
        <Trans>Diary</Trans>
      </h2>
      <ol className="diary">
        {running.diary.map((entry) => (
          <li key={`${entry.kind}-${entry.at}-${entry.words}`}>
            <p className="quiet small">
              <time dateTime={entry.at}>{dateWords(entry.at)}</time>
              {entry.by ? ` · ${entry.by}` : null}
            </p>
            <p>{entry.words}</p>
            {entry.text ? <p className="pilot-text quiet">{entry.text}</p> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
