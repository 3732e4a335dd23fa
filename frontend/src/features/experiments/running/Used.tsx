import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { numberWords } from "../../../lib/dates";
import { moneyWords } from "../../../lib/money";
import { Button } from "../../../ui/Button";
import { Status } from "../../../ui/Status";
import type { Pilot } from "../pilot/requests";
import type { Running } from "./requests";
import { UseForm } from "./UseForm";
import { Uses } from "./Uses";

interface Props {
  pilot: Pilot;
  running: Running;
  took: (answer: Running) => void;
}

/** People, money and places used against what was promised: bars with their numbers. */
export function Used({ pilot, running, took }: Props) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState("");
  const { used } = running;
  const money = (amount: number) => moneyWords(amount, pilot.organisation.country);
  return (
    <section className="panel stack" data-gap="sm" aria-labelledby="used">
      <h2 className="title-sm" id="used">
        <Trans>Used of the limits</Trans>
      </h2>
      <Bar name={t`People`} used={used.people} limit={pilot.people_limit} words={numberWords} />
      <Bar name={t`Money`} used={used.money} limit={pilot.money_limit} words={money} />
      {used.outside.length > 0 ? (
        <div className="stack" data-gap="xs">
          <Status tone="bad">
            <Trans>Outside the agreed place</Trans>
          </Status>
          <ul>
            {used.outside.map((place, number) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same place may stand there twice, in this order
              <li key={`${number}-${place}`}>{place}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <Uses
        pilot={pilot}
        uses={running.uses}
        onOpen={() => setSaid("")}
        took={(answer) => {
          setSaid(
            answer.limits_left.length > 0
              ? t`Corrected. A limit is left: who leads and the manager know.`
              : t`Corrected. The old value stays in the history.`,
          );
          took(answer);
        }}
      />
      {pilot.abilities.enter_use ? (
        open ? (
          <UseForm
            pilot={pilot}
            onClose={() => setOpen(false)}
            took={(answer) => {
              setOpen(false);
              setSaid(
                answer.limits_left.length > 0
                  ? t`Saved. A limit is left: who leads and the manager were told.`
                  : t`Saved.`,
              );
              took(answer);
            }}
          />
        ) : (
          <Button
            look="secondary"
            onClick={() => {
              setSaid("");
              setOpen(true);
            }}
          >
            <Trans>Enter what was used</Trans>
          </Button>
        )
      ) : null}
      <p role="status" className="small">
        {said}
      </p>
    </section>
  );
}

interface BarProps {
  name: string;
  used: number;
  limit: number | null;
  words: (amount: number) => string;
}

function Bar({ name, used, limit, words }: BarProps) {
  const { t } = useLingui();
  if (limit === null) return null;
  const over = used > limit;
  const [so, most] = [words(used), words(limit)];
  return (
    <div className="days">
      <progress
        value={Math.min(used, limit)}
        max={Math.max(1, limit)}
        aria-label={name}
        data-over={over || undefined}
      />
      <p className="small row">
        <span>
          {name}: {t`${so} of ${most}`}
        </span>
        {over ? (
          <Status tone="bad">
            <Trans>Limit left</Trans>
          </Status>
        ) : null}
      </p>
    </div>
  );
}
