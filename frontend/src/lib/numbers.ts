/** A number as typed; what is no number is sent as zero, so that the server says what may stand there. */
export const numberOf = (typed: string): number => Math.trunc(Number(typed)) || 0;

/** How large a file is, in the reader's language: "1.4 MB". */
export const fileSize = (bytes: number, locale: string): string =>
  bytes < 100_000
    ? new Intl.NumberFormat(locale, { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 }).format(bytes / 1000)
    : new Intl.NumberFormat(locale, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 }).format(bytes / 1e6);
