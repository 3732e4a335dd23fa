import { Trans, useLingui } from "@lingui/react/macro";
import { dateWords, daysUntil } from "../../../lib/dates";
import { Status } from "../../../ui/Status";
import type { RoleEntry } from "./requests";

/** Where a role holds: an organisation, or everywhere. */
export function RoleScope({ role }: { role: Pick<RoleEntry, "organisation"> }) {
  return role.organisation ? role.organisation.name : <Trans>the whole network</Trans>;
}

/** Whether a role holds today, as a word. */
export function RoleState({ role }: { role: Pick<RoleEntry, "holds" | "since"> }) {
  if (role.holds)
    return (
      <Status tone="good">
        <Trans>Holds</Trans>
      </Status>
    );
  return daysUntil(role.since) > 0 ? (
    <Status tone="now">
      <Trans>Begins later</Trans>
    </Status>
  ) : (
    <Status>
      <Trans>Ended</Trans>
    </Status>
  );
}

/** From when until when, in words. */
export function usePeriodWords(): (period: { since: string; until: string | null }) => string {
  const { t } = useLingui();
  return ({ since, until }) => {
    const first = dateWords(since);
    if (until === null) return t`from ${first}, without an end`;
    if (until < since) return t`taken back on its first day`;
    const last = dateWords(until);
    return t`from ${first} until ${last}`;
  };
}
