import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { dateWords } from "../../../../lib/dates";
import { Button } from "../../../../ui/Button";
import { Field, Select, TextArea } from "../../../../ui/Field";
import { FormFrame, useForm } from "../../../../ui/useForm";
import { dayFromNow } from "../../days";
import type { PartProps } from "../parts";
import type { Changes } from "./Lead";
import { addTask } from "./requests";

type Props = Changes & { me: PartProps["me"] };

/** Who does what after the session. */
export function Tasks({ session, room, readAgain, me }: Props) {
  const [adding, setAdding] = useState(false);
  return (
    <section aria-labelledby="session-tasks" className="stack" data-gap="xs">
      <h3 className="title-sm" id="session-tasks">
        <Trans>Tasks</Trans>
      </h3>
      {session.tasks.length > 0 ? (
        <ul>
          {session.tasks.map((task) => {
            const who = task.who.name;
            const day = task.due ? dateWords(task.due) : "";
            return (
              <li key={task.id}>
                {who}: {task.words}
                {day ? (
                  <span className="quiet small">
                    {" "}
                    <Trans>until {day}</Trans>
                  </span>
                ) : null}
              </li>
            );
          })}
        </ul>
      ) : null}
      {adding ? (
        <NewTask
          session={session}
          room={room}
          readAgain={readAgain}
          me={me}
          words=""
          onClose={() => setAdding(false)}
        />
      ) : session.abilities.add_task ? (
        <p>
          <button type="button" className="link-button" onClick={() => setAdding(true)}>
            <Trans>Add a task</Trans>
          </button>
        </p>
      ) : null}
    </section>
  );
}

/** One task: what, who of those here, until when; filled with a note where it comes from one. */
export function NewTask({
  session,
  room,
  readAgain,
  me,
  words,
  onClose,
}: Props & { words: string; onClose: () => void }) {
  const { t } = useLingui();
  const form = useForm({
    start: { words, who: me.id, due: "" },
    send: ({ due, ...task }, key) => addTask({ room, id: session.id }, { ...task, due: due || null }, key),
    done: () => {
      onClose();
      void readAgain();
    },
  });
  const labels = { words: t`What is to be done?`, who: t`Who does it?`, due: t`Until` };
  return (
    <FormFrame form={form} labels={labels}>
      <TextArea {...form.field("words")} label={labels.words} maxLength={500} rows={2} />
      <Select
        {...form.field("who")}
        label={labels.who}
        options={session.people.map(({ person }) => ({ value: person.id, label: person.name }))}
      />
      <Field {...form.field("due")} type="date" min={dayFromNow(0)} label={labels.due} aside={t`(optional)`} />
      <div className="actions">
        <Button type="submit" look="secondary" busy={form.sending}>
          <Trans>Keep the task</Trans>
        </Button>
        <Button look="tertiary" onClick={onClose}>
          <Trans>Not now</Trans>
        </Button>
      </div>
    </FormFrame>
  );
}
