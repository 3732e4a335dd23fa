import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../../ui/Button";
import { Choice, Field, TextArea } from "../../../ui/Field";
import { Fold, Folds } from "../../../ui/Fold";
import { FormActions } from "../../../ui/FormActions";
import { Missing } from "../../../ui/Missing";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { FormFrame } from "../../../ui/useForm";
import { Preview } from "./Preview";
import { QuestionsPart, useAskedWords } from "./QuestionsPart";
import { type Lesson, lessonQuery, publishLesson } from "./requests";
import { type LessonValues, useLesson } from "./useLesson";
import { PRINCIPLES, TOLD, usePrincipleWords, useStepWords } from "./words";

type Step = "short" | (typeof TOLD)[number] | "principles" | "questions";
const STEPS: readonly Step[] = ["short", ...TOLD, "principles", "questions"];
const FIELDS: Record<Step, (keyof LessonValues)[]> = {
  short: ["title", "story"],
  tried: ["tried"],
  happened: ["happened"],
  why: ["why"],
  conditions: ["conditions"],
  differently: ["differently"],
  who_should_know: ["who_should_know"],
  principles: ["principles"],
  questions: ["questions"],
};

/** The draft: its answers are filled with what is known; each step shows what stands there and asks for the rest. */
export function EditLesson({ lesson }: { lesson: Lesson }) {
  const { t } = useLingui();
  const steps = useStepWords();
  const principles = usePrincipleWords();
  const asked = useAskedWords(lesson);
  const [open, setOpen] = useState<Step | null>(() => firstEmpty(lesson));
  const [arrived, setArrived] = useState(false);
  const [said, setSaid] = useState("");
  const { form, labels, theirs } = useLesson(lesson, () => {
    setSaid(t`Saved`);
    const place = open ? STEPS.indexOf(open) : -1;
    setArrived(true);
    setOpen(place < 0 ? null : (STEPS[place + 1] ?? null));
  });
  const { errors, values } = form;
  const missing = new Set(lesson.missing.map((part) => part.field));

  useEffect(() => {
    // What has to be put right must not stay folded away.
    const wrong = STEPS.find((step) => FIELDS[step].some((field) => errors[field]));
    if (wrong) setOpen(wrong);
  }, [errors]);

  const inside = (step: Step) => {
    if (step === "short")
      return (
        <>
          <Field {...form.field("title")} maxLength={120} label={t`Title`} />
          <TextArea
            {...form.field("story")}
            maxLength={4000}
            label={t`The story in two sentences`}
            hint={t`What was wrong for whom, and what came of it. This is what people read first.`}
          />
        </>
      );
    if (step === "principles")
      return (
        <Choice
          {...form.field("principles")}
          several
          onChange={(chosen) => form.set("principles", chosen as LessonValues["principles"])}
          label={t`Which principles does it carry?`}
          hint={t`At least one. People find your lesson by them.`}
          options={PRINCIPLES.map((one) => ({ value: one, label: principles[one].name, hint: principles[one].means }))}
        />
      );
    if (step === "questions") return <QuestionsPart lesson={lesson} form={form} />;
    return <TextArea {...form.field(step)} maxLength={4000} rows={5} label={steps[step].ask} hint={steps[step].hint} />;
  };
  const title = (step: Step) =>
    step === "short"
      ? t`In short`
      : step === "principles"
        ? t`Principles`
        : step === "questions"
          ? t`Questions of the handbook`
          : steps[step].title;
  const answered = (step: Step) =>
    step === "short"
      ? [values.title, values.story].filter(Boolean).join(": ")
      : step === "principles"
        ? values.principles.map((one) => principles[one].name).join(", ")
        : step === "questions"
          ? values.questions.map((one) => asked(one).ask).join(" ")
          : values[step];

  return (
    <>
      <FormFrame form={form} labels={labels} className="form lesson-form">
        {theirs ? <Theirs theirs={theirs} labels={labels} /> : null}
        <Folds>
          {STEPS.map((step, place) => {
            const has = answered(step) !== "";
            const lacks = FIELDS[step].some((field) => missing.has(field)) && !has;
            return (
              <Fold
                key={step}
                number={place + 1}
                title={title(step)}
                state={lacks ? t`Needed` : has ? t`Filled in` : t`If you like`}
                tone={has && !lacks ? "good" : lacks ? "partly" : "quiet"}
                answered={has ? <span className="lesson-folded">{answered(step)}</span> : null}
                open={open === step}
                arrive={arrived}
                onToggle={() => {
                  setArrived(false);
                  setOpen(open === step ? null : step);
                }}
              >
                {inside(step)}
                <FormActions form={form} look="secondary">
                  <Trans>Save and go on</Trans>
                </FormActions>
              </Fold>
            );
          })}
        </Folds>
        <p role="status" className="small quiet">
          {form.changed ? t`There are changes that are not saved yet.` : said}
        </p>
      </FormFrame>
      <section className="stack" aria-labelledby="preview">
        <h2 className="title-md" id="preview">
          <Trans>As the world will see it</Trans>
        </h2>
        <Preview lesson={lesson} values={values} />
      </section>
      <Publish lesson={lesson} changed={form.changed} />
    </>
  );
}

/** What a colleague wrote in the same places meanwhile. */
function Theirs({ theirs, labels }: { theirs: Partial<LessonValues>; labels: Record<keyof LessonValues, string> }) {
  const notice = useRef<HTMLElement>(null);
  useEffect(() => notice.current?.focus(), []);
  const places = (Object.keys(theirs) as (keyof LessonValues)[]).filter((name) => typeof theirs[name] === "string");
  return (
    <section className="notice stack" data-tone="wait" data-gap="sm" ref={notice} tabIndex={-1} role="status">
      <p>
        {places.length > 0 ? (
          <Trans>A colleague saved this lesson while you were writing. Yours stands in the fields; they wrote:</Trans>
        ) : (
          <Trans>
            A colleague saved other parts of this lesson. They are now in your draft too: please save again.
          </Trans>
        )}
      </p>
      {places.length > 0 ? (
        <dl className="facts">
          {places.map((name) => (
            <div key={name} className="theirs">
              <dt>{labels[name]}</dt>
              <dd className="lesson-text">{theirs[name]}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </section>
  );
}

function Publish({ lesson, changed }: { lesson: Lesson; changed: boolean }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const publish = useMutation({
    mutationFn: () => publishLesson(lesson.id),
    onSuccess: (published) => {
      queries.setQueryData(lessonQuery(lesson.id).queryKey, published);
      void queries.invalidateQueries({ queryKey: ["trail"] });
      void queries.invalidateQueries({ queryKey: ["desk"] });
    },
    onError: () => queries.invalidateQueries({ queryKey: ["lesson", lesson.id] }),
  });
  if (lesson.missing.length > 0) return <Missing parts={lesson.missing} before={t`Before it can be published`} />;
  return (
    <section className="stack" data-gap="sm">
      <p className="quiet">
        <Trans>
          Once published, anybody can read it, with your names under it. It stays as it is, and the problem counts as
          answered.
        </Trans>
      </p>
      {publish.error ? <RefusalNotice error={publish.error} /> : null}
      {changed ? (
        <p className="notice" data-tone="wait">
          <Trans>Save your changes first, so that what is published is what you see.</Trans>
        </p>
      ) : (
        <div className="actions">
          <Button busy={publish.isPending} onClick={() => publish.mutate()}>
            <Trans>Publish the lesson</Trans>
          </Button>
        </div>
      )}
    </section>
  );
}

/** The first step the server still misses something in; otherwise the first without words. */
function firstEmpty(lesson: Lesson): Step | null {
  const missing = new Set(lesson.missing.map((part) => part.field));
  return STEPS.find((step) => FIELDS[step].some((field) => missing.has(field))) ?? null;
}
