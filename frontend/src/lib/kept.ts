// What this device keeps for the person: typed text not yet sent, and the rooms' unsent edits. All names start with "dtn.",
// so that a sign-out can remove everything.
const PREFIX = "dtn.";

/** Reads what was kept under a name; anything unreadable counts as nothing. */
export function readKept<T>(name: string): T | undefined {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

/** Keeps a value on this device; says whether it could (private windows and full disks refuse). */
export function keep(name: string, value: unknown): boolean {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Removes one kept value. */
export function forget(name: string): void {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // Nothing could be kept, so nothing is left.
  }
}

/** The name of the database that keeps a room's edits for one person on this device. */
export const roomDatabase = (person: string, room: string): string => `${PREFIX}room.${person}.${room}`;

/** Removes everything kept for the person who signs out. */
export async function forgetEverything(): Promise<void> {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
    const databases = (await indexedDB.databases?.()) ?? [];
    await Promise.all(databases.map(({ name }) => (name?.startsWith(PREFIX) ? deleteDatabase(name) : undefined)));
  } catch {
    // A browser without storage has kept nothing.
  }
}

/** Deletes one database; resolves also when another tab holds it open, since deletion then follows when it closes. */
export function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}
