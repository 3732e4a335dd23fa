import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";

interface Props {
  promised: string;
  actual: string;
  /** Stands behind the promise: the money it was for. */
  aside?: ReactNode;
  /** The language of the words, where it is not the reader's. */
  lang?: string | undefined;
}

/** What was promised for the money, beside what came of it; a promise never stands alone. */
export function Effects({ promised, actual, aside, lang }: Props) {
  if (!promised && !actual) return null;
  return (
    <dl className="facts">
      {promised ? (
        <>
          <dt>
            <Trans>Promised effect</Trans>
          </dt>
          <dd className="own-words">
            <span lang={lang}>{promised}</span>
            {aside ? <span className="quiet"> ({aside})</span> : null}
          </dd>
        </>
      ) : null}
      <dt>
        <Trans>Actual effect</Trans>
      </dt>
      {actual ? (
        <dd className="own-words" lang={lang}>
          {actual}
        </dd>
      ) : (
        <dd className="quiet">
          <Trans>The team did not say.</Trans>
        </dd>
      )}
    </dl>
  );
}
