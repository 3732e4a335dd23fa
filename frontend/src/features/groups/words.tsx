import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseQuery } from "@tanstack/react-query";
import { wordsFor, wordsQuery } from "../../api/words";
import type { Group, GroupCard } from "./groups";

/** How many are in, and from how many organisations. */
export function Size({ group }: { group: Pick<Group, "members" | "organisations"> }) {
  const people = plural(group.members, { one: "# member", other: "# members" });
  const houses = plural(group.organisations, { one: "# organisation", other: "# organisations" });
  return (
    <Trans>
      {people} from {houses}
    </Trans>
  );
}

/** Its topics in words. */
export function Topics({ topics }: { topics: readonly string[] }) {
  const { data: lists } = useSuspenseQuery(wordsQuery);
  return <>{topics.map((topic) => wordsFor(lists.topics, topic)).join(", ")}</>;
}

/** What I am in a group, in words; empty for whoever is not in it. */
export function useMyPlace(): (place: GroupCard["my_place"]) => string {
  const { t } = useLingui();
  return (place) =>
    ({ "": "", asked: t`You asked to join`, member: t`You are in`, convener: t`You convene it` })[place];
}
