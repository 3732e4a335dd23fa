import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { numberWords } from "../../../lib/dates";
import type { FacetShare, Portfolio } from "./requests";

/** How the pilots spread over the four facets: as bars with numbers, in a sentence each, and as a table. */
export function Spread({ portfolio }: { portfolio: Portfolio }) {
  const { t } = useLingui();
  const gap = useGapWords();
  const { facets, without_facet: without } = portfolio;
  const counted = facets.some(({ share }) => share !== null);
  return (
    <section className="stack" aria-labelledby="spread">
      <h2 className="title-md" id="spread">
        <Trans>Over the four facets</Trans>
      </h2>
      {portfolio.drifts ? (
        <p className="notice" data-tone="wait">
          <Trans>
            Every pilot does better what is done already. Without others, a portfolio drifts to how things are.
          </Trans>
        </p>
      ) : null}
      {counted ? null : (
        <p className="quiet">
          <Trans>No pilot says yet which question it asks. Its team does, while preparing it.</Trans>
        </p>
      )}
      <ul className="spread">
        {facets.map((facet) => (
          <li key={facet.facet}>
            <h3 className="title-sm">{facet.facet_words}</h3>
            <p className="quiet small">{facet.question}</p>
            <Bar words={t`Has`} share={facet.share} kind="has" />
            <Bar words={t`Wants`} share={facet.wanted} kind="wants" />
            {facet.gap === null ? null : <p className="small">{gap(facet.gap)}</p>}
          </li>
        ))}
      </ul>
      {without > 0 ? (
        <p className="quiet small">
          {plural(without, { one: "# pilot more names no facet.", other: "# pilots more name no facet." })}
        </p>
      ) : null}
      <Table facets={facets} />
    </section>
  );
}

/** A share as a bar; its number stands beside it, so the picture is for the eye alone. */
function Bar({ words, share, kind }: { words: string; share: number | null; kind: "has" | "wants" }) {
  return (
    <p className="spread__row" data-kind={kind}>
      <span>{words}</span>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect className="spread__all" width="100" height="6" />
        <rect className="spread__part" width={share ?? 0} height="6" />
      </svg>
      <span>{share === null ? <Trans>not said</Trans> : percentWords(share)}</span>
    </p>
  );
}

function Table({ facets }: { facets: readonly FacetShare[] }) {
  const { t } = useLingui();
  const percent = (share: number | null) => (share === null ? t`not said` : percentWords(share));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard.
    <section className="portfolio-table" aria-label={t`The same in numbers`} tabIndex={0}>
      <table className="ds-table">
        <caption>{t`The same in numbers`}</caption>
        <thead>
          <tr>
            <th scope="col">{t`Facet`}</th>
            <th scope="col">{t`Running`}</th>
            <th scope="col">{t`Ended`}</th>
            <th scope="col">{t`Has`}</th>
            <th scope="col">{t`Wants`}</th>
            <th scope="col">{t`Gap in points`}</th>
          </tr>
        </thead>
        <tbody>
          {facets.map((facet) => (
            <tr key={facet.facet}>
              <th scope="row">{facet.facet_words}</th>
              <td>{facet.running}</td>
              <td>{facet.ended}</td>
              <td>{percent(facet.share)}</td>
              <td>{percent(facet.wanted)}</td>
              <td>{facet.gap === null ? t`not said` : numberWords(facet.gap, { signDisplay: "exceptZero" })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A share in whole percents, written as the person's language does: "50%", "50 %". */
const percentWords = (share: number): string =>
  numberWords(share / 100, { style: "percent", maximumFractionDigits: 0 });

/** The gap between what there is and what is wanted, in words. */
function useGapWords(): (gap: number) => string {
  const { t } = useLingui();
  return (gap) => {
    if (gap === 0) return t`as much as it wants`;
    return gap > 0
      ? plural(gap, { one: "# percentage point more than it wants", other: "# percentage points more than it wants" })
      : plural(-gap, { one: "# percentage point less than it wants", other: "# percentage points less than it wants" });
  };
}
