/**
 * A whole number as people type it: "20 000", "20.000" and "20,000" are 20000.
 * What is none goes as it is, for the server to name it: zero would be an answer nobody gave.
 */
export function wholeNumber(typed: string): number {
  const plain = typed.replace(/[\s'’]/g, "");
  const digits = /^[1-9]\d{0,2}([.,])\d{3}(\1\d{3})*$/.test(plain) ? plain.replace(/[.,]/g, "") : plain;
  return (/^\d+$/.test(digits) ? Number(digits) : typed) as number;
}

/** The same where an empty field says none. */
export const numberOf = (typed: string): number => (typed.trim() === "" ? 0 : wholeNumber(typed));

/** How large a file is, in the reader's language: "1.4 MB". */
export const fileSize = (bytes: number, locale: string): string =>
  bytes < 100_000
    ? new Intl.NumberFormat(locale, { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 }).format(bytes / 1000)
    : new Intl.NumberFormat(locale, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 }).format(bytes / 1e6);
