import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Page } from "../../ui/Page";
import { Filters } from "./list/Filters";
import { Found } from "./list/Found";
import type { PilotFilters } from "./list/filters";
import "./list/list.css";
import { Places } from "./list/Places";

const route = getRouteApi("/pilots");

/** All pilots, running and ended, as a list or by place; the address keeps what was chosen. */
export default function PilotsPage() {
  const { t } = useLingui();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (changed: PilotFilters) => void navigate({ search: { ...filters, ...changed }, resetScroll: false });
  const Shown = filters.view === "places" ? Places : Found;
  return (
    <Page title={t`Pilots`} lead={t`What is being tried out, what was, and what it was worth.`}>
      <div className="stack">
        <Filters filters={filters} choose={choose} />
        <p className="small">
          <Link to="/exemptions">
            <Trans>Exemptions that others were given, and may be copied</Trans>
          </Link>
        </p>
        <Shown filters={filters} key={JSON.stringify(filters)} />
      </div>
    </Page>
  );
}
