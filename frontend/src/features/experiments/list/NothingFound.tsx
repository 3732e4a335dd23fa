import { Trans, useLingui } from "@lingui/react/macro";
import { LinkButton } from "../../../ui/Button";
import { EmptyState } from "../../../ui/EmptyState";
import { isNarrow, type PilotFilters } from "./filters";

/** No pilot fits, and what to do then. */
export function NothingFound({ filters }: { filters: PilotFilters }) {
  const { t } = useLingui();
  return isNarrow(filters) ? (
    <EmptyState
      title={t`No pilot fits this choice`}
      action={
        <LinkButton to="/pilots" look="secondary">
          <Trans>Show all pilots</Trans>
        </LinkButton>
      }
    >
      <Trans>Choose another place, topic or score.</Trans>
    </EmptyState>
  ) : (
    <EmptyState
      title={t`No pilot has started yet`}
      action={
        <LinkButton to="/dotanks" look="secondary">
          <Trans>See the Do Tanks</Trans>
        </LinkButton>
      }
    >
      <Trans>A pilot begins when a manager has signed off what a Do Tank proposes.</Trans>
    </EmptyState>
  );
}
