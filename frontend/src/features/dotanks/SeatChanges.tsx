import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { dateWords } from "../../lib/dates";
import type { DoTank } from "./dotanks";
import { type SeatChange, seatChangesQuery } from "./teams";

/** Where this team is another than was advised, and why: for coordinators, who see who was asked. */
export function SeatChanges({ dotank }: { dotank: DoTank }) {
  const { data: changes = [] } = useQuery({
    ...seatChangesQuery(dotank.id),
    enabled: dotank.invitations.length > 0,
  });
  if (changes.length === 0) return null;
  return (
    <section className="stack" data-gap="sm" aria-labelledby="seat-changes">
      <h2 className="title-md" id="seat-changes">
        <Trans>Other people than advised</Trans>
      </h2>
      <ul className="plain-list">
        {changes.map((change) => (
          <Change key={change.id} change={change} />
        ))}
      </ul>
    </section>
  );
}

function Change({ change }: { change: SeatChange }) {
  const day = dateWords(change.created_at);
  const by = change.coordinator.name;
  return (
    <li className="other">
      <div>
        <strong>
          <DifferenceInWords cameIn={change.came_in?.name} wentOut={change.went_out?.name} />
        </strong>
        <p>{change.reason}</p>
        <p className="quiet small">
          <Trans>
            {by}, {day}
          </Trans>
        </p>
      </div>
    </li>
  );
}

/** One difference from the advice, by name. */
export function DifferenceInWords({ cameIn, wentOut }: { cameIn: string | undefined; wentOut: string | undefined }) {
  if (cameIn && wentOut)
    return (
      <Trans>
        {cameIn} instead of {wentOut}
      </Trans>
    );
  if (cameIn) return <Trans>{cameIn} as well</Trans>;
  return <Trans>Without {wentOut}</Trans>;
}
