import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { meQuery } from "../../api/me";
import { wordsFor, wordsQuery } from "../../api/words";
import { countryName } from "../../lib/countries";
import { Button, LinkButton } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { SearchField } from "../../ui/SearchField";
import { AddOrganisation } from "./organisations/AddOrganisation";
import { CheckedStatus } from "./organisations/Checked";
import { type OrganisationFilters, organisationsQuery } from "./organisations/requests";
import "./people.css";

const route = getRouteApi("/organisations");

/** The organisations of the network, and whether somebody checked that each is what it says. */
export default function OrganisationsPage() {
  const { t } = useLingui();
  const { data: me } = useSuspenseQuery(meQuery);
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const [adding, setAdding] = useState(false);
  const choose = (changed: OrganisationFilters) =>
    navigate({ search: { ...filters, ...changed }, replace: true, resetScroll: false });
  return (
    <Page
      title={t`Organisations`}
      lead={t`Whose people work together here, and by what we know that each is what it says.`}
      action={
        me.abilities.add_organisation && !adding ? (
          <Button onClick={() => setAdding(true)}>
            <Trans>Add an organisation</Trans>
          </Button>
        ) : null
      }
    >
      {adding ? <AddOrganisation onClose={() => setAdding(false)} /> : null}
      <div className="people-filters">
        <SearchField
          label={t`Name, region or domain`}
          value={filters.q ?? ""}
          onSearch={(q) => choose({ q: q || undefined })}
        />
        <div className="ds-field">
          <label htmlFor="organisation-state">
            <Trans>State</Trans>
          </label>
          <select
            id="organisation-state"
            className="ds-input"
            value={filters.state ?? ""}
            onChange={(event) => choose({ state: (event.target.value || undefined) as OrganisationFilters["state"] })}
          >
            <option value="">{t`Every state`}</option>
            <option value="verified">{t`Checked`}</option>
            <option value="unverified">{t`Not checked yet`}</option>
          </select>
        </div>
      </div>
      <Found filters={filters} key={JSON.stringify(filters)} />
    </Page>
  );
}

function Found({ filters }: { filters: OrganisationFilters }) {
  const { t } = useLingui();
  const { data: lists } = useSuspenseQuery(wordsQuery);
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(
    organisationsQuery(filters),
  );
  const found = data.pages.flatMap((page) => page.results);
  if (found.length === 0)
    return (
      <EmptyState
        title={t`No organisation found`}
        action={
          <LinkButton to="/organisations" look="secondary">
            <Trans>Show all</Trans>
          </LinkButton>
        }
      >
        <Trans>Try fewer words, or another state.</Trans>
      </EmptyState>
    );
  return (
    <>
      <ul className="entries" aria-label={t`Organisations found`}>
        {found.map((one) => (
          <li key={one.id} className="entry">
            <h2 className="entry__title">
              <Link to="/organisations/$id" params={{ id: one.id }}>
                {one.name}
              </Link>
            </h2>
            <p className="entry__meta">
              <CheckedStatus state={one.state} />
              <span>{wordsFor(lists.organisation_kinds, one.kind)}</span>
              <span>
                {one.region}, {countryName(one.country)}
              </span>
              {one.verification ? <span>{wordsFor(lists.proofs, one.verification.proof)}</span> : null}
            </p>
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <div className="actions">
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            <Trans>More organisations</Trans>
          </Button>
        </div>
      ) : null}
    </>
  );
}
