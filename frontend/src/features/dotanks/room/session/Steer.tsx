import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { RefusalError } from "../../../../lib/refusal";
import { Button } from "../../../../ui/Button";
import { RefusalNotice } from "../../../../ui/RefusalNotice";
import type { Changes } from "./Lead";
import { type Move, steerSession } from "./requests";

/** The two moves that carry a session on: showing what was written, and the next item. */
export function Steer({ session, room, readAgain }: Changes) {
  const { t } = useLingui();
  const step = useMutation({
    mutationFn: (move: Move) => steerSession({ room, id: session.id }, session.version, move),
    onSettled: readAgain,
  });
  const hidden = session.agenda.some((item) => item.hides && item.started_at !== null);
  const isLast = session.agenda.at(-1)?.current === true;
  // Something else moved a moment ago, perhaps the same by somebody else: the strip shows it already.
  const outdated = step.error instanceof RefusalError && step.error.code === "outdated";
  return (
    <>
      <span role="status" className="small">
        {outdated ? t`The session moved in that moment, so this was not done. Press again if it is still needed.` : ""}
      </span>
      {step.error && !outdated ? <RefusalNotice error={step.error} /> : null}
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
