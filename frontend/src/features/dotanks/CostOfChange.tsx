import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseQuery } from "@tanstack/react-query";
import { wordsFor, wordsQuery } from "../../api/words";
import { numberWords } from "../../lib/dates";
import { RefusalNotice } from "../../ui/RefusalNotice";
import type { TriedTeam } from "./teams";

interface Props {
  /** What was done last, in words. */
  said: string;
  tried: TriedTeam | undefined;
  error: unknown;
  /** The team is another than was advised. */
  edited: boolean;
  name: (id: string) => string;
  onBack: () => void;
}

/** What the change costs, said at once and politely, and the way back. */
export function CostOfChange({ said, tried, error, edited, name, onBack }: Props) {
  const broken = tried?.broken ?? [];
  const [cost, ...why] = edited && tried ? tried.words : [];
  return (
    <div className="cost" data-empty={!edited && broken.length === 0 && !error ? true : undefined}>
      <div role="status" className="stack" data-gap="xs">
        {said || cost ? (
          <p>
            {said} {cost ? <strong>{cost}</strong> : null}
          </p>
        ) : null}
        {why.length > 0 ? (
          <ul className="reasons small">
            {why.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        ) : null}
        {broken.length > 0 ? (
          <>
            <p>
              <strong>
                <Trans>This team cannot be asked as it is:</Trans>
              </strong>
            </p>
            <ul className="reasons small">
              {broken.map((rule) => (
                <li key={rule.code + (rule.person_id ?? "")}>
                  {rule.person_id ? `${name(rule.person_id)}: ` : null}
                  {rule.words}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
      {error ? <RefusalNotice error={error} /> : null}
      {edited ? (
        <button type="button" className="link-button small" onClick={onBack}>
          <Trans>Back to the advised team</Trans>
        </button>
      ) : null}
    </div>
  );
}

/** What the team covers, beside what was advised. */
export function Coverage({ tried, edited }: { tried: TriedTeam; edited: boolean }) {
  const { t } = useLingui();
  const { data: lists } = useSuspenseQuery(wordsQuery);
  const level = (value: number) => (value === 0 ? t`Nobody` : t`Level ${value}`);
  const tenths = (chance: number) => {
    const share = numberWords(chance, { style: "percent", maximumFractionDigits: 0 });
    return t`about ${share}`;
  };
  const points = (value: number) => plural(value, { one: "# point", other: "# points" });
  const rows: [name: string, before: string, after: string][] = [
    ...tried.skills.map((one): [string, string, string] => [
      wordsFor(lists.skills, one.skill),
      level(one.before),
      level(one.after),
    ]),
    [t`Organisations`, String(tried.organisations_before), String(tried.organisations_after)],
    [t`Enough of them say yes`, tenths(tried.chance_before), tenths(tried.chance_after)],
    [t`All together, of 100`, points(tried.points_before), points(tried.points_after)],
  ];
  return (
    <details className="more">
      <summary>
        <Trans>What this team covers</Trans>
      </summary>
      <table className="coverage">
        <thead>
          <tr>
            <th scope="col">
              <Trans>What is needed</Trans>
            </th>
            {edited ? (
              <th scope="col">
                <Trans>As advised</Trans>
              </th>
            ) : null}
            <th scope="col">
              <Trans>This team</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, before, after]) => (
            <tr key={name} data-changed={edited && before !== after ? true : undefined}>
              <th scope="row">{name}</th>
              {edited ? <td>{before}</td> : null}
              <td>{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
