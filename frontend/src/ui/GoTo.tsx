import { useRouter } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, MouseEvent } from "react";

/** A link to an address the server gave: inside the application it moves without loading everything anew. */
export function GoTo({ href, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const router = useRouter({ warn: false });
  function go(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    const address = new URL(href, location.origin);
    const inside = address.origin === location.origin && /^\/app(\/|$)/.test(address.pathname);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!router || !inside || !plain || event.defaultPrevented) return;
    event.preventDefault();
    router.history.push(address.pathname + address.search + address.hash);
  }
  return <a {...rest} href={href} onClick={go} />;
}
