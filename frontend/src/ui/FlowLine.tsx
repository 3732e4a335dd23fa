import { Trans, useLingui } from "@lingui/react/macro";
import { dateWords } from "../lib/dates";
import { GoTo } from "./GoTo";

type StationState = "done" | "here" | "ahead" | "stopped";

export interface Station {
  name: string;
  /** The station's name in the reader's language. */
  words: string;
  state: StationState;
  /** The day the station was reached. */
  date?: string | null;
  link?: string | null;
  /** In words, what it takes to reach a station that lies ahead. */
  needs?: string | null;
}

interface Props {
  /** Problem, Do Tank, Sign-off, Pilot, Lesson. */
  stations: readonly Station[];
  /** Who has the next step, and by when. */
  next?: { who: string; what?: string | null; by?: string | null } | null;
}

/** Where a case is on its way from problem to lesson: five stations, the one it stands at lit. */
export function FlowLine({ stations, next }: Props) {
  const { t } = useLingui();
  const states: Record<StationState, string> = {
    done: t`done`,
    here: t`now here`,
    ahead: t`still to come`,
    stopped: t`ended here`,
  };
  return (
    <div>
      <ol className="flowline" aria-label={t`Where this case is`}>
        {stations.map((station) => {
          const name = <span className="flowline__name">{station.words}</span>;
          const note = station.state === "ahead" ? station.needs : station.date ? dateWords(station.date) : null;
          return (
            <li
              key={station.name}
              data-state={station.state}
              aria-current={station.state === "here" ? "step" : undefined}
            >
              <span className="flowline__dot" aria-hidden="true" />
              {station.link ? <GoTo href={station.link}>{name}</GoTo> : name}
              <span className="ds-sr-only">{states[station.state]}</span>
              {note ? <span className="flowline__note">{note}</span> : null}
            </li>
          );
        })}
      </ol>
      {next?.who ? <NextStep {...next} /> : null}
    </div>
  );
}

interface Trail {
  stations: readonly Station[];
  next_who: string;
  next_what: string;
  due: string | null;
}

/** The flow line of a problem's trail, as the server tells it. */
export function CaseLine({ trail }: { trail: Trail }) {
  return <FlowLine stations={trail.stations} next={{ who: trail.next_who, what: trail.next_what, by: trail.due }} />;
}

function NextStep({ who, what, by }: NonNullable<Props["next"]>) {
  const day = by ? dateWords(by) : "";
  return (
    <p className="flowline__next">
      {by ? (
        <Trans>
          Next: <strong>{who}</strong>, by {day}.
        </Trans>
      ) : (
        <Trans>
          Next: <strong>{who}</strong>.
        </Trans>
      )}
      {what ? ` ${what}` : null}
    </p>
  );
}
