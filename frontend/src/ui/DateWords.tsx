import { Trans } from "@lingui/react/macro";
import { agoWords, asDate, dateWords } from "../lib/dates";

/** A date written out, with how far it is from today: "in 3 days (24 November)". */
export function DateWords({ date, far = true }: { date: string | Date; far?: boolean }) {
  const iso = typeof date === "string" ? date : date.toISOString();
  const day = dateWords(date);
  const distance = agoWords(date);
  return (
    <time dateTime={iso} title={asDate(date).toLocaleString()}>
      {far ? (
        <Trans>
          {distance} ({day})
        </Trans>
      ) : (
        day
      )}
    </time>
  );
}
