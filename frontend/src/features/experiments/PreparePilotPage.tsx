import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { LinkButton } from "../../ui/Button";
import { CaseLine } from "../../ui/FlowLine";
import { Fold, Folds } from "../../ui/Fold";
import { Missing } from "../../ui/Missing";
import { Page } from "../../ui/Page";
import type { Pilot } from "./pilot/requests";
import { usePilot } from "./pilot/usePilot";
import { BeyondSignOff } from "./prepare/BeyondSignOff";
import { ChecksPart } from "./prepare/ChecksPart";
import { Copying } from "./prepare/Copying";
import { ExemptionPart } from "./prepare/ExemptionPart";
import { ExitPart } from "./prepare/ExitPart";
import { FacetPart } from "./prepare/FacetPart";
import { Hypothesis, type PartProps, StopRule } from "./prepare/Hypothesis";
import { LimitsPart } from "./prepare/LimitsPart";
import { MeasuresPart } from "./prepare/MeasuresPart";
import { OthersPart } from "./prepare/OthersPart";
import "./prepare/prepare.css";
import { QuestionsPart } from "./prepare/QuestionsPart";
import { RoutesPart, RulesPart } from "./prepare/RulesPart";
import { Start } from "./prepare/Start";
import { missingElsewhere, missingIn, nextOpen, openParts, STEPS, type StepName, useStepWords } from "./prepare/steps";

const route = getRouteApi("/pilots/$id/prepare");

const PARTS: Record<StepName, (props: PartProps) => React.JSX.Element> = {
  hypothesis: Hypothesis,
  facet: FacetPart,
  limits: LimitsPart,
  measures: MeasuresPart,
  stop_rule: StopRule,
  people: (props) => <QuestionsPart {...props} part="people" />,
  inclusion: (props) => <QuestionsPart {...props} part="inclusion" />,
  data: (props) => <QuestionsPart {...props} part="data" />,
  red_lines: (props) => <QuestionsPart {...props} part="red_lines" />,
  rules: RulesPart,
  routes: RoutesPart,
  exemption: ExemptionPart,
  checks: ChecksPart,
  exit_plan: ExitPart,
  others: OthersPart,
};

/** Preparing a pilot: a checklist that shows what is there, with the next open thing unfolded. */
export default function PreparePilotPage() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const { pilot, trail } = usePilot(id);
  const count = openParts(pilot).size;
  const ready = STEPS.length - count;
  return (
    <Page
      title={t`Prepare the pilot`}
      lead={
        <>
          {pilot.title}
          <br />
          <span className="quiet small" role="status">
            <Trans>
              {ready} of {STEPS.length} parts done
            </Trans>
          </span>
        </>
      }
      above={<CaseLine trail={trail} />}
      width="narrow"
    >
      {pilot.state === "preparing" ? (
        <Checklist pilot={pilot} />
      ) : (
        <div className="notice stack" data-gap="sm">
          <p>
            <Trans>The pilot has started. What it promised stays as it is.</Trans>
          </p>
          <div className="actions">
            <LinkButton to="/pilots/$id" params={{ id }}>
              <Trans>Go to the pilot</Trans>
            </LinkButton>
          </div>
        </div>
      )}
    </Page>
  );
}

function Checklist({ pilot }: { pilot: Pilot }) {
  const { t } = useLingui();
  const words = useStepWords()(pilot);
  const missing = openParts(pilot);
  const { edit } = pilot.abilities;
  const [open, setOpen] = useState<StepName | null>(() => (edit ? nextOpen(pilot) : null));
  const [arrived, setArrived] = useState(false);
  return (
    <>
      {edit ? (
        <Copying
          pilot={pilot}
          key={pilot.gate.copied?.exemption_id ?? ""}
          done={(saved) => {
            setArrived(true);
            setOpen(nextOpen(saved));
          }}
        />
      ) : null}
      <Folds>
        {STEPS.map((step, place) => {
          const Part = PARTS[step];
          const { title, answered } = words[step];
          return (
            <Fold
              key={step}
              number={place + 1}
              title={title}
              state={missing.has(step) ? t`Open` : t`Done`}
              tone={missing.has(step) ? "quiet" : "good"}
              answered={
                answered || missing.has(step) ? (
                  <>
                    {answered ? <p>{answered}</p> : null}
                    {missing.has(step) ? <Lacking words={missingIn(pilot, step)} /> : null}
                  </>
                ) : null
              }
              open={open === step}
              arrive={arrived}
              onToggle={() => {
                setArrived(false);
                setOpen(open === step ? null : step);
              }}
            >
              {edit && answered && missing.has(step) ? (
                <div className="notice" data-tone="wait">
                  <Lacking words={missingIn(pilot, step)} />
                </div>
              ) : null}
              {edit ? (
                <Part
                  pilot={pilot}
                  done={(saved) => {
                    setArrived(true);
                    setOpen(nextOpen(saved, step));
                  }}
                />
              ) : (
                <p className="quiet">{answered || t`Not filled in yet.`}</p>
              )}
            </Fold>
          );
        })}
      </Folds>
      {edit ? <BeyondSignOff pilot={pilot} /> : null}
      {pilot.abilities.open ? (
        <Start pilot={pilot} />
      ) : (
        <Missing parts={missingElsewhere(pilot)} before={t`Before it can start`} />
      )}
    </>
  );
}

/** What one part still lacks; more than a few sentences are easier to read one below the other. */
function Lacking({ words }: { words: readonly string[] }) {
  if (words.length <= 3) return <p>{words.join(" ")}</p>;
  return (
    <ul>
      {words.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}
