import { useLingui } from "@lingui/react/macro";
import { Status } from "../../ui/Status";
import { Attached } from "./attachments/Attached";
import type { Problem } from "./problems";
import { useProblemWords } from "./words";

/** The poster's answers, in the order in which they were asked. */
export function Answers({ problem }: { problem: Problem }) {
  const { t } = useLingui();
  const { ruleKinds } = useProblemWords();
  const kind = ruleKinds.find((one) => one.value === problem.rule_kind);
  const answers: [string, string, string?][] = [
    [t`Who cannot do what because of it`, problem.who_is_stopped],
    [t`The rule, routine or habit`, problem.rule, problem.rule_kind === "unknown" ? undefined : kind?.label],
    [t`Whom it hurts`, problem.whom_it_hurts],
    [t`What was tried`, problem.what_was_tried],
    [t`How we would know that it is solved`, problem.how_we_would_know],
  ];
  return (
    <div className="answers">
      <section lang={problem.language}>
        <h2 className="ds-sr-only">{t`What happens`}</h2>
        <p className="answers__situation">{problem.situation}</p>
      </section>
      {answers
        .filter(([, words]) => words.trim() !== "")
        .map(([question, words, mark]) => (
          <section key={question}>
            <h2 className="title-sm">
              {question} {mark ? <Status>{mark}</Status> : null}
            </h2>
            <p lang={problem.language}>{words}</p>
          </section>
        ))}
      <Attached problem={problem} />
    </div>
  );
}
