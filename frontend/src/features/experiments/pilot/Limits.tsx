import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { dateWords, daysUntil, numberWords } from "../../../lib/dates";
import { moneyWords } from "../../../lib/money";
import { HelpPromised } from "../../../ui/HelpPromised";
import { weeks } from "./headline";
import type { Pilot } from "./requests";

/** What the pilot promised to stay within: days used as a bar, the rest as numbers. */
export function Limits({ pilot }: { pilot: Pilot }) {
  const { t } = useLingui();
  const { opened_at: opened, ends_at: ends, ends_on: last, exemption } = pilot;
  const until = exemption ? dateWords(exemption.valid_until) : "";
  return (
    <section className="panel stack pilot-limits" data-gap="sm" aria-labelledby="limits">
      <h2 className="title-sm" id="limits">
        <Trans>Limits</Trans>
      </h2>
      {opened && ends && pilot.state === "running" ? <Days opened={opened} ends={ends} /> : null}
      <dl className="facts">
        <Fact name={t`Place`}>{pilot.place}</Fact>
        <Fact name={t`People at most`}>{pilot.people_limit === null ? null : numberWords(pilot.people_limit)}</Fact>
        <Fact name={t`Money at most`}>
          {pilot.money_limit === null ? null : moneyWords(pilot.money_limit, pilot.organisation.country)}
        </Fact>
        <Fact name={t`Last day`}>{last ? dateWords(last) : null}</Fact>
        <Fact name={t`Stop at once when`}>{pilot.stop_rule}</Fact>
        <Fact name={t`Rule set aside`}>
          {exemption ? (
            <Trans>
              {exemption.rule}. Granted by {exemption.granted_by} ({exemption.legal_basis}) until {until}.
            </Trans>
          ) : pilot.needs_exemption === false ? (
            t`None`
          ) : null}
        </Fact>
        {pilot.conditions.map((one) => (
          <Fact key={one.id} name={t`Condition of the sign-off: ${one.kind_words}`}>
            {one.conditions}
          </Fact>
        ))}
        <Fact name={t`Help promised`}>{pilot.help_promised ? <HelpPromised {...pilot} /> : null}</Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd className="pilot-text">{children}</dd>
    </>
  );
}

function Days({ opened, ends }: { opened: string; ends: string }) {
  const { t } = useLingui();
  const start = new Date(opened).getTime();
  const all = Math.max(1, Math.round((new Date(ends).getTime() - start) / 86_400_000));
  const used = Math.min(all, Math.max(0, -daysUntil(opened)));
  const { week, of } = weeks(opened, ends);
  return (
    <div className="days">
      <progress value={used} max={all} aria-label={t`Days used`} />
      <p className="small">
        <Trans>
          {used} of {all} days used: week {week} of {of}
        </Trans>
      </p>
    </div>
  );
}
