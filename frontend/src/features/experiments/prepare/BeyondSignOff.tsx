import { Trans } from "@lingui/react/macro";
import { LinkButton } from "../../../ui/Button";
import type { Pilot } from "../pilot/requests";
import { goesBeyond } from "./steps";

/** The way on where the pilot goes beyond what was signed off, or waits for a newer sign-off. */
export function BeyondSignOff({ pilot }: { pilot: Pilot }) {
  const waits = pilot.missing.some(({ code }) => code === "sign_off_awaited");
  if (waits)
    return (
      <section className="notice stack" data-tone="wait" data-gap="sm">
        <p role="status">
          <Trans>A newer version of the proposal was submitted. The pilot can start once that one is signed off.</Trans>
        </p>
        <div className="actions">
          <LinkButton to="/proposals/$id" params={{ id: pilot.proposal_id }} look="secondary">
            <Trans>Go to the proposal</Trans>
          </LinkButton>
        </div>
      </section>
    );
  if (!goesBeyond(pilot)) return null;
  return (
    <section className="notice stack" data-tone="wait" data-gap="sm">
      <p role="status">
        <Trans>
          This pilot goes beyond what was signed off. Change it, or submit a newer version of the proposal: what you
          have filled in here stays.
        </Trans>
      </p>
      <div className="actions">
        <LinkButton to="/dotanks/$id/room" params={{ id: pilot.dotank_id }} look="secondary">
          <Trans>Go to the working document</Trans>
        </LinkButton>
      </div>
    </section>
  );
}
