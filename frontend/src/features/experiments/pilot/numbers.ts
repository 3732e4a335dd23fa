/** A number as people type it, for the server: "1 234,5" is 1234.5. What is no number stays, for the server to name it. */
export function asNumber(typed: string): string {
  const plain = typed.replace(/[\s\u00a0\u202f]/g, "");
  return /^[-+]?\d+(,\d+)?$/.test(plain) ? plain.replace(",", ".") : plain;
}

/** A number from the server without the zeros of its column: "31.000" is "31". */
export const plainNumber = (value: string | number | null): string => (value === null ? "" : String(Number(value)));
