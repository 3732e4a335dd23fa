import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "../../ui/Button";
import { Page } from "../../ui/Page";
import { GroupForm } from "./GroupForm";
import { editGroup, type Group, groupQuery } from "./groups";

const route = getRouteApi("/groups/$id/edit");

/** Changes what the group says of itself. */
export default function EditGroupPage() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const { data: group } = useSuspenseQuery(groupQuery(id));
  // What I began with: while I write, somebody else may save.
  const [read, setRead] = useState(group);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [outdated, setOutdated] = useState(false);
  return (
    <Page
      title={t`Change the group`}
      above={
        <p className="crumb">
          <Link to="/groups/$id" params={{ id }} lang={read.language}>
            {read.name}
          </Link>
        </p>
      }
      width="narrow"
    >
      {read.abilities.edit ? (
        <GroupForm
          key={read.version}
          group={read}
          verb={t`Save`}
          send={(body) => editGroup(id, { ...body, read_version: read.version })}
          refused={(refusal) => {
            if (refusal.code !== "outdated") return false;
            setOutdated(true);
            void queries.invalidateQueries({ queryKey: ["group", id] });
            return true;
          }}
          done={(saved) => {
            queries.setQueryData(groupQuery(id).queryKey, saved);
            void queries.invalidateQueries({ queryKey: ["groups"] });
            void navigate({ to: "/groups/$id", params: { id } });
          }}
        >
          {outdated ? (
            <ReadAnew
              now={group}
              onRead={() => {
                setRead(group);
                setOutdated(false);
              }}
            />
          ) : null}
        </GroupForm>
      ) : (
        <p className="notice">
          <Trans>Only the conveners change this group.</Trans>
        </p>
      )}
    </Page>
  );
}

/** Somebody else saved first: what they wrote, and a way to go on from there. */
function ReadAnew({ now, onRead }: { now: Group; onRead: () => void }) {
  return (
    <section className="notice stack" data-tone="wait" data-gap="sm" role="alert">
      <h2 className="title-sm">
        <Trans>Another convener saved while you were writing</Trans>
      </h2>
      <p>
        <Trans>It now reads:</Trans>
      </p>
      <blockquote lang={now.language}>
        <strong>{now.name}</strong>
        <br />
        {now.purpose}
      </blockquote>
      <p>
        <Button look="secondary" onClick={onRead}>
          <Trans>Go on from there</Trans>
        </Button>
      </p>
    </section>
  );
}
