import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useSuspenseInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { meQuery } from "../../api/me";
import { wordsFor, wordsQuery } from "../../api/words";
import { Button, LinkButton } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { SearchField } from "../../ui/SearchField";
import { organisationQuery } from "./organisations/requests";
import { GiveRole } from "./roles/GiveRole";
import { type RoleFilters, type RoleKind, rolesQuery } from "./roles/requests";
import { RoleScope, RoleState, usePeriodWords } from "./roles/words";
import "./people.css";

const route = getRouteApi("/roles");

/** Who holds which role, from when until when, and who gave it. */
export default function RolesPage() {
  const { t } = useLingui();
  const { data: me } = useSuspenseQuery(meQuery);
  const { data: lists } = useSuspenseQuery(wordsQuery);
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const go = useNavigate();
  const [giving, setGiving] = useState(false);
  const choose = (changed: RoleFilters) =>
    navigate({ search: { ...filters, ...changed }, replace: true, resetScroll: false });
  const keeps = me.abilities.keep_roles;
  return (
    <Page
      title={keeps ? t`Roles` : t`My roles`}
      lead={
        keeps
          ? t`Who may decide, form teams or keep this network in order. Each role is given by somebody, for a time.`
          : t`What you may do here beyond what every colleague may.`
      }
      action={
        keeps && !giving ? (
          <Button onClick={() => setGiving(true)}>
            <Trans>Give a role</Trans>
          </Button>
        ) : null
      }
    >
      {giving ? (
        <GiveRole
          organisation={filters.organisation}
          onClose={() => setGiving(false)}
          onGiven={(given) => void go({ to: "/roles/$id", params: { id: given.id } })}
        />
      ) : null}
      {keeps ? (
        <div className="people-filters">
          <SearchField label={t`Name`} value={filters.q ?? ""} onSearch={(q) => choose({ q: q || undefined })} />
          <div className="ds-field">
            <label htmlFor="role-kind">
              <Trans>Role</Trans>
            </label>
            <select
              id="role-kind"
              className="ds-input"
              value={filters.kind ?? ""}
              onChange={(event) => choose({ kind: (event.target.value || undefined) as RoleKind | undefined })}
            >
              <option value="">{t`Every role`}</option>
              {lists.roles.map(({ value, words }) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </select>
          </div>
        </div>
      ) : null}
      {filters.organisation ? <Narrowed id={filters.organisation} /> : null}
      <Found filters={filters} key={JSON.stringify(filters)} />
    </Page>
  );
}

/** The list shows one organisation alone. */
function Narrowed({ id }: { id: string }) {
  const { data: organisation } = useQuery(organisationQuery(id));
  return (
    <p>
      <Trans>Only: {organisation?.name ?? "…"}.</Trans>{" "}
      <Link to="/roles">
        <Trans>Show all</Trans>
      </Link>
    </p>
  );
}

function Found({ filters }: { filters: RoleFilters }) {
  const { t } = useLingui();
  const periodWords = usePeriodWords();
  const { data: lists } = useSuspenseQuery(wordsQuery);
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(rolesQuery(filters));
  const found = data.pages.flatMap((page) => page.results);
  if (found.length === 0)
    return (
      <EmptyState
        title={t`No role found`}
        action={
          <LinkButton to="/" look="secondary">
            <Trans>Go to my desk</Trans>
          </LinkButton>
        }
      >
        <Trans>Posting problems and working in a Do Tank need no role.</Trans>
      </EmptyState>
    );
  return (
    <>
      <ul className="entries" aria-label={t`Roles found`}>
        {found.map((role) => (
          <li key={role.id} className="entry">
            <h2 className="entry__title">
              <Link to="/roles/$id" params={{ id: role.id }}>
                {role.person.name}: {wordsFor(lists.roles, role.kind)}
              </Link>
            </h2>
            <p className="entry__meta">
              <RoleState role={role} />
              <span>
                <RoleScope role={role} />
              </span>
              <span>{periodWords(role)}</span>
              {role.granted_by ? <span>{t`given by ${role.granted_by}`}</span> : null}
            </p>
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <div className="actions">
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            <Trans>More roles</Trans>
          </Button>
        </div>
      ) : null}
    </>
  );
}
