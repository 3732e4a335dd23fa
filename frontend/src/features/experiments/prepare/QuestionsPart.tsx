import { useLingui } from "@lingui/react/macro";
import { Choice, TextArea } from "../../../ui/Field";
import type { Changes, GatePart, Pilot, Question } from "../pilot/requests";
import { type PartProps, text } from "./Hypothesis";
import { SectionForm } from "./SectionForm";
import { type Texts, useSection } from "./useSection";

/** The questions of one part of the gate. */
export const questionsOf = (pilot: Pilot, part: GatePart): Question[] =>
  pilot.gate.questions.filter((question) => question.part === part);

const at = (place: number, field: "answer" | "words") => `answers.${place}.${field}`;

/** Questions of the gate, each answered in words, or with yes or no and words where those are needed. */
export function QuestionsPart({ pilot, done, part }: PartProps & { part: GatePart }) {
  const { t } = useLingui();
  const questions = questionsOf(pilot, part);
  const section = useSection({
    pilot,
    name: part,
    pick: (other) => pickAnswers(questionsOf(other, part)),
    changes: (values) => answerChanges(questions, values),
    done,
  });
  const { values } = section.form;
  const labels: Texts = {};
  questions.forEach(({ title }, place) => {
    labels[at(place, "answer")] = title;
    labels[at(place, "words")] = title;
  });
  return (
    <SectionForm section={section} labels={labels}>
      {questions.map((question, place) => {
        const { title, hint } = question;
        if (!isAsked(question, questions, values)) return null;
        if (!question.yes_no)
          return (
            <TextArea
              key={question.question}
              {...text(section, at(place, "words"))}
              maxLength={1000}
              rows={2}
              label={title}
              hint={hint}
            />
          );
        const given = values[at(place, "answer")];
        return (
          <div className="stack" data-gap="sm" key={question.question}>
            <Choice
              {...text(section, at(place, "answer"))}
              label={title}
              hint={hint}
              options={[
                { value: "no", label: t`No` },
                { value: "yes", label: t`Yes` },
              ]}
            />
            {question.words_with && given === question.words_with ? (
              <TextArea
                {...text(section, at(place, "words"))}
                maxLength={1000}
                rows={2}
                label={t`What belongs to this answer?`}
              />
            ) : null}
            {question.refused && given === question.answer && part === "red_lines" ? (
              <p className="notice" data-tone="bad" role="alert">
                {question.refused}
              </p>
            ) : null}
          </div>
        );
      })}
    </SectionForm>
  );
}

/** Whether this question belongs to what was answered before it: no data, no assessment. */
function isAsked({ question }: Question, all: readonly Question[], values: Texts): boolean {
  if (question !== "impact_assessed") return true;
  const data = all.findIndex((other) => other.question === "personal_data");
  return values[at(data, "answer")] === "yes";
}

/** The answers as the fields show them. */
export function pickAnswers(questions: readonly Question[]): Texts {
  const values: Texts = {};
  questions.forEach(({ answer, words }, place) => {
    values[at(place, "answer")] = answer;
    values[at(place, "words")] = words;
  });
  return values;
}

/** What is sent for the fields. */
export const answerChanges = (questions: readonly Question[], values: Texts): Changes => ({
  answers: questions.map(({ question }, place) => ({
    question,
    answer: (values[at(place, "answer")] ?? "") as Question["answer"],
    words: values[at(place, "words")] ?? "",
  })),
});

/** What was answered so far, in one line. */
export const answersShown = (questions: readonly Question[], yes: string): string =>
  questions
    .filter(({ answer, words }) => words || answer === "yes")
    .map(({ words, title }) => words || `${title} ${yes}`)
    .join(" · ");
