import { Trans } from "@lingui/react/macro";

interface MissingPart {
  code: string;
  words: string;
}

/** What still has to happen before a step is possible; nothing when nothing is missing. */
export function Missing({ parts, before }: { parts: readonly MissingPart[]; before?: string }) {
  if (parts.length === 0) return null;
  return (
    <section className="notice" data-tone="wait">
      <h2 className="title-sm">{before ?? <Trans>Still needed</Trans>}</h2>
      <ul>
        {parts.map((part) => (
          <li key={part.code + part.words}>{part.words}</li>
        ))}
      </ul>
    </section>
  );
}

/** Why somebody or something was chosen, one sentence each. */
export function Reasons({ reasons }: { reasons: readonly string[] }) {
  if (reasons.length === 0) return null;
  if (reasons.length === 1) return <p className="quiet small">{reasons[0]}</p>;
  return (
    <ul className="quiet small reasons">
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}
