import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Button } from "../../../ui/Button";
import { Choice } from "../../../ui/Field";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import type { Form } from "../../../ui/useForm";
import { handbookQuery, type Lesson, type Question } from "./requests";
import type { LessonValues } from "./useLesson";
import { usePrincipleWords } from "./words";

interface Props {
  lesson: Lesson;
  form: Pick<Form<LessonValues>, "field" | "set" | "values">;
}

/** The handbook's questions on the chosen principles: a lesson may say which of them it answers. */
export function QuestionsPart({ lesson, form }: Props) {
  const { t } = useLingui();
  const principles = usePrincipleWords();
  const { data: handbook, error, refetch } = useQuery(handbookQuery);
  const { questions: chosen, principles: carried } = form.values;
  if (error)
    return (
      <>
        <RefusalNotice error={error} />
        <div className="actions">
          <Button look="secondary" onClick={() => void refetch()}>
            <Trans>Try again</Trans>
          </Button>
        </div>
      </>
    );
  // What was chosen stays in sight, also after its principle was taken away.
  const offered = (handbook ?? []).flatMap((principle) =>
    principle.questions
      .filter((one) => carried.includes(principle.slug as (typeof carried)[number]) || chosen.includes(one.slug))
      .map((one) => ({
        value: one.slug,
        label: <span lang={principle.language}>{one.ask}</span>,
        hint: principles[principle.slug as (typeof carried)[number]]?.name,
      })),
  );
  // While the handbook is on its way, the questions that the lesson names already are known.
  const known = lesson.questions.map((one) => ({
    value: one.slug,
    label: <span lang={one.language}>{one.ask}</span>,
  }));
  const options = handbook ? offered : known;
  return (
    <>
      <Choice
        {...form.field("questions")}
        several
        onChange={(now) => form.set("questions", now)}
        label={t`Which questions of the handbook does it answer?`}
        hint={t`At most three. Whoever asks one of them then finds your lesson.`}
        options={options}
      />
      {handbook && options.length === 0 ? (
        <p className="quiet">
          <Trans>Choose a principle first: each has its own questions.</Trans>
        </p>
      ) : null}
    </>
  );
}

/** A question in words, by its name. */
export function useAskedWords(lesson: Lesson): (slug: string) => Pick<Question, "ask" | "language"> {
  const { data: handbook } = useQuery({ ...handbookQuery, enabled: lesson.state === "draft" });
  return (slug) => {
    const named = lesson.questions.find((one) => one.slug === slug);
    if (named) return named;
    for (const principle of handbook ?? []) {
      const found = principle.questions.find((one) => one.slug === slug);
      if (found) return { ask: found.ask, language: principle.language };
    }
    return { ask: "", language: "en" };
  };
}
