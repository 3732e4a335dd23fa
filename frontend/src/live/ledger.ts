import type { Saving } from "../ui/SaveState";

/** Why a room is closed to this person for good: no session, no right, or an edit the server cannot take. */
export type Ending = "signed_out" | "ended" | "refused";

/**
 * Knows whether everything typed here is stored on the server.
 *
 * The client asks "stored?" with a growing number; the server answers with that number once all it received before on this
 * connection is committed. "Saved" is said only when a question asked after the last edit has been answered on this
 * connection, and both halves of its first exchange are done: without ours, edits made while offline might still be on this
 * device only.
 */
export class Ledger {
  private edits = 0;
  private asked = 0;
  /** How many edits there were when each open question of this connection was asked. */
  private readonly questions = new Map<number, number>();
  private storedEdits = -1;
  private connected = false;
  private lost = false;
  private gaveOurs = false;
  private gotTheirs = false;
  private everOpen = false;
  private keeps = true;
  private closed: Ending | null = null;

  /** Something was typed here, or came back from this device's store. */
  edited(): void {
    this.edits += 1;
  }

  connect(): void {
    this.connected = true;
    this.lost = false;
    this.closed = null;
    this.startAnew();
  }

  /** The connection went away, or could not be made. */
  disconnect(): void {
    this.connected = false;
    this.lost = true;
    this.startAnew();
  }

  // An answer to a question asked on an earlier connection proves nothing on this one.
  private startAnew(): void {
    this.gaveOurs = false;
    this.gotTheirs = false;
    this.questions.clear();
    this.storedEdits = -1;
  }

  /** We answered the server's "what have you got?": all we had is on its way. */
  sentOurs(): void {
    this.gaveOurs = true;
  }

  /** The server's state has arrived. */
  receivedTheirs(): void {
    this.gotTheirs = true;
    this.everOpen = true;
  }

  /** The number to ask "stored?" with, or null when asking now would prove nothing. */
  ask(): number | null {
    if (!this.connected || !this.gaveOurs) return null;
    this.asked += 1;
    this.questions.set(this.asked, this.edits);
    return this.asked;
  }

  /** The server has stored everything that was sent before question `number`. */
  answer(number: number): void {
    const edits = this.questions.get(number);
    if (edits === undefined) return;
    this.storedEdits = Math.max(this.storedEdits, edits);
    for (const earlier of [...this.questions.keys()]) if (earlier <= number) this.questions.delete(earlier);
  }

  /** Whether this device can keep text while there is no connection. */
  keepsHere(can: boolean): void {
    this.keeps = can;
  }

  /** The server closed the room to this person for good. */
  end(why: Ending): void {
    this.disconnect();
    this.closed = why;
  }

  get stored(): boolean {
    return this.connected && this.gaveOurs && this.gotTheirs && this.storedEdits === this.edits;
  }

  state(): Saving {
    if (this.closed) return this.closed;
    if (this.stored) return "saved";
    if (this.connected) return this.everOpen ? "saving" : "opening";
    if (!this.lost) return "opening";
    return this.keeps ? "offline" : "unkept";
  }
}
