import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { numberWords } from "../../../lib/dates";
import { moneyWords } from "../../../lib/money";
import "../pilot/pilot.css";
import type { Portfolio } from "./requests";

/** What is put aside for experiments in one year, and what pilots take of it. */
export function Budget({ portfolio }: { portfolio: Portfolio }) {
  const { t } = useLingui();
  const { budget, year, years, left, pilots, organisation } = portfolio;
  const money = (amount: number) => moneyWords(amount, organisation.country);
  const taken = money(portfolio.set_aside);
  const others = [...new Set([...years, year])].sort().filter((one) => one !== year);
  return (
    <section className="stack" data-gap="sm" aria-labelledby="budget">
      <h2 className="title-md" id="budget">
        <Trans>Experiment budget {String(year)}</Trans>
      </h2>
      {budget ? (
        <>
          <Declared share={Number(budget.share)} amount={money(budget.amount)} />
          <div className="days">
            <progress
              max={Math.max(budget.amount, 1)}
              value={Math.min(portfolio.set_aside, Math.max(budget.amount, 1))}
              aria-label={t`Set aside for pilots`}
            />
          </div>
          <p>
            {left !== null && left < 0 ? (
              <Trans>
                Pilots set aside {taken}: {money(-left)} more than declared.
              </Trans>
            ) : (
              <Trans>
                Pilots set aside {taken}: {money(left ?? 0)} is left.
              </Trans>
            )}
          </p>
        </>
      ) : (
        <p>
          <Trans>No experiment budget is declared for this year. Pilots set aside {taken}.</Trans>
        </p>
      )}
      <p>
        <Trans>Used so far: {money(portfolio.used)}.</Trans>
      </p>
      {pilots.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard.
        <section className="portfolio-table" aria-label={t`What pilots may use at most`} tabIndex={0}>
          <table className="ds-table">
            <caption>
              <Plural
                value={pilots.length}
                one="What # pilot started this year may use at most"
                other="What # pilots started this year may use at most"
              />
            </caption>
            <thead>
              <tr>
                <th scope="col">{t`Pilot`}</th>
                <th scope="col">{t`State`}</th>
                <th scope="col">{t`Money at most`}</th>
              </tr>
            </thead>
            <tbody>
              {pilots.map((pilot) => (
                <tr key={pilot.id}>
                  <th scope="row" lang={pilot.language}>
                    <Link to="/pilots/$id" params={{ id: pilot.id }}>
                      {pilot.title}
                    </Link>
                  </th>
                  <td>{pilot.state_words}</td>
                  <td>{money(pilot.money_limit)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {others.length > 0 ? (
        <p>
          <Trans>Another year:</Trans>{" "}
          {others.map((one) => (
            <Link key={one} to="/organisations/$id/portfolio" params={{ id: organisation.id }} search={{ year: one }}>
              {String(one)}
            </Link>
          ))}
        </p>
      ) : null}
    </section>
  );
}

function Declared({ share, amount }: { share: number; amount: string }) {
  const percent = numberWords(share);
  return (
    <p>
      <Trans>
        Declared: {percent} percent of its whole budget, which is {amount}.
      </Trans>
    </p>
  );
}
