import { Trans, useLingui } from "@lingui/react/macro";
import { dateWords } from "../lib/dates";

export type StationName = "problem" | "dotank" | "signoff" | "pilot" | "lesson";
export type StationState = "done" | "here" | "ahead" | "stopped";

export interface Station {
  name: StationName;
  state: StationState;
  /** The day the station was reached. */
  date?: string | null;
  href?: string | null;
  /** In words, what it takes to reach a station that lies ahead. */
  needs?: string | null;
}

interface Props {
  stations: readonly Station[];
  /** Who has the next step, and by when. */
  next?: { who: string; what?: string | null; by?: string | null } | null;
}

/** Where a case is on its way from problem to lesson: five stations, the one it stands at lit. */
export function FlowLine({ stations, next }: Props) {
  const { t } = useLingui();
  const names: Record<StationName, string> = {
    problem: t`Problem`,
    dotank: t`Do Tank`,
    signoff: t`Sign-off`,
    pilot: t`Pilot`,
    lesson: t`Lesson`,
  };
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
          const name = <span className="flowline__name">{names[station.name]}</span>;
          const note = station.state === "ahead" ? station.needs : station.date ? dateWords(station.date) : null;
          return (
            <li
              key={station.name}
              data-state={station.state}
              aria-current={station.state === "here" ? "step" : undefined}
            >
              <span className="flowline__dot" aria-hidden="true" />
              {station.href ? <a href={station.href}>{name}</a> : name}
              <span className="ds-sr-only">{states[station.state]}</span>
              {note ? <span className="flowline__note">{note}</span> : null}
            </li>
          );
        })}
      </ol>
      {next ? <NextStep {...next} /> : null}
    </div>
  );
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
