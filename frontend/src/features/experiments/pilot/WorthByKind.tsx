import { Trans } from "@lingui/react/macro";
import { Fragment } from "react";
import type { Pilot } from "./requests";
import { useScoreWords } from "./scores";

/** What it was worth by kind. */
export function WorthByKind({ pilot }: { pilot: Pilot }) {
  const score = useScoreWords();
  if (pilot.value_entries.length === 0) return null;
  return (
    <>
      <h3 className="title-sm">
        <Trans>By kind</Trans>
      </h3>
      <dl className="facts">
        {pilot.value_entries.map((entry) => (
          <Fragment key={entry.kind}>
            <dt>{entry.kind_words}</dt>
            <dd className="pilot-text">
              <strong>{score(entry.score)}</strong>
              <br />
              {entry.words}
            </dd>
          </Fragment>
        ))}
      </dl>
    </>
  );
}
