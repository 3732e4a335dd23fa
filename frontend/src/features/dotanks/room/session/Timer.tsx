import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import { aheadBy, clockWords, secondsLeft, type Told, toldBetween } from "./clock";
import type { AgendaItem } from "./requests";

interface Props {
  item: AgendaItem;
  /** The server's time, and when this device heard it. */
  now: string;
  heardAt: number;
}

/** The time that is left, by the server's clock. It is said aloud at five minutes, one minute and the end; nothing blinks. */
export function Timer({ item, now, heardAt }: Props) {
  const { t } = useLingui();
  const ahead = aheadBy(now, heardAt);
  const read = () => secondsLeft(item, ahead, Date.now());
  const [, tick] = useState(0);
  const left = read();
  const before = useRef({ item: item.id, left });
  const [told, setTold] = useState<Told>();
  const paused = item.ends_at === null;

  useEffect(() => {
    if (paused) return;
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, [paused]);

  useEffect(() => {
    const last = before.current;
    before.current = { item: item.id, left };
    if (last.item !== item.id || left > last.left) setTold(undefined);
    else {
      const says = toldBetween(last.left, left);
      if (says) setTold(says);
    }
  }, [item.id, left]);

  const name = item.name;
  const aloud = {
    five: t`Five minutes left for ${name}`,
    one: t`One minute left for ${name}`,
    up: t`Time is up for ${name}`,
  };
  return (
    <div className="session-timer" data-up={left === 0 || undefined}>
      <span role="timer" aria-live="off" aria-label={t`Time left`}>
        {left === 0 ? t`Time is up` : clockWords(left)}
      </span>
      {paused && left > 0 ? <span className="quiet small">{t`stands still`}</span> : null}
      <span className="ds-sr-only" role="status">
        {told ? aloud[told] : ""}
      </span>
    </div>
  );
}
