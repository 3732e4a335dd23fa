import { Trans } from "@lingui/react/macro";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "./Button";

interface Props {
  open: boolean;
  /** Names the thing: "Stop the pilot “Shorter forms”?" */
  title: string;
  children?: ReactNode;
  /** The verb again: "Stop the pilot". */
  confirm: string;
  danger?: boolean;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks once, only for what cannot be undone. */
export function ConfirmDialog({
  open,
  title,
  children,
  confirm,
  danger = false,
  busy = false,
  onConfirm,
  onClose,
}: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const element = dialog.current;
    if (open && element && !element.open) element.showModal();
    if (!open && element?.open) element.close();
  }, [open]);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={heading} onClose={onClose}>
      <div className="stack" data-gap="sm">
        <h2 id={heading} className="title-md">
          {title}
        </h2>
        {children}
        <div className="actions">
          <Button tone={danger ? "danger" : "accent"} busy={busy} onClick={onConfirm}>
            {confirm}
          </Button>
          <Button look="secondary" onClick={onClose}>
            <Trans>Not now</Trans>
          </Button>
        </div>
      </div>
    </dialog>
  );
}
