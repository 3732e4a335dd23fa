import { Trans, useLingui } from "@lingui/react/macro";
import { moneyWords } from "../../../lib/money";
import { Effects } from "../../../ui/Effects";
import { GoTo } from "../../../ui/GoTo";
import { Status } from "../../../ui/Status";
import type { Pilot } from "./requests";
import { useScoreWords } from "./scores";
import { VERDICT_TONES } from "./tones";
import { WorthByKind } from "./WorthByKind";

/** What became of it: verdict, what happened, and both scores side by side. */
export function Worth({ pilot, lesson }: { pilot: Pilot; lesson: string | null }) {
  const { t } = useLingui();
  const score = useScoreWords();
  const { value } = pilot;
  return (
    <section className="panel stack" data-gap="sm" aria-labelledby="worth">
      <h2 className="title-md" id="worth">
        <Trans>What became of it</Trans>
      </h2>
      <p className="row">
        <Status tone={VERDICT_TONES[pilot.verdict] ?? "quiet"}>{pilot.verdict_words}</Status>
        {pilot.innovation ? (
          <Status tone="good">
            <Trans>Innovation: its value is recorded</Trans>
          </Status>
        ) : null}
      </p>
      <p className="pilot-text">{pilot.what_happened}</p>
      <Effects
        promised={pilot.promised_effect}
        actual={value?.actual_effect ?? ""}
        aside={pilot.money_asked > 0 ? moneyWords(pilot.money_asked, pilot.organisation.country) : null}
      />
      {value ? (
        <>
          <dl className="worth">
            <div>
              <dt>{t`Performance`}</dt>
              <dd>{score(value.performance)}</dd>
            </div>
            <div>
              <dt>{t`Quality of work`}</dt>
              <dd>{score(value.quality_of_work)}</dd>
            </div>
          </dl>
          <p className="pilot-text">{value.explanation}</p>
          <WorthByKind pilot={pilot} />
        </>
      ) : null}
      {lesson ? (
        <p>
          <GoTo href={lesson}>
            <Trans>Go to the lesson</Trans>
          </GoTo>
        </p>
      ) : null}
    </section>
  );
}
