import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "../../ui/Button";
import { Page } from "../../ui/Page";
import { Budget } from "./portfolio/Budget";
import { DeclareBudget, DeclareSpread } from "./portfolio/Declare";
import "./portfolio/portfolio.css";
import { portfolioQuery } from "./portfolio/requests";
import { Spread } from "./portfolio/Spread";

const route = getRouteApi("/organisations/$id/portfolio");

/** An organisation's pilots over the four facets against the spread it wants, and its experiment budget. */
export default function PortfolioPage() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const { year } = route.useSearch();
  const { data: portfolio } = useSuspenseQuery(portfolioQuery(id, year));
  const [saying, setSaying] = useState<"spread" | "budget" | null>(null);
  const { organisation, abilities } = portfolio;
  const done = () => setSaying(null);
  return (
    <Page
      title={t`Pilots and experiment budget`}
      above={
        <p className="crumb">
          <Link to="/organisations/$id" params={{ id }}>
            {organisation.name}
          </Link>
        </p>
      }
      lead={
        <Link to="/pilots" search={{ organisation: id }}>
          <Trans>All pilots of this organisation</Trans>
        </Link>
      }
    >
      <div className="stack" data-gap="lg">
        <Spread portfolio={portfolio} />
        {abilities.declare ? (
          saying === "spread" ? (
            <section className="panel" aria-label={t`The spread it wants`}>
              <DeclareSpread portfolio={portfolio} onDone={done} />
            </section>
          ) : (
            <div className="actions">
              <Button look="secondary" onClick={() => setSaying("spread")}>
                <Trans>Say which spread you want</Trans>
              </Button>
            </div>
          )
        ) : null}
        <Budget portfolio={portfolio} />
        {abilities.declare ? (
          saying === "budget" ? (
            <section className="panel" aria-label={t`Experiment budget`}>
              <DeclareBudget portfolio={portfolio} onDone={done} />
            </section>
          ) : (
            <div className="actions">
              <Button look="secondary" onClick={() => setSaying("budget")}>
                <Trans>Declare a year's budget</Trans>
              </Button>
            </div>
          )
        ) : null}
      </div>
    </Page>
  );
}
