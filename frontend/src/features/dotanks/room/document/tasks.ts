/** The document of the room that is open, as what stands beside it may use it: it takes tasks. */
let take: ((words: string) => void) | null = null;

/** The open document takes tasks in this way; gives back what ends that. */
export function takesTasks(way: (words: string) => void): () => void {
  take = way;
  return () => {
    if (take === way) take = null;
  };
}

/** Puts an open check item at the end of the document; false where no document is open for writing. */
export function addTask(words: string): boolean {
  take?.(words);
  return take !== null;
}
