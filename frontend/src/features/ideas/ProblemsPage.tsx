import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { LANGUAGES, type Language } from "../../lib/i18n";
import { Button, LinkButton } from "../../ui/Button";
import { DateWords } from "../../ui/DateWords";
import { EmptyState } from "../../ui/EmptyState";
import { GoTo } from "../../ui/GoTo";
import { Page } from "../../ui/Page";
import { Status } from "../../ui/Status";
import { type ProblemFilters, type ProblemState, STATES } from "./filters";
import "./ideas.css";
import { problemsQuery } from "./problems";
import { STATE_TONES, useProblemWords } from "./words";

const route = getRouteApi("/problems");
const PUBLIC: readonly ProblemState[] = ["posted", "published", "taken_up", "answered"];

/** The problems of the network, or my own; the address keeps what was chosen. */
export default function ProblemsPage() {
  const { t } = useLingui();
  const filters = route.useSearch();
  return (
    <Page
      title={filters.mine ? t`My problems` : t`Problems`}
      lead={t`What stands in the way of good public work, in the words of the people who met it.`}
      action={
        <LinkButton to="/problems/new">
          <Trans>Post a problem</Trans>
        </LinkButton>
      }
    >
      <div className="stack">
        <Filters filters={filters} />
        <Found filters={filters} key={JSON.stringify(filters)} />
      </div>
    </Page>
  );
}

function Filters({ filters }: { filters: ProblemFilters }) {
  const { t } = useLingui();
  const { states } = useProblemWords();
  const navigate = route.useNavigate();
  const choose = (changed: ProblemFilters) =>
    navigate({ search: { ...filters, ...changed }, replace: true, resetScroll: false });
  const language = filters.language ? `?language=${filters.language}` : "";
  return (
    <search aria-label={t`Choose which problems you see`} className="filters">
      <ul className="tabs">
        <li>
          <GoTo href={`/app/problems${language}`} aria-current={filters.mine ? undefined : "true"}>
            <Trans>From everybody</Trans>
          </GoTo>
        </li>
        <li>
          <GoTo
            href={`/app/problems?mine=true${language.replace("?", "&")}`}
            aria-current={filters.mine ? "true" : undefined}
          >
            <Trans>Mine</Trans>
          </GoTo>
        </li>
      </ul>
      <label className="filters__one">
        <span>
          <Trans>State</Trans>
        </span>
        <select
          className="ds-input"
          value={filters.state ?? ""}
          onChange={(event) => choose({ state: (event.target.value || undefined) as ProblemState | undefined })}
        >
          <option value="">{t`Every state`}</option>
          {(filters.mine ? STATES : PUBLIC).map((state) => (
            <option key={state} value={state}>
              {states[state]}
            </option>
          ))}
        </select>
      </label>
      <label className="filters__one">
        <span>
          <Trans>Language</Trans>
        </span>
        <select
          className="ds-input"
          value={filters.language ?? ""}
          onChange={(event) => choose({ language: (event.target.value || undefined) as Language | undefined })}
        >
          <option value="">{t`Every language`}</option>
          {Object.entries(LANGUAGES).map(([code, name]) => (
            <option key={code} value={code} lang={code}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="problem-filters__one">
        <span>
          <Trans>Order</Trans>
        </span>
        <select
          className="ds-input"
          value={filters.order ?? ""}
          onChange={(event) => choose({ order: (event.target.value || undefined) as "support" | undefined })}
        >
          <option value="">{t`Newest first`}</option>
          <option value="support">{t`Shared by most first`}</option>
        </select>
      </label>
    </search>
  );
}

function Found({ filters }: { filters: ProblemFilters }) {
  const { t } = useLingui();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(problemsQuery(filters));
  const problems = data.pages.flatMap((page) => page.results);
  if (problems.length === 0) return <NothingFound filters={filters} />;
  return (
    <>
      <ul className="entries" aria-label={t`Problems found`}>
        {problems.map((problem) => (
          <li key={problem.id} className="entry">
            <h2 className="entry__title" lang={problem.language}>
              {problem.state === "draft" ? (
                <Link to="/problems/$id/edit" params={{ id: problem.id }}>
                  {problem.title}
                </Link>
              ) : (
                <Link to="/problems/$id" params={{ id: problem.id }}>
                  {problem.title}
                </Link>
              )}
            </h2>
            <p className="clamp" lang={problem.language}>
              {problem.situation}
            </p>
            <p className="entry__meta">
              <Status tone={STATE_TONES[problem.state]}>{problem.state_words}</Status>
              <span>{problem.place}</span>
              {problem.supporters > 0 ? (
                <span>
                  <Plural value={problem.supporters} one="also of # colleague" other="also of # colleagues" />
                </span>
              ) : null}
              {problem.posted_on ? <DateWords date={problem.posted_on} /> : null}
            </p>
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <div className="actions">
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            <Trans>More problems</Trans>
          </Button>
        </div>
      ) : null}
    </>
  );
}

function NothingFound({ filters }: { filters: ProblemFilters }) {
  const { t } = useLingui();
  if (filters.state || filters.language)
    return (
      <EmptyState
        title={t`Nothing fits this choice`}
        action={
          <LinkButton to="/problems" search={filters.mine ? { mine: true } : {}} look="secondary">
            <Trans>Show all</Trans>
          </LinkButton>
        }
      >
        <Trans>Choose another state or language.</Trans>
      </EmptyState>
    );
  return (
    <EmptyState
      title={filters.mine ? t`You have not posted a problem yet` : t`No problem has been posted yet`}
      action={
        <LinkButton to="/problems/new">
          <Trans>Post a problem</Trans>
        </LinkButton>
      }
    >
      <Trans>Is there a rule or habit that keeps you from doing your work well? Six plain questions are enough.</Trans>
    </EmptyState>
  );
}
