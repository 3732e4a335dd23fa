const LONGEST = 900;
// The server refuses everything else (dotanks/live/shapes.py).
const ALLOWED = /^(https?:\/\/|mailto:)[^\s<>"\\^`{|}]+$/;

/** Where a link may lead, made whole from what somebody typed; null when it is no page and no mailbox. */
export function addressOf(typed: string): string | null {
  const trimmed = typed.trim();
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(trimmed)
    ? trimmed
    : /^[^\s/@]+@[^\s/@]+\.[^\s/@]+$/.test(trimmed)
      ? `mailto:${trimmed}`
      : /^[^\s/.]+(\.[^\s/.]+)+(\/.*)?$/.test(trimmed)
        ? `https://${trimmed}`
        : "";
  const address = whole.replace(/^[a-z]+:/i, (scheme) => scheme.toLowerCase());
  return address.length <= LONGEST && ALLOWED.test(address) && URL.canParse(address) ? address : null;
}
