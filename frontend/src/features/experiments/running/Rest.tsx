import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { AskReason } from "../../../ui/AskReason";
import { type Pilot, pilotQuery } from "../pilot/requests";
import { pausePilot, type Running, resumePilot, revokeExemption } from "./requests";

function useTook(pilot: Pilot) {
  const queries = useQueryClient();
  return (after: Pilot) => {
    queries.setQueryData(pilotQuery(pilot.id).queryKey, after);
    void queries.invalidateQueries({ queryKey: ["pilot", pilot.id] });
    void queries.invalidateQueries({ queryKey: ["trail"] });
    void queries.invalidateQueries({ queryKey: ["desk"] });
  };
}

/** Why the pilot rests, with the measure and its value where one broke, and what to do so that it goes on. */
export function Paused({ pilot, diary = [] }: { pilot: Pilot; diary?: Running["diary"] }) {
  const { t } = useLingui();
  const took = useTook(pilot);
  const guardrail = pilot.paused_because === "guardrail";
  // The diary has the newest first, and there the measure and its value are named.
  const broke = guardrail ? diary.find((entry) => entry.kind === "pause") : undefined;
  const others = pilot.why_not_in_force.filter((why) => why.code !== "paused");
  return (
    <section className="notice stack" data-tone="bad" data-gap="sm" role="status" aria-labelledby="paused">
      <h2 className="title-sm" id="paused">
        <Trans>Paused: nothing is tried on anybody now</Trans>
      </h2>
      <p>{broke?.words ?? `${pilot.paused_words}.`}</p>
      {others.length > 0 ? (
        <>
          <p>
            <Trans>It cannot go on while this does not hold:</Trans>
          </p>
          <ul>
            {others.map((why) => (
              <li key={why.code}>{why.words}</li>
            ))}
          </ul>
        </>
      ) : guardrail ? (
        <p>
          <Trans>Look at the reading in the diary. If it was a slip, correct it; if not, say what changes first.</Trans>
        </p>
      ) : null}
      {pilot.abilities.resume ? (
        <div className="actions">
          <AskReason
            verb={t`Let it go on`}
            title={t`Let “${pilot.title}” go on?`}
            label={t`What was looked at or changed, in one sentence?`}
            hint={t`The team and the manager read it.`}
            danger={false}
            send={(reason) => resumePilot(pilot.id, reason)}
            done={took}
          />
        </div>
      ) : null}
    </section>
  );
}

/** Resting is one sentence away, beside stopping. */
export function Pause({ pilot }: { pilot: Pilot }) {
  const { t } = useLingui();
  const took = useTook(pilot);
  return (
    <section className="panel stack" data-gap="sm" aria-labelledby="pause">
      <h2 className="title-sm" id="pause">
        <Trans>Let it rest</Trans>
      </h2>
      <p className="quiet small">
        <Trans>Nothing is tried until the team lets it go on. The end date stays.</Trans>
      </p>
      <AskReason
        verb={t`Pause the pilot`}
        title={t`Pause “${pilot.title}”?`}
        label={t`Why should it rest, in one sentence?`}
        hint={t`The team and the manager read it.`}
        danger={false}
        send={(reason) => pausePilot(pilot.id, reason)}
        done={took}
      />
    </section>
  );
}

/** Whoever learns that the leave does not hold any more takes it back here; the pilot rests at once. */
export function RevokeExemption({ pilot }: { pilot: Pilot }) {
  const { t } = useLingui();
  const took = useTook(pilot);
  return (
    <AskReason
      look="tertiary"
      verb={t`Take the exemption back`}
      title={t`Take the exemption from “${pilot.exemption?.rule ?? ""}” back?`}
      hint={t`The pilot rests at once and cannot go on without an exemption.`}
      send={(reason) => revokeExemption(pilot.id, reason)}
      done={took}
    />
  );
}
