// After moving to another page the new page's title gets the focus, so that it is read out and the Tab key starts there.
let waiting = false;

/** The router moved to another page. */
export const arrive = (): void => {
  waiting = true;
};

/** True once per move: whoever asks first, the new page's title, takes the focus. */
export function takeArrival(): boolean {
  const had = waiting;
  waiting = false;
  return had;
}
