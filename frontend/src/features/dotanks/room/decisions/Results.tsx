import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { Poll } from "./requests";

/** What came of it: numbers with a bar each, names where they are no secret, and the words that were given. */
export function Results({ poll }: { poll: Poll }) {
  const { t } = useLingui();
  if (!poll.counts_shown)
    return poll.state === "closed" ? (
      <p className="notice">
        <Trans>Fewer than three voted: the numbers would tell who chose what, so nobody learns them.</Trans>
      </p>
    ) : null;
  const most = Math.max(1, ...poll.options.map((one) => one.count ?? 0));
  const named = poll.options.some((one) => one.names.length > 0);
  return (
    <div className="stack" data-gap="sm">
      {poll.adopted === null ? null : (
        <p className="notice" data-tone={poll.adopted ? "good" : "wait"}>
          {poll.adopted ? <Trans>Adopted: nobody objects.</Trans> : <Trans>Not adopted: an objection is open.</Trans>}
        </p>
      )}
      <table className="poll__results">
        <caption className="ds-sr-only">{t`Result of “${poll.question}”`}</caption>
        <thead className="ds-sr-only">
          <tr>
            <th scope="col">{t`Option`}</th>
            <th scope="col">{t`Number`}</th>
          </tr>
        </thead>
        <tbody>
          {poll.options.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {one.text}
                <meter
                  className="poll__bar"
                  data-tone={one.answer === "object" ? "wait" : undefined}
                  aria-hidden="true"
                  min={0}
                  max={most}
                  value={one.count ?? 0}
                />
                {named && one.names.length > 0 ? <span className="quiet small">{one.names.join(", ")}</span> : null}
              </th>
              <td>{one.count ?? 0}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {poll.words_with_votes.length > 0 ? (
        <ul className="plain-list">
          {poll.words_with_votes.map((one) => (
            <li key={one.name + one.reason}>
              <blockquote className="quoted">{one.reason}</blockquote>
              <p className="quiet small">{[one.name, answerOf(poll, one.answer)].filter(Boolean).join(" · ")}</p>
            </li>
          ))}
        </ul>
      ) : null}
      <p className="quiet small">
        <Plural value={poll.voted} one="# person voted" other="# people voted" />
      </p>
    </div>
  );
}

const answerOf = (poll: Poll, answer: string): string => poll.options.find((one) => one.answer === answer)?.text ?? "";
