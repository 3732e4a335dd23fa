import { Trans, useLingui } from "@lingui/react/macro";
import { Effects } from "../../../ui/Effects";
import { Status } from "../../../ui/Status";
import { useAskedWords } from "./QuestionsPart";
import type { Lesson } from "./requests";
import type { LessonValues } from "./useLesson";
import { OUTCOME_TONES, TOLD, usePrincipleWords, useStepWords } from "./words";

interface Props {
  lesson: Lesson;
  values: LessonValues;
  /** False where the page's own title is already the lesson's. */
  titled?: boolean;
}

/** The lesson as the world will see it, from the words on the screen. */
export function Preview({ lesson, values, titled = true }: Props) {
  const Part = titled ? "h4" : "h2";
  const { t } = useLingui();
  const steps = useStepWords();
  const principles = usePrincipleWords();
  const asked = useAskedWords(lesson);
  return (
    <article className="panel stack lesson-preview" aria-label={t`The lesson as the world will see it`}>
      <header className="stack" data-gap="xs">
        <p className="row">
          <Status tone={OUTCOME_TONES[lesson.outcome]}>{lesson.outcome_words}</Status>
          {lesson.innovation ? (
            <Status tone="good">
              <Trans>Innovation: its value is recorded</Trans>
            </Status>
          ) : null}
          <span className="quiet small">{lesson.organisation.name}</span>
        </p>
        {titled ? (
          <h3 className="title-md" lang={values.language}>
            {values.title}
          </h3>
        ) : null}
        <p className="lead lesson-text" lang={values.language}>
          {values.story}
        </p>
      </header>
      {TOLD.filter((step) => values[step].trim() !== "").map((step) => (
        <section key={step} className="stack" data-gap="xs">
          <Part className="title-sm">{steps[step].title}</Part>
          <p className="lesson-text" lang={values.language}>
            {values[step]}
          </p>
        </section>
      ))}
      {lesson.promised_effect || lesson.actual_effect ? (
        <section className="stack" data-gap="xs">
          <Part className="title-sm">
            <Trans>What it really brought</Trans>
          </Part>
          <Effects promised={lesson.promised_effect} actual={lesson.actual_effect} lang={values.language} />
        </section>
      ) : null}
      {values.principles.length > 0 ? (
        <section className="stack" data-gap="xs">
          <Part className="title-sm">
            <Trans>Principles</Trans>
          </Part>
          <ul>
            {values.principles.map((one) => (
              <li key={one}>{principles[one].name}</li>
            ))}
          </ul>
        </section>
      ) : null}
      {values.questions.length > 0 ? (
        <section className="stack" data-gap="xs">
          <Part className="title-sm">
            <Trans>Questions it answers</Trans>
          </Part>
          <ul>
            {values.questions.map((one) => (
              <li key={one} lang={asked(one).language}>
                {asked(one).ask}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </article>
  );
}
