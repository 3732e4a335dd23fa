import { useCallback, useEffect, useRef, useState } from "react";
import { keep, readKept } from "../../../../lib/kept";
import { RefusalError } from "../../../../lib/refusal";
import { type Message, writeMessage } from "./requests";

/** Something said that the server has not got yet; its key makes sure that it is said once. */
export interface Waiting {
  key: string;
  text: string;
  mentioned: string[];
  /** Why the server will not take it, in its words. */
  refused?: string;
}

export interface Outbox {
  waiting: readonly Waiting[];
  /** True while nothing can be sent: it is kept here and goes out in its order. */
  stuck: boolean;
  send: (text: string, mentioned: string[]) => void;
  drop: (key: string) => void;
}

const AGAIN = 4_000;

/** Sends what was said in its order; what cannot go now stays on this device until it can. */
export function useOutbox(room: string, sent: (message: Message) => void): Outbox {
  const name = `chat-out.${room}`;
  const [waiting, setWaiting] = useState<Waiting[]>(() => readKept<Waiting[]>(name) ?? []);
  const [stuck, setStuck] = useState(false);
  const [tries, setTries] = useState(0);
  const busy = useRef(false);
  const told = useRef(sent);
  told.current = sent;
  const put = useCallback(
    (change: (before: Waiting[]) => Waiting[]) =>
      setWaiting((before) => {
        const now = change(before);
        keep(name, now);
        return now;
      }),
    [name],
  );
  const first = waiting.find((one) => one.refused === undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` asks for another go
  useEffect(() => {
    if (!first || busy.current) return;
    busy.current = true;
    const { key, text, mentioned } = first;
    void writeMessage(room, { text, mentioned }, key)
      .then((message) => {
        setStuck(false);
        put((before) => before.filter((one) => one.key !== key));
        told.current(message);
      })
      .catch((error: unknown) => {
        if (error instanceof RefusalError && !error.mayWorkLater) {
          const why = Object.values(error.details)[0]?.[0] ?? error.detail;
          put((before) => before.map((one) => (one.key === key ? { ...one, refused: why } : one)));
        } else {
          setStuck(true);
          setTimeout(() => setTries((before) => before + 1), AGAIN);
        }
      })
      .finally(() => {
        busy.current = false;
      });
  }, [first?.key, tries, room, put]);

  useEffect(() => {
    const again = () => setTries((before) => before + 1);
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  }, []);

  return {
    waiting,
    stuck,
    send: (text, mentioned) => put((before) => [...before, { key: crypto.randomUUID(), text, mentioned }]),
    drop: (key) => put((before) => before.filter((one) => one.key !== key)),
  };
}
