import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../ui/Button";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { type Conversation, follow } from "./conversation/conversation";
import type { Found } from "./SolvedElsewhere";

interface Props {
  one: Found;
  said: Conversation;
  onGoOn: () => void;
  onLeave?: () => Promise<unknown>;
}

/** After saying that a problem of somebody else is mine too: hear of it, leave the draft, or go on writing. */
export function MineToo({ one, said, onGoOn, onLeave }: Props) {
  const { t } = useLingui();
  const [asks, setAsks] = useState(false);
  const place = useRef<HTMLElement>(null);
  // The button that was pressed is gone.
  useEffect(() => place.current?.focus(), []);
  const hear = useMutation({ mutationFn: () => follow(one.id, true) });
  const leave = useMutation({ mutationFn: async () => onLeave?.(), onSettled: () => setAsks(false) });
  const follows = (hear.data ?? said).follows;
  return (
    <section className="notice stack" data-tone="good" data-gap="sm" ref={place} tabIndex={-1}>
      <p>
        <strong>
          <Trans>You said: this is mine too.</Trans>
        </strong>{" "}
        <a href={one.link} target="_blank" rel="noreferrer" lang={one.language}>
          {one.title}
        </a>
      </p>
      <p role="status">
        {follows ? (
          <Trans>You follow it: we tell you of every step.</Trans>
        ) : (
          <Plural value={said.supporters} one="You are the first to say so." other="# colleagues say so now." />
        )}
      </p>
      {(hear.error ?? leave.error) ? <RefusalNotice error={hear.error ?? leave.error} /> : null}
      <div className="actions">
        {follows ? null : (
          <Button busy={hear.isPending} onClick={() => hear.mutate()}>
            <Trans>Follow it</Trans>
          </Button>
        )}
        {onLeave ? (
          <Button look="secondary" onClick={() => setAsks(true)}>
            <Trans>Throw my draft away</Trans>
          </Button>
        ) : null}
        <Button look="tertiary" onClick={onGoOn}>
          <Trans>Go on writing</Trans>
        </Button>
      </div>
      <ConfirmDialog
        open={asks}
        title={t`Throw your draft away?`}
        confirm={t`Throw my draft away`}
        danger
        busy={leave.isPending}
        onConfirm={() => leave.mutate()}
        onClose={() => setAsks(false)}
      >
        <p>
          <Trans>What you wrote here is not posted and cannot be brought back.</Trans>
        </p>
      </ConfirmDialog>
    </section>
  );
}
