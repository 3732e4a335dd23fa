import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { createContext, useContext, useState } from "react";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { addTask } from "./document/tasks";
import { draftProblemFrom, keepForLesson, type Language } from "./requests";

/** In which room something becomes something else, and whether I write there. */
export const InRoom = createContext<{ room: string; language: Language; writes: boolean } | null>(null);

/** What words of a board or a decision can become with one press: a draft of a problem, a task, a part of the lesson. */
export function Becomes({ words }: { words: string }) {
  const { t } = useLingui();
  const where = useContext(InRoom);
  const [said, setSaid] = useState("");
  const [isTask, setTask] = useState(false);
  const draft = useMutation({ mutationFn: (language: Language) => draftProblemFrom(words, language) });
  const lesson = useMutation({
    mutationFn: (room: string) => keepForLesson(room, words),
    onSuccess: () => setSaid(t`Kept for the lesson`),
  });
  if (!where || !words) return null;
  const { room, language, writes } = where;
  const task = () => {
    if (isTask) return;
    const taken = addTask(words);
    setTask(taken);
    setSaid(taken ? t`It is a task at the end of the document now.` : t`The document cannot be written in just now.`);
  };
  const refusal = draft.error ?? lesson.error;
  return (
    <div className="becomes small">
      <span className="quiet">
        <Trans>Make of it:</Trans>
      </span>
      <button
        type="button"
        className="link-button"
        aria-label={`${t`Problem`}. ${t`Draft a problem from: ${words}`}`}
        onClick={() => (draft.isPending || draft.data ? undefined : draft.mutate(language))}
      >
        <Trans>Problem</Trans>
      </button>
      {writes ? (
        <>
          <button
            type="button"
            className="link-button"
            aria-label={`${t`Task`}. ${t`Make a task of: ${words}`}`}
            onClick={task}
          >
            <Trans>Task</Trans>
          </button>
          <button
            type="button"
            className="link-button"
            aria-label={`${t`Lesson`}. ${t`Keep for the lesson: ${words}`}`}
            onClick={() => (lesson.isPending || lesson.isSuccess ? undefined : lesson.mutate(room))}
          >
            <Trans>Lesson</Trans>
          </button>
        </>
      ) : null}
      <span role="status">
        {draft.data ? (
          <>
            <Trans>A draft that only you see.</Trans>{" "}
            <Link to="/problems/$id/edit" params={{ id: draft.data.id }}>
              <Trans>Go to the draft</Trans>
            </Link>
          </>
        ) : (
          said
        )}
      </span>
      {refusal ? <RefusalNotice error={refusal} /> : null}
    </div>
  );
}
