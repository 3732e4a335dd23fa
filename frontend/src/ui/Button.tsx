import { createLink, type LinkComponent } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, Ref } from "react";

interface Look {
  /** The one main action of a screen is "primary"; everything else is quieter. */
  look?: "primary" | "secondary" | "tertiary";
  tone?: "accent" | "danger" | "neutral";
}

type ButtonProps = Look &
  ButtonHTMLAttributes<HTMLButtonElement> & {
    /** Something is on its way: the button stays focusable, but a second press does nothing. */
    busy?: boolean;
    ref?: Ref<HTMLButtonElement>;
  };

/** A button that does something here. */
export function Button({
  look = "primary",
  tone = "accent",
  busy = false,
  type = "button",
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={`ds-button ${rest.className ?? ""}`}
      data-variant={look}
      data-color={tone}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    />
  );
}

type AnchorProps = Look & AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> };

function Anchor({ look = "primary", tone = "accent", className = "", ...rest }: AnchorProps) {
  return <a {...rest} className={`ds-button ${className}`} data-variant={look} data-color={tone} />;
}

/** A link that looks like a button, to a page of the application. */
export const LinkButton: LinkComponent<typeof Anchor> = createLink(Anchor);
