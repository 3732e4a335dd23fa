import { Trans, useLingui } from "@lingui/react/macro";
import { dateWords, numberWords } from "../../../lib/dates";
import { Status } from "../../../ui/Status";
import type { Preview } from "./requests";

/** What was found in the file: first what to put right, then each reading as it would be entered. */
export function FileFound({ found }: { found: Preview }) {
  const { t } = useLingui();
  const columns: Record<string, string> = { measure: t`Measure`, day: t`Day`, value: t`Value`, note: t`Note` };
  return (
    <>
      {found.errors.length > 0 ? (
        <div className="notice stack" data-tone="bad" data-gap="sm">
          <h2 className="title-sm">
            <Trans>Put this right in the file and choose it again</Trans>
          </h2>
          <ul>
            {found.errors.map((error) => {
              const { line } = error;
              const column = columns[error.column] ?? error.column;
              return (
                <li key={`${line}-${error.column}`}>
                  <strong>{t`Line ${line}, ${column}:`}</strong> {error.words} {error.to_do}
                </li>
              );
            })}
          </ul>
        </div>
      ) : null}
      {found.rows.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than a phone is scrolled with the keys
        <section className="file-rows" tabIndex={0} aria-label={t`Readings in the file`}>
          <table className="ds-table">
            <caption className="ds-sr-only">
              <Trans>Readings in the file</Trans>
            </caption>
            <thead>
              <tr>
                <th scope="col">
                  <Trans>Line</Trans>
                </th>
                <th scope="col">{columns.day}</th>
                <th scope="col">{columns.measure}</th>
                <th scope="col">{columns.value}</th>
                <th scope="col">{columns.note}</th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((row) => (
                <tr key={row.line}>
                  <th scope="row">{row.line}</th>
                  <td>{dateWords(row.day)}</td>
                  <td>{row.measure}</td>
                  <td className="number">
                    {numberWords(Number(row.value))} {row.unit}
                  </td>
                  <td>
                    {row.note}{" "}
                    {row.known ? (
                      <Status>
                        <Trans>Already there</Trans>
                      </Status>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </>
  );
}
