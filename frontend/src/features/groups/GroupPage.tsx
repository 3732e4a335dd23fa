import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { LANGUAGES } from "../../lib/i18n";
import { useLive } from "../../live/useLive";
import { AskReason } from "../../ui/AskReason";
import { LinkButton } from "../../ui/Button";
import { Page } from "../../ui/Page";
import { Status } from "../../ui/Status";
import { Cases } from "./Cases";
import { Changes } from "./Changes";
import { ComeIn, Leave } from "./ComeIn";
import { Goals } from "./Goals";
import "./groups.css";
import { closeGroup, type Group, groupQuery } from "./groups";
import { Requests } from "./Requests";
import { Size, Topics, useMyPlace } from "./words";

const route = getRouteApi("/groups/$id");

/** A group: what it is for, what it wants this year, its problems, and what I can do here. */
export default function GroupPage() {
  const { id } = route.useParams();
  const queries = useQueryClient();
  const place = useMyPlace();
  const { data: group } = useSuspenseQuery(groupQuery(id));
  useLive(`group.${id}`, { "*": () => void queries.invalidateQueries({ queryKey: ["group", id] }) });
  return (
    <Page
      title={group.name}
      above={
        <p className="crumb">
          <Link to="/groups">
            <Trans>Groups</Trans>
          </Link>
        </p>
      }
      lead={
        <p className="row">
          {group.state === "closed" ? <Status>{group.state_words}</Status> : null}
          {group.my_place ? <Status tone="good">{place(group.my_place)}</Status> : null}
          <span>
            <Size group={group} />
          </span>
        </p>
      }
    >
      <div className="with-aside">
        <div className="stack" data-gap="lg">
          {group.state === "closed" ? (
            <p className="notice">
              <Trans>This group is closed. The reason: {group.closed_because}</Trans>
            </p>
          ) : null}
          <p className="purpose" lang={group.language}>
            {group.purpose}
          </p>
          <ComeIn group={group} />
          {group.abilities.answer && group.requests > 0 ? <Requests group={group} /> : null}
          <Cases group={group} />
          <Changes group={group} />
        </div>
        <aside className="stack">
          <Goals group={group} />
          <Facts group={group} />
          <Tools group={group} />
        </aside>
      </div>
    </Page>
  );
}

function Facts({ group }: { group: Group }) {
  const more = group.organisations - group.organisation_names.length;
  return (
    <section className="panel stack" data-gap="sm">
      <dl className="facts" data-tight>
        <dt>
          <Trans>How one comes in</Trans>
        </dt>
        <dd>{group.how_to_come_in}</dd>
        <dt>
          <Trans>Topics</Trans>
        </dt>
        <dd>
          <Topics topics={group.topics} />
        </dd>
        <dt>
          <Trans>Language</Trans>
        </dt>
        <dd>{LANGUAGES[group.language]}</dd>
        <dt>
          <Trans>Members work for</Trans>
        </dt>
        <dd>
          {group.organisation_names.join(", ")}
          {more > 0 ? (
            <>
              {" "}
              <Trans>and {more} more</Trans>
            </>
          ) : null}
        </dd>
        <dt>
          <Trans>Convened from</Trans>
        </dt>
        <dd>{group.convener_organisations.join(", ") || <Trans>Nobody at the moment</Trans>}</dd>
      </dl>
      {group.abilities.see_members ? (
        <p>
          <Link to="/groups/$id/members" params={{ id: group.id }}>
            <Trans>See who is in</Trans>
          </Link>
        </p>
      ) : null}
    </section>
  );
}

/** What its conveners, and its members, can do beside reading. */
function Tools({ group }: { group: Group }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { abilities } = group;
  return (
    <div className="stack" data-gap="sm">
      {abilities.edit ? (
        <LinkButton to="/groups/$id/edit" params={{ id: group.id }} look="secondary">
          <Trans>Change name or purpose</Trans>
        </LinkButton>
      ) : null}
      <Leave group={group} />
      {abilities.close ? (
        <AskReason
          verb={t`Close the group`}
          title={t`Close the group “${group.name}” for good?`}
          hint={t`All members read it, and it stays on the page.`}
          look="tertiary"
          send={(reason) => closeGroup(group.id, reason)}
          done={(closed) => {
            queries.setQueryData(groupQuery(group.id).queryKey, closed);
            for (const key of ["groups", "desk"]) void queries.invalidateQueries({ queryKey: [key] });
          }}
        >
          <p>
            <Trans>Its page and its problems stay to read. Nobody can join any more.</Trans>
          </p>
        </AskReason>
      ) : null}
    </div>
  );
}
