import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, Link } from "@tanstack/react-router";
import { dateWords } from "../../lib/dates";
import { LinkButton } from "../../ui/Button";
import { CaseLine } from "../../ui/FlowLine";
import { GoTo } from "../../ui/GoTo";
import { Page } from "../../ui/Page";
import { Status } from "../../ui/Status";
import { Answered } from "./pilot/Answered";
import { headline } from "./pilot/headline";
import { Limits } from "./pilot/Limits";
import { Measures } from "./pilot/Measures";
import "./pilot/pilot.css";
import { ReadingForm } from "./pilot/ReadingForm";
import type { Pilot } from "./pilot/requests";
import { Stop } from "./pilot/Stop";
import { usePilot } from "./pilot/usePilot";
import { Worth } from "./pilot/Worth";
import { CheckIn } from "./running/CheckIn";
import { Diary } from "./running/Diary";
import { Loops } from "./running/Loops";
import { Pause, Paused, RevokeExemption } from "./running/Rest";
import type { Running } from "./running/requests";
import "./running/running.css";
import { Used } from "./running/Used";
import { useRunning } from "./running/useRunning";

const route = getRouteApi("/pilots/$id");

/** One pilot: where it stands in words, its measures as pictures, and the reading to enter. */
export default function PilotPage() {
  const { i18n } = useLingui();
  const { id } = route.useParams();
  const { pilot, trail, lesson } = usePilot(id);
  const { running, took } = useRunning(id);
  const inWords = headline(pilot, new Date(), running?.limits_left);
  return (
    <Page
      title={pilot.title}
      lead={
        inWords && (
          <span className="pilot-headline" aria-live="polite" lang={i18n.locale}>
            {inWords}
          </span>
        )
      }
      above={<CaseLine trail={trail} />}
      action={<InForce pilot={pilot} />}
    >
      <NotInForce pilot={pilot} diary={running?.diary} />
      <div className="with-aside">
        <div className="stack">
          {pilot.abilities.enter_reading ? (
            <section className="panel stack" data-gap="sm" data-tone="accent" aria-labelledby="enter">
              <h2 className="title-sm" id="enter">
                <Trans>Enter a reading</Trans>
              </h2>
              <ReadingForm pilot={pilot} />
              <p className="small">
                <Link to="/pilots/$id/import" params={{ id }}>
                  <Trans>Readings from a file</Trans>
                </Link>
              </p>
            </section>
          ) : null}
          {pilot.state === "closed" ? <Worth pilot={pilot} lesson={lesson} /> : null}
          <Measures pilot={pilot} loops={running?.cards} />
          {pilot.state === "preparing" ? null : (
            <p className="small">
              <a href={`/api/pilots/${id}/readings/csv/`} download>
                <Trans>Download the readings as a table</Trans>
              </a>
            </p>
          )}
          {running && pilot.state !== "preparing" ? (
            <>
              <Loops pilot={pilot} running={running} took={took} />
              <Diary running={running} />
            </>
          ) : null}
        </div>
        <div className="stack">
          <Limits pilot={pilot} />
          {running && pilot.state !== "preparing" ? (
            <>
              <Used pilot={pilot} running={running} took={took} />
              <CheckIn pilot={pilot} running={running} took={took} />
            </>
          ) : null}
          {pilot.abilities.revoke_exemption ? <RevokeExemption pilot={pilot} /> : null}
          <section className="panel stack" data-gap="xs" aria-labelledby="hypothesis">
            <h2 className="title-sm" id="hypothesis">
              <Trans>What we believe</Trans>
            </h2>
            <p className="pilot-text">{pilot.hypothesis}</p>
            {pilot.facet ? <p className="quiet small">{pilot.facet_words}</p> : null}
            <p>
              <Link to="/proposals/$id" params={{ id: pilot.proposal_id }}>
                <Trans>The proposal and its sign-off</Trans>
              </Link>
            </p>
          </section>
          {pilot.abilities.pause ? <Pause pilot={pilot} /> : null}
          {pilot.state === "preparing" ? null : <Answered pilot={pilot} />}
          {pilot.abilities.stop ? <Stop pilot={pilot} /> : null}
          {pilot.abilities.conclude && (pilot.state === "running" || pilot.state === "paused") ? (
            <p>
              <Link to="/pilots/$id/conclude" params={{ id }}>
                <Trans>Close it and give the verdict</Trans>
              </Link>
            </p>
          ) : null}
          {lesson && pilot.state !== "closed" ? (
            <p>
              <GoTo href={lesson}>
                <Trans>Go to the lesson</Trans>
              </GoTo>
            </p>
          ) : null}
        </div>
      </div>
      {pilot.abilities.stop ? <Ways pilot={pilot} /> : null}
    </Page>
  );
}

/** What a team comes for stays in sight however far it has read: the reading to enter, and stopping. */
function Ways({ pilot }: { pilot: Pilot }) {
  const { t } = useLingui();
  return (
    <nav className="pilot-ways" aria-label={t`On this page`}>
      {pilot.abilities.enter_reading ? (
        <a href="#enter">
          <Trans>Enter a reading</Trans>
        </a>
      ) : null}
      <a href="#stop">
        <Trans>Stop the pilot</Trans>
      </a>
    </nav>
  );
}

function InForce({ pilot }: { pilot: Pilot }) {
  const last = pilot.ends_on ? dateWords(pilot.ends_on) : "";
  if (pilot.in_force)
    return (
      <Status tone="good">
        <Trans>In force until {last}</Trans>
      </Status>
    );
  return (
    <Status tone={pilot.state === "running" || pilot.state === "paused" ? "bad" : "quiet"}>{pilot.state_words}</Status>
  );
}

/** Why it may not act now, and the step that comes next. */
function NotInForce({ pilot, diary }: { pilot: Pilot; diary: Running["diary"] | undefined }) {
  if (pilot.state === "preparing")
    return (
      <div className="notice stack" data-tone="wait" data-gap="sm">
        <p>
          <Trans>This pilot is still being prepared.</Trans>
        </p>
        {pilot.abilities.edit ? (
          <div className="actions">
            <LinkButton to="/pilots/$id/prepare" params={{ id: pilot.id }}>
              <Trans>Complete and start it</Trans>
            </LinkButton>
          </div>
        ) : null}
      </div>
    );
  if (pilot.state === "stopped")
    return (
      <div className="notice stack" data-tone="wait" data-gap="sm">
        <p>
          <Trans>The pilot has ended and is closed for readings. What remains is the verdict, and the lesson.</Trans>
        </p>
        {pilot.abilities.conclude ? (
          <div className="actions">
            <LinkButton to="/pilots/$id/conclude" params={{ id: pilot.id }}>
              <Trans>Give the verdict</Trans>
            </LinkButton>
          </div>
        ) : null}
      </div>
    );
  if (pilot.state === "paused") return <Paused pilot={pilot} diary={diary} />;
  if (pilot.state !== "running" || pilot.in_force) return null;
  return (
    <section className="notice" data-tone="bad" role="status">
      <h2 className="title-sm">
        <Trans>Not in force: nothing may be done under it now</Trans>
      </h2>
      <ul>
        {pilot.why_not_in_force.map((why) => (
          <li key={why.code}>{why.words}</li>
        ))}
      </ul>
    </section>
  );
}
