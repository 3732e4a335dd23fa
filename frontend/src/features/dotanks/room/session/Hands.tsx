import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { Button } from "../../../../ui/Button";
import type { PartProps } from "../parts";
import type { Changes } from "./Lead";
import { handOver, lowerHand } from "./requests";

/** Who asks to speak, in the order in which they did. */
export function Hands({ session, room, readAgain }: Changes) {
  const which = { room, id: session.id };
  const lower = useMutation({ mutationFn: (person: string) => lowerHand(which, person), onSettled: readAgain });
  const raised = session.people
    .filter((one) => one.hand_raised_at !== null)
    .sort((a, b) => (a.hand_raised_at ?? "").localeCompare(b.hand_raised_at ?? ""));
  const names = raised.map((one) => one.person.name).join(", ");
  return (
    <div className="session-hands" data-raised={raised.length > 0 || undefined}>
      <p role="status" className="small">
        {raised.length > 0 ? <Trans>Hands raised: {names}</Trans> : ""}
      </p>
      {session.abilities.lead
        ? raised.map(({ person }) => {
            const { name } = person;
            return (
              <Button key={person.id} look="tertiary" busy={lower.isPending} onClick={() => lower.mutate(person.id)}>
                <Trans>{name} has spoken</Trans>
              </Button>
            );
          })
        : null}
    </div>
  );
}

/** Where whoever led is gone, anybody here goes on. */
export function TakeOver({ session, room, readAgain, me }: Changes & { me: PartProps["me"] }) {
  const take = useMutation({
    mutationFn: () => handOver({ room, id: session.id }, session.version, me.id),
    onSettled: readAgain,
  });
  if (!session.abilities.take_over) return null;
  return (
    <button type="button" className="link-button" onClick={() => take.mutate()}>
      <Trans>Take over leading</Trans>
    </button>
  );
}
