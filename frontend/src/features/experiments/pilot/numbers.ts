import { numberWords } from "../../../lib/dates";

const CURRENCIES: Record<string, string> = {
  SE: "SEK",
  NO: "NOK",
  DK: "DKK",
  IS: "ISK",
  CH: "CHF",
  GB: "GBP",
  PL: "PLN",
};

/** The money that counts where the problem is at home. */
export const currencyOf = (country: string): string => CURRENCIES[country] ?? "EUR";

/** An amount in whole units, in the money of the place: "€4,000". */
export const moneyWords = (amount: number, country: string): string =>
  numberWords(amount, { style: "currency", currency: currencyOf(country), maximumFractionDigits: 0 });

/** A number as people type it, for the server: "1 234,5" is 1234.5. What is no number stays, for the server to name it. */
export function asNumber(typed: string): string {
  const plain = typed.replace(/[\s\u00a0\u202f]/g, "");
  return /^[-+]?\d+(,\d+)?$/.test(plain) ? plain.replace(",", ".") : plain;
}

/** A number from the server without the zeros of its column: "31.000" is "31". */
export const plainNumber = (value: string | number | null): string => (value === null ? "" : String(Number(value)));
