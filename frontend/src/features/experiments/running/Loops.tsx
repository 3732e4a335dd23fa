import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { numberWords } from "../../../lib/dates";
import { Button } from "../../../ui/Button";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { Status } from "../../../ui/Status";
import type { Pilot } from "../pilot/requests";
import { LoopForm, ResultForm } from "./LoopForms";
import { type Card, type Running, startCard } from "./requests";

interface Props {
  pilot: Pilot;
  running: Running;
  took: (answer: Running) => void;
}

/** The loops in turn: what was believed and tried, what came of it, and the next one. */
export function Loops({ pilot, running, took }: Props) {
  const [planning, setPlanning] = useState(false);
  if (running.cards.length === 0 && !pilot.abilities.plan_card) return null;
  return (
    <section className="stack" data-gap="sm" aria-labelledby="loops">
      <h2 className="title-md" id="loops">
        <Trans>Loops</Trans>
      </h2>
      <ol className="loops">
        {running.cards.map((card) => (
          <Loop key={card.id} pilot={pilot} card={card} took={took} />
        ))}
      </ol>
      {!pilot.abilities.plan_card ? null : planning ? (
        <LoopForm
          pilot={pilot}
          onClose={() => setPlanning(false)}
          took={(answer) => {
            setPlanning(false);
            took(answer);
          }}
        />
      ) : (
        <div className="actions">
          <Button look="secondary" onClick={() => setPlanning(true)}>
            <Trans>Plan the next loop</Trans>
          </Button>
        </div>
      )}
    </section>
  );
}

type Open = "nothing" | "editing" | "deciding";

function Loop({ pilot, card, took }: { pilot: Pilot; card: Card; took: (answer: Running) => void }) {
  const { t } = useLingui();
  const [open, setOpen] = useState<Open>("nothing");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const measure = pilot.measures.find((one) => one.id === card.measure_id);
  const limit = `${numberWords(Number(card.threshold))} ${measure?.unit ?? ""}`;
  const name = measure?.name ?? "";
  const id = `loop-${card.id}`;
  const left = pilot.state === "closed" && card.state !== "decided";

  async function start() {
    setBusy(true);
    setRefused(null);
    try {
      took(await startCard(card.id));
    } catch (error) {
      setRefused(error);
    } finally {
      setBusy(false);
    }
  }
  const close = (answer: Running) => {
    setOpen("nothing");
    took(answer);
  };
  return (
    <li className="panel stack" data-gap="sm" aria-labelledby={id}>
      <div className="row" data-spread>
        <h3 className="title-sm" id={id}>
          <Trans>Loop {card.number}</Trans>
        </h3>
        {left ? (
          <Status tone="quiet">{t`Left without a decision`}</Status>
        ) : (
          <Status tone={card.state === "running" ? "now" : card.state === "decided" ? "good" : "quiet"}>
            {card.state_words}
          </Status>
        )}
      </div>
      {open === "editing" ? (
        <LoopForm pilot={pilot} card={card} onClose={() => setOpen("nothing")} took={close} />
      ) : (
        <dl className="facts">
          <dt>{t`We believe`}</dt>
          <dd className="pilot-text">{card.hypothesis}</dd>
          <dt>{t`We try`}</dt>
          <dd className="pilot-text">{card.test}</dd>
          <dt>{t`We measure`}</dt>
          <dd>
            <Trans>
              {name}, limit {limit}
            </Trans>
          </dd>
          {card.state === "decided" ? (
            <>
              <dt>{t`Result`}</dt>
              <dd className="pilot-text">{card.result}</dd>
              <dt>{t`Learnt`}</dt>
              <dd className="pilot-text">{card.learning}</dd>
              <dt>{t`Decision`}</dt>
              <dd>{card.decision_words}</dd>
            </>
          ) : null}
        </dl>
      )}
      {refused ? <RefusalNotice error={refused} /> : null}
      {open === "deciding" ? (
        <ResultForm card={card} onClose={() => setOpen("nothing")} took={close} />
      ) : open === "nothing" && pilot.abilities.plan_card ? (
        <div className="actions">
          {card.state === "planned" && pilot.abilities.start_card ? (
            <Button look="secondary" busy={busy} onClick={() => void start()}>
              <Trans>Start it: its limit is locked</Trans>
            </Button>
          ) : null}
          {card.state === "planned" ? (
            <Button look="tertiary" onClick={() => setOpen("editing")}>
              <Trans>Change it</Trans>
            </Button>
          ) : null}
          {card.state === "running" ? (
            <Button look="secondary" onClick={() => setOpen("deciding")}>
              <Trans>Enter result and decision</Trans>
            </Button>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}
