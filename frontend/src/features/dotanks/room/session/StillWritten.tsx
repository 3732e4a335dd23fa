import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { forget, readKept } from "../../../../lib/kept";
import { Button } from "../../../../ui/Button";

/** The name under which this device keeps a note until it is sent. */
export const keptNote = (session: string): string => `session-${session}`;

/** The note that somebody was still writing when the session ended: it is not in the record, and not lost. */
export function StillWritten({ session }: { session: string }) {
  const [words, setWords] = useState(() => readKept<{ words: string }>(keptNote(session))?.words.trim() ?? "");
  if (!words) return null;
  return (
    <>
      <p>
        <Trans>You were still writing this. It is not in the record; copy it from here if you want to keep it.</Trans>
      </p>
      <blockquote className="quoted">{words}</blockquote>
      <div className="actions">
        <Button
          look="secondary"
          onClick={() => {
            forget(keptNote(session));
            setWords("");
          }}
        >
          <Trans>Throw it away</Trans>
        </Button>
      </div>
    </>
  );
}
