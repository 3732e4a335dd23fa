import { Trans } from "@lingui/react/macro";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "./Button";
import type { Form } from "./useForm";

interface Props extends Pick<ComponentProps<typeof Button>, "look" | "tone"> {
  form: Pick<Form<never>, "sending" | "keptHere">;
  /** The way out without sending, where there is one. */
  onClose?: () => void;
  /** What the button that sends says. */
  children: ReactNode;
}

/** The end of a form: what sends it, the way out, and whether what was typed is kept here until then. */
export function FormActions({ form, onClose, children, ...button }: Props) {
  return (
    <div className="actions">
      <Button {...button} type="submit" busy={form.sending}>
        {children}
      </Button>
      {onClose ? (
        <Button look="secondary" onClick={onClose}>
          <Trans>Not now</Trans>
        </Button>
      ) : null}
      {form.keptHere ? (
        <span className="quiet small">
          <Trans>Kept on this device</Trans>
        </span>
      ) : null}
    </div>
  );
}
