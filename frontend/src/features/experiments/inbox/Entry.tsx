import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { dateWords } from "../../../lib/dates";
import { DateWords } from "../../../ui/DateWords";
import { Status, type Tone } from "../../../ui/Status";
import type { SignOffCard } from "./requests";

const TONES: Record<NonNullable<SignOffCard["decision"]>, Tone> = {
  signed_off: "good",
  sent_back: "partly",
  declined: "bad",
};

/** One sign-off: what is asked in one sentence, by when, for whom, and what was decided. */
export function Entry({ card }: { card: SignOffCard }) {
  return (
    <li className="entry">
      <h2 className="entry__title">
        <Link to="/proposals/$id" params={{ id: card.proposal_id }}>
          {card.title}
        </Link>
      </h2>
      <p>{card.asked}</p>
      <p className="entry__meta">
        {card.decision ? <Decided card={card} decision={card.decision} /> : <Due card={card} />}
        <span>
          {card.kind_words}, {card.organisation.name}
        </span>
        {card.on_behalf_of ? (
          <span>
            {card.until ? (
              <Trans>
                for {card.on_behalf_of}, until {dateWords(card.until)}
              </Trans>
            ) : (
              <Trans>for {card.on_behalf_of}</Trans>
            )}
          </span>
        ) : null}
        <span>
          <Trans>Version {card.version}</Trans>
        </span>
      </p>
    </li>
  );
}

function Decided({ card, decision }: { card: SignOffCard; decision: NonNullable<SignOffCard["decision"]> }) {
  return (
    <>
      <Status tone={card.withdrawn ? "quiet" : TONES[decision]}>
        {card.decision_words}
        {card.withdrawn ? (
          <>
            , <Trans>then withdrawn</Trans>
          </>
        ) : null}
      </Status>
      {card.decided_at ? (
        <span>
          {card.decided_by}, {dateWords(card.decided_at)}
        </span>
      ) : null}
    </>
  );
}

function Due({ card }: { card: SignOffCard }) {
  if (!card.due_on) return null;
  return card.overdue ? (
    <Status tone="bad">
      <Trans>
        Overdue since <DateWords date={card.due_on} far={false} />
      </Trans>
    </Status>
  ) : (
    <Status tone="now">
      <Trans>
        Due <DateWords date={card.due_on} />
      </Trans>
    </Status>
  );
}
