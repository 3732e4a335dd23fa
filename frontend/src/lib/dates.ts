import { i18n } from "@lingui/core";

const DAY = 86_400_000;
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * DAY],
  ["month", 30 * DAY],
  ["week", 7 * DAY],
  ["day", DAY],
];

/** A date as the person's calendar sees it; "2026-11-24" is that day everywhere, a time is the day it falls on here. */
export function asDate(value: string | Date): Date {
  if (value instanceof Date) return value;
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00`) : new Date(value);
}

const midnight = (date: Date): Date => new Date(date.getFullYear(), date.getMonth(), date.getDate());

/** Whole days from today to a date: negative when it has passed. */
export function daysUntil(value: string | Date, now = new Date()): number {
  return Math.round((midnight(asDate(value)).getTime() - midnight(now).getTime()) / DAY);
}

/** "24 November", with the year when it is another one: "24 November 2027". */
export function dateWords(value: string | Date, now = new Date(), locale = i18n.locale): string {
  const date = asDate(value);
  const year = date.getFullYear() === now.getFullYear() ? undefined : ("numeric" as const);
  return new Intl.DateTimeFormat(dateLocale(locale), { day: "numeric", month: "long", year }).format(date);
}

/** "24 Nov", where there is little room; "24 Nov 2027" where one year does not go without saying. */
export function dayWords(value: string | Date, withYear = false, locale = i18n.locale): string {
  const year = withYear ? ("numeric" as const) : undefined;
  return new Intl.DateTimeFormat(dateLocale(locale), { day: "numeric", month: "short", year }).format(asDate(value));
}

/** "24 November at 14:05". */
export function timeWords(value: string | Date, now = new Date(), locale = i18n.locale): string {
  const time = new Intl.DateTimeFormat(dateLocale(locale), { hour: "2-digit", minute: "2-digit", hour12: false });
  return `${dateWords(value, now, locale)}, ${time.format(asDate(value))}`;
}

/** "in 3 days", "yesterday", "2 weeks ago". */
export function agoWords(value: string | Date, now = new Date(), locale = i18n.locale): string {
  const days = daysUntil(value, now);
  const words = new Intl.RelativeTimeFormat(dateLocale(locale), { numeric: "auto" });
  const [unit, size] = UNITS.find(([, length]) => Math.abs(days) * DAY >= 2 * length) ?? ["day", DAY];
  return words.format(Math.round((days * DAY) / size), unit);
}

/** A number as written in the person's language. */
export function numberWords(value: number, options: Intl.NumberFormatOptions = {}, locale = i18n.locale): string {
  return new Intl.NumberFormat(dateLocale(locale), { maximumFractionDigits: 2, ...options }).format(value);
}

/** English here is European English: day before month. */
const dateLocale = (locale: string): string => (locale === "en" ? "en-GB" : locale || "en-GB");

/** Today on this device's calendar, as a date field wants it. */
export function today(now = new Date()): string {
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
}
