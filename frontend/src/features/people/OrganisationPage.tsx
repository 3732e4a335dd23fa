import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { wordsFor, wordsQuery } from "../../api/words";
import { countryName } from "../../lib/countries";
import { dateWords } from "../../lib/dates";
import { addresses } from "../../lib/server-page";
import { Page } from "../../ui/Page";
import { CheckedStatus, Proof } from "./organisations/Checked";
import { Claims } from "./organisations/Claims";
import { EditOrganisation } from "./organisations/EditOrganisation";
import { type Organisation, organisationQuery } from "./organisations/requests";
import { Verify } from "./organisations/Verify";
import "./people.css";

/** One organisation: its proof, who says that they work there, and what is kept of it. */
export default function OrganisationPage() {
  const { t } = useLingui();
  const { id } = useParams({ from: "/organisations/$id" });
  const { data: organisation } = useSuspenseQuery(organisationQuery(id));
  const { abilities } = organisation;
  return (
    <Page
      title={organisation.name}
      above={
        <p className="crumb">
          <Link to="/organisations">
            <Trans>Organisations</Trans>
          </Link>
        </p>
      }
      lead={<CheckedStatus state={organisation.state} />}
      action={
        <a href={addresses.page(`organisations/${organisation.slug}`)}>
          <Trans>Its public page</Trans>
        </a>
      }
    >
      <div className="with-aside">
        <div className="stack" data-gap="lg">
          <section className="stack" data-gap="sm" aria-labelledby="proof">
            <h2 className="title-md" id="proof">
              <Trans>How we know that it is what it says</Trans>
            </h2>
            <Proof organisation={organisation} />
            <Verify organisation={organisation} key={organisation.state} />
          </section>
          {abilities.answer_claims ? <Claims organisation={organisation} /> : null}
          {abilities.edit ? (
            <section className="stack" data-gap="sm" aria-labelledby="kept">
              <h2 className="title-md" id="kept">
                <Trans>What is kept of it</Trans>
              </h2>
              <EditOrganisation organisation={organisation} />
            </section>
          ) : null}
        </div>
        <aside className="stack" aria-label={t`About this organisation`}>
          <Facts organisation={organisation} />
          <p>
            <Link to="/organisations/$id/portfolio" params={{ id }}>
              <Trans>Its pilots and experiment budget</Trans>
            </Link>
          </p>
          {abilities.give_role ? (
            <p>
              <Link to="/roles" search={{ organisation: organisation.id }}>
                <Trans>Roles in this organisation</Trans>
              </Link>
            </p>
          ) : null}
        </aside>
      </div>
    </Page>
  );
}

function Facts({ organisation }: { organisation: Organisation }) {
  const { data: lists } = useSuspenseQuery(wordsQuery);
  const closed = organisation.next_closed_day;
  return (
    <section className="panel">
      <dl className="facts" data-tight>
        <dt>
          <Trans>Kind</Trans>
        </dt>
        <dd>{wordsFor(lists.organisation_kinds, organisation.kind)}</dd>
        <dt>
          <Trans>Level</Trans>
        </dt>
        <dd>{wordsFor(lists.levels, organisation.level)}</dd>
        <dt>
          <Trans>Region</Trans>
        </dt>
        <dd>
          {organisation.region}, {countryName(organisation.country)}
        </dd>
        {organisation.line ? (
          <>
            <dt>
              <Trans>Line of responsibility</Trans>
            </dt>
            <dd>{organisation.line}</dd>
          </>
        ) : null}
        <dt>
          <Trans>Domain</Trans>
        </dt>
        <dd>{organisation.domain}</dd>
        <dt>
          <Trans>Time zone</Trans>
        </dt>
        <dd>{organisation.time_zone}</dd>
        <dt>
          <Trans>Calendar</Trans>
        </dt>
        <dd>{organisation.calendar_in_use}</dd>
        {closed ? (
          <>
            <dt>
              <Trans>Closed next</Trans>
            </dt>
            <dd>
              {dateWords(closed.day)} <span className="quiet">({closed.name})</span>
            </dd>
          </>
        ) : null}
      </dl>
    </section>
  );
}
