import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../ui/Button";
import { Choice, TextArea } from "../../ui/Field";
import { FormFrame, useForm } from "../../ui/useForm";
import { type Group, groupQuery, setGoal } from "./groups";

/** What the group wants to reach this year, and what it wanted before. */
export function Goals({ group }: { group: Group }) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const thisYear = group.goal_years[0] ?? new Date().getFullYear();
  const coming = group.goals.filter((goal) => goal.year >= thisYear).sort((one, other) => one.year - other.year);
  const past = group.goals.filter((goal) => goal.year < thisYear);
  return (
    <section className="panel stack" data-gap="sm" data-tone="accent" aria-labelledby="goal">
      <h2 className="title-sm" id="goal">
        <Trans>Goal of the year</Trans>
      </h2>
      {coming.length === 0 ? (
        <p className="quiet">
          <Trans>None yet.</Trans>
        </p>
      ) : (
        coming.map((goal) => (
          <p key={goal.year}>
            <strong>{goal.year}:</strong> <span lang={group.language}>{goal.words}</span>
          </p>
        ))
      )}
      {group.abilities.edit && !open ? (
        <div className="actions">
          <Button look="secondary" onClick={() => setOpen(true)}>
            {coming.length === 0 ? t`Say the goal` : t`Change the goal`}
          </Button>
        </div>
      ) : null}
      {open ? <SayGoal group={group} onDone={() => setOpen(false)} /> : null}
      {past.length > 0 ? (
        <details>
          <summary>
            <Trans>Earlier years</Trans>
          </summary>
          {past.map((goal) => (
            <p key={goal.year}>
              <strong>{goal.year}:</strong> <span lang={group.language}>{goal.words}</span>
            </p>
          ))}
        </details>
      ) : null}
    </section>
  );
}

function SayGoal({ group, onDone }: { group: Group; onDone: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const wordsOf = (year: string) => group.goals.find((goal) => String(goal.year) === year)?.words ?? "";
  const first = String(group.goal_years[0]);
  const form = useForm({
    start: { year: first, words: wordsOf(first) },
    send: ({ year, words }) => setGoal(group.id, { year: Number(year), words }),
    done: (saved) => {
      queries.setQueryData(groupQuery(group.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ["group", group.id, "changes"] });
      onDone();
    },
  });
  const labels = { year: t`Year`, words: t`What does the group want to reach?` };
  return (
    <FormFrame form={form} labels={labels}>
      <Choice
        {...form.field("year")}
        onChange={(year: string) => {
          form.set("year", year);
          form.set("words", wordsOf(year));
        }}
        label={labels.year}
        options={group.goal_years.map((year) => ({ value: String(year), label: String(year) }))}
      />
      <TextArea
        {...form.field("words")}
        label={labels.words}
        hint={t`For example: ten letters rewritten and tried with residents`}
        maxLength={500}
        rows={2}
      />
      <div className="actions">
        <Button type="submit" busy={form.sending}>
          <Trans>Save the goal</Trans>
        </Button>
        <Button look="secondary" onClick={onDone}>
          <Trans>Not now</Trans>
        </Button>
      </div>
    </FormFrame>
  );
}
