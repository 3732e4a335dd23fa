import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { RefusalError } from "../../../../lib/refusal";
import { Button } from "../../../../ui/Button";
import { RefusalNotice } from "../../../../ui/RefusalNotice";
import type { Changes } from "./Lead";
import { type Move, type Session, steerSession } from "./requests";

/** Carries the session one move on, from the version that is on the screen. */
export const useSteering = ({ session, room, readAgain }: Changes) =>
  useMutation({
    mutationFn: (move: Move) => steerSession({ room, id: session.id }, session.version, move),
    onSettled: readAgain,
  });

/** The two moves that carry a session on: showing what was written, and the next item. */
export function Steer({ session, step }: { session: Session; step: ReturnType<typeof useSteering> }) {
  const hidden = session.agenda.some((item) => item.hides && item.started_at !== null);
  const isLast = session.agenda.at(-1)?.current === true;
  return (
    <>
      {hidden ? (
        <Button busy={step.isPending} onClick={() => step.mutate("reveal")}>
          <Trans>Show the notes</Trans>
        </Button>
      ) : null}
      {isLast ? null : (
        <Button look="secondary" busy={step.isPending} onClick={() => step.mutate("next")}>
          <Trans>Next item</Trans>
        </Button>
      )}
    </>
  );
}

/** Why a move was not made; it needs the whole width, below the line of buttons. */
export function SteerRefused({ error }: { error: unknown }) {
  const { t } = useLingui();
  // Something else moved a moment ago, perhaps the same by somebody else: the strip shows it already.
  const outdated = error instanceof RefusalError && error.code === "outdated";
  return (
    <>
      <p role="status" className="small">
        {outdated ? t`The session moved in that moment, so this was not done. Press again if it is still needed.` : ""}
      </p>
      {error && !outdated ? <RefusalNotice error={error} /> : null}
    </>
  );
}
