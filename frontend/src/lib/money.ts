import { numberWords } from "./dates";

const CURRENCIES: Record<string, string> = {
  SE: "SEK",
  NO: "NOK",
  DK: "DKK",
  IS: "ISK",
  CH: "CHF",
  CZ: "CZK",
  GB: "GBP",
  HU: "HUF",
  LI: "CHF",
  PL: "PLN",
  RO: "RON",
};

/** The money of this country: proposals and pilots count in that of the organisation that signs them off. */
export const currencyOf = (country: string): string => CURRENCIES[country] ?? "EUR";

/** An amount in whole units, in the money of the country: "€4,000". */
export const moneyWords = (amount: number, country: string): string =>
  numberWords(amount, { style: "currency", currency: currencyOf(country), maximumFractionDigits: 0 });
