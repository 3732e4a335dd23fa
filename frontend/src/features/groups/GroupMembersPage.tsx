import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { meQuery } from "../../api/me";
import { AskReason } from "../../ui/AskReason";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Page } from "../../ui/Page";
import { PeopleList } from "../../ui/PeopleList";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { FormFrame, useForm } from "../../ui/useForm";
import { type Group, groupQuery, membersQuery, nameConvener, nameMember, removeMember } from "./groups";
import { Size } from "./words";

const route = getRouteApi("/groups/$id/members");

/** Who is in the group; for its members. */
export default function GroupMembersPage() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const { data: group } = useSuspenseQuery(groupQuery(id));
  return (
    <Page
      title={t`Who is in`}
      above={
        <p className="crumb">
          <Link to="/groups/$id" params={{ id }} lang={group.language}>
            {group.name}
          </Link>
        </p>
      }
      lead={<Size group={group} />}
      width="narrow"
    >
      {group.abilities.name_member ? <NameMember group={group} /> : null}
      {group.abilities.see_members ? (
        <Members group={group} />
      ) : (
        <p className="notice">
          <Trans>Only members see who is in.</Trans>
        </p>
      )}
    </Page>
  );
}

function Members({ group }: { group: Group }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data: me } = useSuspenseQuery(meQuery);
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(membersQuery(group.id));
  const members = new Map(data.pages.flatMap((page) => page.results).map((member) => [member.person.id, member]));
  const changed = () => queries.invalidateQueries({ queryKey: ["group", group.id] });
  const convener = useMutation({ mutationFn: nameConvener, onSettled: changed });
  return (
    <>
      {convener.error ? <RefusalNotice error={convener.error} /> : null}
      <PeopleList
        people={[...members.values()].map(({ person, convenes, endorsement }) => ({
          id: person.id,
          name: person.name,
          organisation: person.organisation,
          role:
            [convenes ? t`Convenes the group` : "", endorsement ? t`supported by: ${endorsement}` : ""]
              .filter(Boolean)
              .join(", ") || null,
        }))}
        after={({ id, name }) => {
          const member = members.get(id);
          if (!member) return null;
          return (
            <>
              {group.abilities.name_convener && !member.convenes ? (
                <Button
                  look="tertiary"
                  busy={convener.isPending && convener.variables === member.id}
                  onClick={() => convener.mutate(member.id)}
                >
                  <Trans>Name a convener</Trans>
                  <span className="ds-sr-only">: {name}</span>
                </Button>
              ) : null}
              {group.abilities.remove && id !== me.id ? (
                <AskReason
                  verb={t`Remove`}
                  title={t`Remove ${name} from the group?`}
                  hint={t`They read it.`}
                  look="tertiary"
                  send={(reason) => removeMember(member.id, reason)}
                  done={changed}
                />
              ) : null}
            </>
          );
        }}
      />
      {hasNextPage ? (
        <div className="actions">
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            <Trans>More members</Trans>
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** For coordinators: a formal group's members are named. */
function NameMember({ group }: { group: Group }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [named, setNamed] = useState("");
  const empty = { email: "", endorsement: "" };
  const form = useForm({
    start: empty,
    send: (values, key) => nameMember(group.id, values, key),
    done: (_, { email }) => {
      setNamed(email);
      form.reset(empty);
      void queries.invalidateQueries({ queryKey: ["group", group.id] });
    },
  });
  const labels = { email: t`Work e-mail address`, endorsement: t`Who in their organisation supports it?` };
  return (
    <section className="panel stack" data-gap="sm" aria-labelledby="name-member">
      <h2 className="title-sm" id="name-member">
        <Trans>Name a member</Trans>
      </h2>
      <FormFrame form={form} labels={labels}>
        <Field {...form.field("email")} type="email" label={labels.email} maxLength={254} autoComplete="off" />
        {group.needs_endorsement ? (
          <Field
            {...form.field("endorsement")}
            label={labels.endorsement}
            hint={t`For example: the director, on 3 March`}
            maxLength={300}
          />
        ) : null}
        <div className="actions">
          <Button type="submit" busy={form.sending}>
            <Trans>Name a member</Trans>
          </Button>
        </div>
      </FormFrame>
      <p role="status">{named ? <Trans>{named} is a member now and was told.</Trans> : null}</p>
    </section>
  );
}
