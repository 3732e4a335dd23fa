import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { dateWords } from "../../lib/dates";
import { AskReason } from "../../ui/AskReason";
import { Button, LinkButton } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { SearchField } from "../../ui/SearchField";
import { Status, type Tone } from "../../ui/Status";
import { CopyRequests } from "./exemptions/CopyRequests";
import type { ExemptionFilters, State } from "./exemptions/filters";
import { askToCopy, type Exemption, exemptionsQuery } from "./exemptions/requests";

const route = getRouteApi("/exemptions");
const TONES: Record<State, Tone> = { holds: "good", to_come: "now", ended: "quiet", revoked: "bad" };

/** The register of exemptions: open to everybody signed in, with the question whether one may copy it. */
export default function ExemptionsPage() {
  const { t } = useLingui();
  const filters = route.useSearch();
  return (
    <Page
      title={t`Exemptions`}
      lead={t`Rules that a pilot may set aside for a while. Has a team leave for what you want to try? Ask to copy it.`}
    >
      <div className="stack">
        <CopyRequests />
        <Filters filters={filters} key={filters.q ?? ""} />
        <Found filters={filters} key={JSON.stringify(filters)} />
      </div>
    </Page>
  );
}

function Filters({ filters }: { filters: ExemptionFilters }) {
  const { t } = useLingui();
  const navigate = route.useNavigate();
  const choose = (changed: { [Name in keyof ExemptionFilters]: ExemptionFilters[Name] | undefined }) => {
    const said = Object.fromEntries(Object.entries({ ...filters, ...changed }).filter(([, value]) => value));
    void navigate({ search: said as ExemptionFilters, resetScroll: false });
  };
  return (
    <div className="filters">
      <SearchField
        label={t`Words of the rule`}
        value={filters.q ?? ""}
        onSearch={(words) => choose({ q: words || undefined })}
      />
      <label className="filters__one">
        <span>
          <Trans>State</Trans>
        </span>
        <select
          className="ds-input"
          value={filters.state ?? ""}
          onChange={(event) => choose({ state: (event.target.value || undefined) as State | undefined })}
        >
          <option value="">{t`All of them`}</option>
          <option value="holds">{t`Holds`}</option>
          <option value="to_come">{t`Begins later`}</option>
          <option value="ended">{t`Has ended`}</option>
          <option value="revoked">{t`Was revoked`}</option>
        </select>
      </label>
      {filters.rule || filters.organisation ? (
        <Button look="tertiary" onClick={() => choose({ rule: undefined, organisation: undefined })}>
          {filters.rule ? <Trans>Of every rule</Trans> : <Trans>Of every organisation</Trans>}
        </Button>
      ) : null}
    </div>
  );
}

function Found({ filters }: { filters: ExemptionFilters }) {
  const { t } = useLingui();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(exemptionsQuery(filters));
  const found = data.pages.flatMap((page) => page.results);
  if (found.length === 0)
    return (
      <EmptyState
        title={t`No exemption fits this choice`}
        action={
          <LinkButton to="/exemptions" look="secondary">
            <Trans>Show all exemptions</Trans>
          </LinkButton>
        }
      >
        <Trans>Every exemption that a pilot was opened with appears here.</Trans>
      </EmptyState>
    );
  return (
    <>
      <ul className="entries" aria-label={t`Exemptions found`}>
        {found.map((exemption) => (
          <li key={exemption.id} className="entry">
            <One exemption={exemption} filters={filters} />
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <div className="actions">
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            <Trans>More exemptions</Trans>
          </Button>
        </div>
      ) : null}
    </>
  );
}

function One({ exemption, filters }: { exemption: Exemption; filters: ExemptionFilters }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { id, rule, names_rule, organisation, pilot_id, pilot_title, legal_basis, granted_by, state } = exemption;
  const from = dateWords(exemption.valid_from);
  const until = dateWords(exemption.valid_until);
  return (
    <>
      <h2 className="entry__title">{rule}</h2>
      <p>
        <Trans>
          Granted by {granted_by}: {legal_basis}.
        </Trans>{" "}
        <Trans>
          From {from} until {until}.
        </Trans>
      </p>
      <p className="entry__meta">
        <Status tone={TONES[state]}>{exemption.state_words}</Status>
        <Link to="/pilots/$id" params={{ id: pilot_id }}>
          {pilot_title}
        </Link>
        <Link to="/exemptions" search={{ ...filters, organisation: organisation.id }}>
          {organisation.name}
        </Link>
        {names_rule ? (
          <Link to="/exemptions" search={{ ...filters, rule: names_rule.id }} lang={names_rule.language}>
            {names_rule.name}
          </Link>
        ) : null}
        {exemption.asked ? (
          <span>
            <Trans>You have asked to copy it</Trans>
          </span>
        ) : null}
      </p>
      {exemption.abilities.ask_to_copy ? (
        <div className="actions">
          <AskReason
            verb={t`Ask to copy`}
            title={t`Ask whether you may copy the exemption from “${rule}”?`}
            label={t`What would you do with it?`}
            hint={t`The team reads it. For example: we have the same article and want to try the same at our desk.`}
            danger={false}
            send={(words) => askToCopy(id, words)}
            done={() => {
              void queries.invalidateQueries({ queryKey: ["exemptions"] });
              void queries.invalidateQueries({ queryKey: ["copy-requests"] });
            }}
          />
        </div>
      ) : null}
    </>
  );
}
