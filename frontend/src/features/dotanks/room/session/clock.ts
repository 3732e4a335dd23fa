import type { AgendaItem } from "./requests";

type Timed = Pick<AgendaItem, "ends_at" | "seconds_left">;

/** How far the server's clock is ahead of this device's, in milliseconds: what it said, less when that was heard. */
export const aheadBy = (serverNow: string, heardAt: number): number => Date.parse(serverNow) - heardAt;

/** Whole seconds left of an item by the server's clock; never less than none. */
export function secondsLeft(item: Timed, ahead: number, now: number): number {
  if (item.ends_at === null) return item.seconds_left ?? 0;
  return Math.max(0, Math.ceil((Date.parse(item.ends_at) - now - ahead) / 1000));
}

/** "7:05", and for an hour and more "1:02:05". */
export function clockWords(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  const rest = two(seconds % 60);
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}

export type Told = "five" | "one" | "up";

const MOMENTS: readonly (readonly [number, Told])[] = [
  [0, "up"],
  [60, "one"],
  [300, "five"],
];

/** What is said aloud when the time passes from one moment to the next: five minutes, one minute, the end. */
export function toldBetween(before: number, after: number): Told | undefined {
  return MOMENTS.find(([seconds]) => before > seconds && after <= seconds)?.[1];
}
