import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { EmptyState } from "../../../ui/EmptyState";
import { Page } from "../../../ui/Page";
import "./batches.css";
import { fairnessQuery } from "./requests";

/** Who is asked how often: figures about many, never about a person. */
export default function FairnessPage() {
  const { t, i18n } = useLingui();
  const { data } = useSuspenseQuery(fairnessQuery);
  const { smallest, small } = data;
  const percents = new Intl.NumberFormat(i18n.locale, { style: "percent", maximumFractionDigits: 0 });
  const hundredths = new Intl.NumberFormat(i18n.locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const months = new Intl.DateTimeFormat(i18n.locale, { month: "long", year: "numeric", timeZone: "UTC" });
  const percent = (share: number | null) => (share === null ? t`too few` : percents.format(share));
  const never = percent(data.never_asked);
  const inSmall = percent(data.members_in_small_organisations);
  return (
    <Page
      title={t`Who is asked how often`}
      lead={
        <Trans>
          The invitations of the last twelve months, without persons. Figures about fewer than {smallest} people are
          left out.
        </Trans>
      }
      above={
        <Link to="/assembly">
          <Trans>Teams for many problems</Trans>
        </Link>
      }
    >
      <section className="stack" data-gap="sm" aria-labelledby="fair-members">
        <h2 className="title-md" id="fair-members">
          <Trans>Those who could be asked</Trans>
        </h2>
        <p>
          <Trans>Not asked once in twelve months: {never}.</Trans>
        </p>
        <p>
          <Trans>
            From organisations with at most {small} members here: {inSmall}. Compare it with their share of the
            invitations below.
          </Trans>
        </p>
      </section>
      <section className="stack" data-gap="sm" aria-labelledby="fair-months">
        <h2 className="title-md" id="fair-months">
          <Trans>Invitations by month</Trans>
        </h2>
        <p className="quiet" id="fair-gini">
          <Trans>
            Spread is the Gini figure of the twelve months up to the end of each, among those who were asked: 0 means
            all were asked equally often, near 1 means the same few again and again.
          </Trans>
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reachable by keyboard. */}
        <section className="fair-table" aria-labelledby="fair-months" tabIndex={0}>
          <table className="ds-table" aria-describedby="fair-gini">
            <thead>
              <tr>
                <th scope="col">
                  <Trans>Month</Trans>
                </th>
                <th scope="col">
                  <Trans>Invitations</Trans>
                </th>
                <th scope="col">
                  <Trans>Spread</Trans>
                </th>
                <th scope="col">
                  <Trans>To first-timers</Trans>
                </th>
                <th scope="col">
                  <Trans>To small organisations</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {[...data.months].reverse().map((month) => (
                <tr key={month.month}>
                  <th scope="row">{months.format(new Date(month.month))}</th>
                  <td>{month.invitations ?? t`too few`}</td>
                  <td>{month.gini === null ? t`too few` : hundredths.format(month.gini)}</td>
                  <td>{month.invitations === 0 ? "–" : percent(month.first_timers)}</td>
                  <td>{month.invitations === 0 ? "–" : percent(month.small_organisations)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </section>
      <section className="stack" data-gap="sm" aria-labelledby="fair-regions">
        <h2 className="title-md" id="fair-regions">
          <Trans>Who says yes, by region</Trans>
        </h2>
        {data.regions.length === 0 ? (
          <EmptyState title={t`Too few answers yet`}>
            <Trans>Regions appear here when at least {smallest} people of one have answered.</Trans>
          </EmptyState>
        ) : (
          <table className="ds-table">
            <thead>
              <tr>
                <th scope="col">
                  <Trans>Region</Trans>
                </th>
                <th scope="col">
                  <Trans>People who answered</Trans>
                </th>
                <th scope="col">
                  <Trans>Said yes</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.regions.map((region) => (
                <tr key={region.region}>
                  <th scope="row">{region.region || t`Smaller regions together`}</th>
                  <td>{region.people}</td>
                  <td>{percent(region.acceptance)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </Page>
  );
}
