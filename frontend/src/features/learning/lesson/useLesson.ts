import { useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Language } from "../../../lib/i18n";
import { useForm } from "../../../ui/useForm";
import { editLesson, type Lesson, lessonQuery, type Principle } from "./requests";
import { TOLD, type Told } from "./words";

export type LessonValues = Record<Told, string> & {
  title: string;
  story: string;
  language: Language;
  principles: Principle[];
  questions: string[];
};

/** The draft's answers as the fields show them. */
export function valuesOf(lesson: Lesson): LessonValues {
  const told = Object.fromEntries(TOLD.map((step) => [step, lesson[step]])) as Record<Told, string>;
  return {
    ...told,
    title: lesson.title,
    story: lesson.story,
    language: lesson.language,
    principles: [...lesson.principles] as Principle[],
    questions: lesson.questions.map((question) => question.slug),
  };
}

/**
 * The draft as one form. When a colleague saved meanwhile, the answers that only they changed are taken over at once; where both
 * wrote, mine stay in the fields, saving shows theirs, and a second save replaces them.
 */
export function useLesson(lesson: Lesson, done: (lesson: Lesson) => void) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const base = useRef({ version: lesson.version, values: valuesOf(lesson) });
  const [theirs, setTheirs] = useState<Partial<LessonValues> | null>(null);
  const form = useForm<LessonValues, Lesson>({
    start: base.current.values,
    kept: `lesson-${lesson.id}`,
    send: (values) => editLesson(lesson.id, base.current.version, values),
    refused: (refusal) => {
      if (refusal.code !== "outdated") return false;
      void takeOver();
      return true;
    },
    done: (saved) => {
      base.current = { version: saved.version, values: valuesOf(saved) };
      setTheirs(null);
      queries.setQueryData(lessonQuery(lesson.id).queryKey, saved);
      done(saved);
    },
  });

  useEffect(() => {
    if (lesson.version <= base.current.version) return;
    const fresh = valuesOf(lesson);
    const { mine, both } = merge(base.current.values, form.values, fresh);
    // Where both wrote, nothing moves under my hands: saving is refused then, and shows both.
    if (Object.keys(both).length > 0) return;
    base.current = { version: lesson.version, values: fresh };
    if (!form.changed) form.reset(mine);
    else for (const name of changedIn(form.values, mine)) form.set(name, mine[name]);
  }, [lesson, form]);

  async function takeOver() {
    const fresh = await queries.fetchQuery({ ...lessonQuery(lesson.id), staleTime: 0 });
    const { mine, both } = merge(base.current.values, form.values, valuesOf(fresh));
    base.current = { version: fresh.version, values: valuesOf(fresh) };
    for (const name of changedIn(form.values, mine)) form.set(name, mine[name]);
    setTheirs(both);
  }

  const labels: Record<keyof LessonValues, string> = {
    title: t`Title`,
    story: t`In two sentences`,
    tried: t`What we tried`,
    happened: t`What happened`,
    why: t`Why it happened`,
    conditions: t`Conditions for success`,
    differently: t`What we would do differently`,
    who_should_know: t`Who should know`,
    principles: t`Principles`,
    questions: t`Questions it answers`,
    language: t`Language`,
  };
  return { form, labels, theirs };
}

const changedIn = (before: LessonValues, after: LessonValues): (keyof LessonValues)[] =>
  (Object.keys(after) as (keyof LessonValues)[]).filter((name) => before[name] !== after[name]);

/** Mine, with what only they changed; and their words where both changed the same answer. */
export function merge(
  before: LessonValues,
  typed: LessonValues,
  fresh: LessonValues,
): { mine: LessonValues; both: Partial<LessonValues> } {
  const mine: Record<string, unknown> = { ...typed };
  const both: Record<string, unknown> = {};
  for (const name of Object.keys(typed) as (keyof LessonValues)[]) {
    const [was, is, now] = [before[name], typed[name], fresh[name]].map((value) => JSON.stringify(value));
    if (now === was || now === is) continue;
    if (is === was) mine[name] = fresh[name];
    else both[name] = fresh[name];
  }
  return { mine: mine as LessonValues, both: both as Partial<LessonValues> };
}
