import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "../../../../ui/Button";
import { Choice, TextArea } from "../../../../ui/Field";
import { RefusalNotice } from "../../../../ui/RefusalNotice";
import { FormFrame, useForm } from "../../../../ui/useForm";
import type { PartProps } from "../parts";
import { draftProblemFrom, type Language } from "../requests";
import type { Changes } from "./Lead";
import { type AgendaItem, cardsQuery, type Entry, markForLesson, takeBackEntry, writeEntry } from "./requests";
import { keptNote } from "./StillWritten";
import { NewTask } from "./Tasks";

interface Props extends Changes {
  current: AgendaItem;
  me: PartProps["me"];
}

/** How the present item goes, a place to write, and what was written, by box. */
export function Notes({ session, room, readAgain, current, me }: Props) {
  const { data } = useQuery(cardsQuery);
  const card = data?.cards.find((one) => one.slug === current.card);
  const others = current.written_by;
  return (
    <div className="stack" data-gap="sm">
      {card ? (
        <details className="session-card">
          <summary>
            <Trans>How it goes: {card.name}</Trans>
          </summary>
          <p className="small">{card.when}</p>
          <ol>
            {card.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </details>
      ) : null}
      {current.hides ? (
        <p className="session-quiet" role="status">
          <Trans>Quiet writing: only you read your notes until they are shown.</Trans>{" "}
          {plural(others, {
            0: "Nobody has written yet.",
            one: "# person has written.",
            other: "# people have written.",
          })}
        </p>
      ) : null}
      {session.abilities.write ? <Write session={session} room={room} readAgain={readAgain} current={current} /> : null}
      <div className="session-boxes">
        {session.boxes.map(({ box, name }) => {
          const notes = session.entries.filter((entry) => entry.box === box);
          return (
            <section key={box} aria-label={name}>
              <h3 className="title-sm">{name}</h3>
              {notes.length === 0 ? (
                <p className="quiet small">
                  <Trans>Nothing yet</Trans>
                </p>
              ) : (
                <ul>
                  {notes.map((entry) => (
                    <li key={entry.id} className="session-note">
                      <Note session={session} room={room} readAgain={readAgain} entry={entry} me={me} />
                    </li>
                  ))}
                </ul>
              )}
            </section>
          );
        })}
      </div>
    </div>
  );
}

function Write({ session, room, readAgain, current }: Changes & { current: AgendaItem }) {
  const { t } = useLingui();
  const form = useForm({
    start: { words: "", box: session.boxes[0]?.box ?? "" },
    kept: keptNote(session.id),
    send: ({ words, box }, key) =>
      writeEntry({ room, id: session.id }, { item: current.id, box, words, hidden: current.hides }, key),
    done: (_, { box }) => {
      form.reset({ words: "", box });
      document.getElementById(`${form.id}-words`)?.focus();
      void readAgain();
    },
    refused: (refusal) => {
      if (refusal.code === "outdated") void readAgain();
      return false;
    },
  });
  const labels = { words: t`Your note`, box: t`Where does it belong?` };
  return (
    <FormFrame form={form} labels={labels} className="form session-write">
      {session.boxes.length > 1 ? (
        <Choice
          {...form.field("box")}
          label={labels.box}
          options={session.boxes.map(({ box, name }) => ({ value: box, label: name }))}
        />
      ) : null}
      <TextArea {...form.field("words")} label={labels.words} maxLength={500} rows={2} />
      <div className="actions">
        <Button type="submit" look="secondary" busy={form.sending}>
          {current.hides ? <Trans>Keep the note</Trans> : <Trans>Add the note</Trans>}
        </Button>
      </div>
    </FormFrame>
  );
}

/** A note, and what can become of it with one click. It names nobody. */
function Note({ session, room, readAgain, entry, me }: Changes & { entry: Entry; me: PartProps["me"] }) {
  const { t } = useLingui();
  const which = { room, id: session.id };
  const [asTask, setAsTask] = useState(false);
  const draft = useMutation({ mutationFn: () => draftProblemFrom(entry.words, me.language as Language) });
  const lesson = useMutation({ mutationFn: () => markForLesson(which, entry.id), onSettled: readAgain });
  const remove = useMutation({ mutationFn: () => takeBackEntry(which, entry.id), onSettled: readAgain });
  const { words } = entry;
  const refusal = draft.error ?? lesson.error ?? remove.error;
  return (
    <>
      <p>{words}</p>
      <p className="session-note__does small">
        {entry.hidden ? (
          <span className="quiet">
            <Trans>Only you read this</Trans>
          </span>
        ) : (
          <>
            <button
              type="button"
              className="link-button"
              aria-label={t`Draft a problem from: ${words}`}
              onClick={() => (draft.isPending || draft.data ? undefined : draft.mutate())}
            >
              <Trans>Problem</Trans>
            </button>
            {session.abilities.add_task ? (
              <button
                type="button"
                className="link-button"
                aria-label={t`Make a task of: ${words}`}
                onClick={() => setAsTask(true)}
              >
                <Trans>Task</Trans>
              </button>
            ) : null}
            {entry.for_lesson ? (
              <span className="quiet">
                <Trans>Kept for the lesson</Trans>
              </span>
            ) : session.abilities.mark_for_lesson ? (
              <button
                type="button"
                className="link-button"
                aria-label={t`Keep for the lesson: ${words}`}
                onClick={() => lesson.mutate()}
              >
                <Trans>Lesson</Trans>
              </button>
            ) : null}
          </>
        )}
        {entry.mine && session.abilities.write ? (
          <button
            type="button"
            className="link-button"
            aria-label={t`Take back: ${words}`}
            onClick={() => remove.mutate()}
          >
            <Trans>Take back</Trans>
          </button>
        ) : null}
      </p>
      <span role="status" className="small">
        {draft.data ? (
          <>
            <Trans>A draft that only you see.</Trans>{" "}
            <Link to="/problems/$id/edit" params={{ id: draft.data.id }}>
              <Trans>Go to the draft</Trans>
            </Link>
          </>
        ) : null}
      </span>
      {refusal ? <RefusalNotice error={refusal} /> : null}
      {asTask ? (
        <NewTask
          session={session}
          room={room}
          readAgain={readAgain}
          me={me}
          words={words}
          onClose={() => setAsTask(false)}
        />
      ) : null}
    </>
  );
}
