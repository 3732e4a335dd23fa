import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { meQuery } from "../../../api/me";
import { wordsQuery } from "../../../api/words";
import { Button } from "../../../ui/Button";
import { Choice, Field, Select } from "../../../ui/Field";
import { FormFrame, useForm } from "../../../ui/useForm";
import { organisationQuery, organisationsQuery } from "../organisations/requests";
import { type GiveBody, giveRole, type Role, roleQuery } from "./requests";

interface Props {
  /** The organisation the list was narrowed to. */
  organisation?: string | undefined;
  onClose: () => void;
  onGiven: (role: Role) => void;
}

/** Today as the calendar here writes it. */
function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** Gives a colleague a role for a period. */
export function GiveRole({ organisation = "", onClose, onGiven }: Props) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data: me } = useSuspenseQuery(meQuery);
  const { data: lists } = useSuspenseQuery(wordsQuery);
  const homes = useHomes(organisation);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const form = useForm({
    start: { kind: "", email: "", organisation, since: today(), until: "" },
    send: ({ kind, email, organisation: home, since, until }, key) =>
      giveRole({ kind: kind as GiveBody["kind"], email, organisation: home || null, since, until: until || null }, key),
    done: (given: Role) => {
      queries.setQueryData(roleQuery(given.id).queryKey, given);
      void queries.invalidateQueries({ queryKey: ["roles"] });
      onGiven(given);
    },
  });
  const labels = {
    kind: t`Role`,
    email: t`Work address of the colleague`,
    organisation: t`Where it holds`,
    since: t`First day`,
    until: t`Last day`,
  };
  const says: Record<string, string> = {
    coordinator: t`Looks at problems and forms teams; for one organisation, says who works there.`,
    manager: t`Decides on proposals for their organisation.`,
    administrator: t`Keeps organisations and roles.`,
    legal: t`Signs proposals off that set a rule aside or touch people who can hardly stand up for themselves.`,
    data_protection: t`Signs proposals off that use data about people.`,
    finance: t`Signs proposals off that ask for more than the organisation's limit.`,
    rule_owner: t`Signs proposals off that touch a rule or a duty of their organisation.`,
  };
  return (
    <section className="panel stack" aria-label={t`Give a role`}>
      <h2 className="title-md" ref={heading} tabIndex={-1}>
        <Trans>Give a role</Trans>
      </h2>
      <FormFrame form={form} labels={labels}>
        <Choice
          {...form.field("kind")}
          label={labels.kind}
          options={lists.roles.map(({ value, words }) => ({ value, label: words, hint: says[value] }))}
        />
        <Field {...form.field("email")} label={labels.email} type="email" autoComplete="off" spellCheck={false} />
        <Select
          {...form.field("organisation")}
          label={labels.organisation}
          hint={t`Whoever decides or signs off does so for an organisation, and works there.`}
          {...(me.abilities.add_organisation ? { empty: t`The whole network` } : { empty: t`Choose…` })}
          options={homes}
        />
        <div className="pair">
          <Field {...form.field("since")} label={labels.since} type="date" />
          <Field {...form.field("until")} label={labels.until} aside={t`(optional)`} type="date" />
        </div>
        <div className="actions">
          <Button type="submit" busy={form.sending}>
            <Trans>Give the role</Trans>
          </Button>
          <Button look="secondary" onClick={onClose}>
            <Trans>Not now</Trans>
          </Button>
        </div>
      </FormFrame>
    </section>
  );
}

/** Organisations to choose from, every page of them, and the one that is already chosen. */
function useHomes(chosen: string): { value: string; label: string }[] {
  const all = useInfiniteQuery(organisationsQuery({}));
  const { data: named } = useQuery({ ...organisationQuery(chosen), enabled: chosen !== "" });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = all;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const found = all.data?.pages.flatMap((page) => page.results) ?? [];
  const options = found.map(({ id, name }) => ({ value: id, label: name }));
  return named && !options.some((one) => one.value === named.id)
    ? [{ value: named.id, label: named.name }, ...options]
    : options;
}
