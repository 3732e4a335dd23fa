import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../../api/client";
import type { components } from "../../../api/schema";

export type Lesson = components["schemas"]["LessonAnswer"];
type LessonChanges = Omit<components["schemas"]["PatchedLessonBodyRequest"], "read_version">;
export type Principle = components["schemas"]["Principle"];

export type Question = components["schemas"]["QuestionCard"];

const of = (lesson: string) => ({ params: { path: { lesson_id: lesson } } });

/** One lesson, as its team writes it or as anybody reads it. */
export const lessonQuery = (id: string) =>
  queryOptions({ queryKey: ["lesson", id], queryFn: () => answer(api.GET("/api/lessons/{lesson_id}/", of(id))) });

/** The handbook: five principles with their questions; it changes with a release only. */
export const handbookQuery = queryOptions({
  queryKey: ["handbook"],
  queryFn: () => answer(api.GET("/api/handbook/")),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Changes the draft; refused when somebody else changed it since `read_version`. */
export const editLesson = (lesson: string, read_version: number, changes: LessonChanges) =>
  answer(api.PATCH("/api/lessons/{lesson_id}/", { ...of(lesson), body: { read_version, ...changes } }));

/** Publishes the lesson for anybody to read. */
export const publishLesson = (lesson: string) => answer(api.POST("/api/lessons/{lesson_id}/publish/", of(lesson)));
