import { useLingui } from "@lingui/react/macro";

export type Saving =
  | "opening"
  | "saved"
  | "saving"
  | "offline"
  | "kept"
  | "unkept"
  | "signed_out"
  | "ended"
  | "refused";

/** Whether what is on the screen has been stored: always in the same place, always true. */
export function SaveState({ state }: { state: Saving }) {
  const { t } = useLingui();
  const words: Record<Saving, string> = {
    opening: t`Opening…`,
    saved: t`Saved`,
    saving: t`Saving…`,
    offline: t`No connection. Your text is kept on this device.`,
    kept: t`Kept on this device`,
    unkept: t`No connection, and this device cannot keep text. Please do not close this page.`,
    signed_out: t`You are signed out. Your text is kept on this device.`,
    refused: t`Your last change could not be stored. Copy it, then open this page again.`,
    ended: t`You no longer have access here.`,
  };
  return (
    <p className="save-state" data-state={state} role="status">
      {words[state]}
    </p>
  );
}
