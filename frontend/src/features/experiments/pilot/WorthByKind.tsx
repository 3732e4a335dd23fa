import { Trans } from "@lingui/react/macro";
import { Fragment } from "react";
import type { Pilot } from "./requests";
import { useScoreWords } from "./scores";

/** What it was worth by kind, and the effect it really had. */
export function WorthByKind({ pilot }: { pilot: Pilot }) {
  const score = useScoreWords();
  const { value, value_entries: entries } = pilot;
  return (
    <>
      {entries.length > 0 ? (
        <>
          <h3 className="title-sm">
            <Trans>By kind</Trans>
          </h3>
          <dl className="facts">
            {entries.map((entry) => (
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
      ) : null}
      {value?.actual_effect ? (
        <>
          <h3 className="title-sm">
            <Trans>What it really brought</Trans>
          </h3>
          <p className="pilot-text">{value.actual_effect}</p>
        </>
      ) : null}
    </>
  );
}
