import { beforeEach, describe, expect, test } from "vitest";
import { Ledger } from "./ledger";

let ledger: Ledger;

/** A connection on which both halves of the first exchange are done. */
function open(): void {
  ledger.connect();
  ledger.sentOurs();
  ledger.receivedTheirs();
}

function ask(): number {
  const number = ledger.ask();
  if (number === null) throw new Error("a question was expected");
  return number;
}

beforeEach(() => {
  ledger = new Ledger();
});

describe("saved is said", () => {
  test("when a question asked after the last edit was answered", () => {
    open();
    ledger.edited();
    ledger.answer(ask());

    expect(ledger.state()).toBe("saved");
  });

  test("also while a later question without new edits is still open", () => {
    open();
    ledger.edited();
    ledger.answer(ask());
    ask();

    expect(ledger.state()).toBe("saved");
  });
});

describe("saved is not said", () => {
  test("before any question was answered, even when in sync", () => {
    open();
    ask();

    expect(ledger.state()).toBe("saving");
  });

  test("when something was typed after the question", () => {
    open();
    const number = ask();
    ledger.edited();
    ledger.answer(number);

    expect(ledger.state()).toBe("saving");
  });

  test("for an answer to an older question than the newest edit", () => {
    open();
    ledger.edited();
    const first = ask();
    ledger.edited();
    const second = ask();
    ledger.answer(first);
    expect(ledger.state()).toBe("saving");

    ledger.answer(second);
    expect(ledger.state()).toBe("saved");
  });

  test("for an answer nobody asked for, or one given twice", () => {
    open();
    ledger.edited();
    ledger.answer(7);
    expect(ledger.state()).toBe("saving");

    const number = ask();
    ledger.answer(number);
    ledger.edited();
    ledger.answer(number);
    expect(ledger.state()).toBe("saving");
  });

  test("for an answer to a question of an earlier connection", () => {
    open();
    ledger.edited();
    const number = ask();
    ledger.disconnect();
    open();
    ledger.answer(number);

    expect(ledger.state()).toBe("saving");
  });

  test("until our offline edits were sent: a question before that is not asked at all", () => {
    ledger.edited();
    ledger.connect();
    ledger.receivedTheirs();

    expect(ledger.ask()).toBeNull();
    ledger.sentOurs();
    ledger.answer(ask());
    expect(ledger.state()).toBe("saved");
  });

  test("before the server's state arrived", () => {
    ledger.connect();
    ledger.sentOurs();
    ledger.answer(ask());

    expect(ledger.state()).toBe("opening");
  });
});

describe("without a connection", () => {
  test("it opens first, and says so", () => {
    expect(ledger.state()).toBe("opening");
  });

  test("what was saved is no longer called saved", () => {
    open();
    ledger.edited();
    ledger.answer(ask());
    ledger.disconnect();

    expect(ledger.state()).toBe("offline");
    expect(ledger.ask()).toBeNull();
  });

  test("it warns when this device cannot keep text either", () => {
    ledger.keepsHere(false);
    open();
    ledger.disconnect();

    expect(ledger.state()).toBe("unkept");
  });

  test("an ended access and a lost session are told apart, until a new connection", () => {
    open();
    ledger.end("ended");
    expect(ledger.state()).toBe("ended");

    ledger.end("signed_out");
    expect(ledger.state()).toBe("signed_out");

    open();
    expect(ledger.state()).toBe("saving");
  });
});
