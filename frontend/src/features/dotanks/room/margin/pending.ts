import { useSyncExternalStore } from "react";

// Apart from the editor, so that the page can ask before the editor's code is there.
let pending = 0;
const listeners = new Set<() => void>();

/** Says how many suggestions are open in the document on the screen. */
export function setPending(count: number): void {
  if (count === pending) return;
  pending = count;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How many suggestions are open in the document on the screen. */
export const usePending = (): number => useSyncExternalStore(listen, () => pending);
