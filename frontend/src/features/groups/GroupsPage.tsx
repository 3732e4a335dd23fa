import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { wordsQuery } from "../../api/words";
import { Button, LinkButton } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { GoTo } from "../../ui/GoTo";
import { Page } from "../../ui/Page";
import { SearchField } from "../../ui/SearchField";
import { Status } from "../../ui/Status";
import type { GroupFilters, View } from "./filters";
import { groupsQuery } from "./groups";
import { Size, Topics, useMyPlace } from "./words";

const route = getRouteApi("/groups");

/** The groups of the network, those that fit me, or mine; the address keeps what was chosen. */
export default function GroupsPage() {
  const { t } = useLingui();
  const filters = route.useSearch();
  return (
    <Page
      title={t`Groups`}
      lead={t`Colleagues of many organisations around one subject. They hear of problems they may know an answer to.`}
      action={
        <LinkButton to="/groups/new" look="secondary">
          <Trans>Found a group</Trans>
        </LinkButton>
      }
    >
      <div className="stack">
        <Filters filters={filters} key={filters.q ?? ""} />
        <Found filters={filters} key={JSON.stringify(filters)} />
      </div>
    </Page>
  );
}

/** The address of the list with these filters. */
function addressOf({ view, topic, q }: GroupFilters): string {
  const said = Object.entries({ view: view === "all" ? undefined : view, topic, q }).filter(([, value]) => value);
  return `/app/groups${said.length > 0 ? `?${new URLSearchParams(said as [string, string][])}` : ""}`;
}

function Filters({ filters }: { filters: GroupFilters }) {
  const { t } = useLingui();
  const { data: lists } = useSuspenseQuery(wordsQuery);
  const navigate = route.useNavigate();
  const choose = (changed: GroupFilters) => navigate({ search: { ...filters, ...changed }, resetScroll: false });
  const views: [View, string][] = [
    ["all", t`All groups`],
    ["fits", t`On my topics`],
    ["mine", t`Mine`],
  ];
  return (
    <div className="filters">
      <ul className="tabs">
        {views.map(([view, words]) => (
          <li key={view}>
            <GoTo
              href={addressOf({ ...filters, view })}
              aria-current={(filters.view ?? "all") === view ? "true" : undefined}
            >
              {words}
            </GoTo>
          </li>
        ))}
      </ul>
      <SearchField
        label={t`Name or subject`}
        value={filters.q ?? ""}
        onSearch={(words) => void choose({ q: words || undefined })}
      />
      <label className="filters__one">
        <span>
          <Trans>Topic</Trans>
        </span>
        <select
          className="ds-input"
          value={filters.topic ?? ""}
          onChange={(event) => choose({ topic: event.target.value || undefined })}
        >
          <option value="">{t`Every topic`}</option>
          {lists.topics.map(({ value, words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function Found({ filters }: { filters: GroupFilters }) {
  const { t } = useLingui();
  const place = useMyPlace();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(groupsQuery(filters));
  const groups = data.pages.flatMap((page) => page.results);
  if (groups.length === 0) return <NothingFound filters={filters} />;
  return (
    <>
      <ul className="entries" aria-label={t`Groups found`}>
        {groups.map((group) => (
          <li key={group.id} className="entry">
            <h2 className="entry__title" lang={group.language}>
              <Link to="/groups/$id" params={{ id: group.id }}>
                {group.name}
              </Link>
            </h2>
            <p className="clamp" lang={group.language}>
              {group.purpose}
            </p>
            <p className="entry__meta">
              {group.state === "closed" ? (
                <Status tone="quiet">{group.state_words}</Status>
              ) : (
                <Status tone={group.my_place ? "good" : "quiet"}>{place(group.my_place) || group.setting_words}</Status>
              )}
              <span>
                <Size group={group} />
              </span>
              <span>
                <Topics topics={group.topics} />
              </span>
            </p>
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <div className="actions">
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            <Trans>More groups</Trans>
          </Button>
        </div>
      ) : null}
    </>
  );
}

function NothingFound({ filters }: { filters: GroupFilters }) {
  const { t } = useLingui();
  if (filters.q || filters.topic)
    return (
      <EmptyState
        title={t`No group fits this choice`}
        action={
          <LinkButton to="/groups" look="secondary">
            <Trans>Show all groups</Trans>
          </LinkButton>
        }
      >
        <Trans>Choose other words or another topic, or found the group that is missing.</Trans>
      </EmptyState>
    );
  if (filters.view === "fits")
    return (
      <EmptyState
        title={t`No other group is about your topics`}
        action={
          <LinkButton to="/settings" look="secondary">
            <Trans>See which topics you named</Trans>
          </LinkButton>
        }
      >
        <Trans>Groups on the topics that you named in your profile appear here.</Trans>
      </EmptyState>
    );
  return (
    <EmptyState
      title={filters.view === "mine" ? t`You are in no group yet` : t`There is no group yet`}
      action={
        <LinkButton to="/groups/new">
          <Trans>Found a group</Trans>
        </LinkButton>
      }
    >
      <Trans>A group needs a name, a purpose, and somebody who brings people together: you.</Trans>
    </EmptyState>
  );
}
