import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseQuery } from "@tanstack/react-query";
import { dateWords, today as dayOf } from "../../../../lib/dates";
import { Button } from "../../../../ui/Button";
import { Choice, Field, TextArea } from "../../../../ui/Field";
import { FormFrame, useForm } from "../../../../ui/useForm";
import { dayFromNow } from "../../days";
import { AgendaEditor, type PlannedItem } from "./AgendaEditor";
import {
  type Card,
  cardsQuery,
  changeSession,
  type Kind,
  type PlanBody,
  planSession,
  type Session,
  startSession,
} from "./requests";

export interface PlanProps {
  room: string;
  /** The planned session that is changed; without one, another is planned. */
  session?: Session;
  /** Another session runs: this one can only be put on the list. */
  runs: boolean;
  onDone: (words: string) => void;
  onClose: () => void;
}

const two = (part: number) => String(part).padStart(2, "0");

/** The time of day on this device's clock, as a field for times has it. */
function clockOf(moment: string): string {
  const time = new Date(moment);
  return `${two(time.getHours())}:${two(time.getMinutes())}`;
}

const agendaOf = (kind: Kind | undefined, cards: readonly Card[]): PlannedItem[] =>
  (kind?.agenda ?? []).map(({ card, minutes }, place) => ({
    key: `${card}-${place}`,
    card,
    minutes: String(minutes),
    quiet: cards.find((one) => one.slug === card)?.quiet ?? false,
  }));

/** A session from a kind that is ready to use: its agenda can be changed, opened now or on a later day. */
export function PlanSession({ room, session: before, runs, onDone, onClose }: PlanProps) {
  const { t } = useLingui();
  const { data } = useSuspenseQuery(cardsQuery);
  const first = data.kinds[0];
  const day = dateWords(dayOf());
  const form = useForm({
    start: before
      ? {
          kind: before.kind,
          title: before.title,
          question: before.question,
          client: "",
          agenda: before.agenda.map(({ id, card, minutes, quiet }) => ({
            key: id,
            card,
            minutes: String(minutes),
            quiet,
          })),
          when: "later",
          planned_on: before.planned_at ? dayOf(new Date(before.planned_at)) : (before.planned_on ?? ""),
          planned_at: before.planned_at ? clockOf(before.planned_at) : "",
          again: before.again_weeks ? "yes" : "no",
          again_weeks: String(before.again_weeks ?? 4),
        }
      : {
          kind: first?.slug ?? "",
          title: first ? `${first.name}, ${day}` : "",
          question: "",
          client: "",
          agenda: agendaOf(first, data.cards),
          when: runs ? "later" : "now",
          planned_on: dayFromNow(7),
          planned_at: "",
          again: first?.again_weeks ? "yes" : "no",
          again_weeks: String(first?.again_weeks ?? 4),
        },
    send: async (values, key) => {
      const later = values.when === "later" && values.planned_on !== "";
      const plan = {
        title: values.title,
        question: values.question,
        client: values.client,
        agenda: values.agenda.map(({ card, minutes, quiet }) => ({
          card: card as PlanBody["agenda"][number]["card"],
          minutes: Number(minutes),
          quiet,
        })),
        planned_on: later ? values.planned_on : null,
        planned_at:
          later && values.planned_at ? new Date(`${values.planned_on}T${values.planned_at}`).toISOString() : null,
        again_weeks: values.again === "yes" ? Number(values.again_weeks) : null,
      };
      if (before) return changeSession({ room, id: before.id }, { ...plan, read_version: before.version });
      const session = await planSession(room, { ...plan, kind: values.kind as PlanBody["kind"] }, key);
      return values.when === "later" ? session : startSession({ room, id: session.id }, session.version);
    },
    done: (session) =>
      onDone(
        before
          ? t`The session is changed.`
          : session.state === "running"
            ? t`The session runs.`
            : t`The session is on the list.`,
      ),
  });
  const { values } = form;
  const kind = data.kinds.find((one) => one.slug === values.kind);
  const asked = before?.client?.name;
  const labels = {
    kind: t`What kind of session?`,
    title: t`Title`,
    question: t`The question`,
    client: t`Who asks it`,
    agenda: t`Agenda`,
    when: t`When?`,
    planned_on: t`Day`,
    planned_at: t`Time`,
    again: t`Again after this one?`,
    again_weeks: t`In how many weeks?`,
  };
  const choose = (slug: string) => {
    const chosen = data.kinds.find((one) => one.slug === slug);
    form.set("kind", slug);
    form.set("agenda", agendaOf(chosen, data.cards));
    form.set("again", chosen?.again_weeks ? "yes" : "no");
    if (chosen) form.set("title", `${chosen.name}, ${day}`);
  };
  return (
    <FormFrame form={form} labels={labels}>
      {before ? (
        <p className="quiet small">{before.kind_words}</p>
      ) : (
        <Choice
          {...form.field("kind")}
          onChange={choose}
          label={labels.kind}
          options={data.kinds.map((one) => ({ value: one.slug, label: one.name, hint: one.purpose }))}
        />
      )}
      <Field {...form.field("title")} label={labels.title} maxLength={120} />
      {kind?.asks_question ? (
        <TextArea
          {...form.field("question")}
          label={labels.question}
          hint={t`You agree on the exact words together at the start.`}
          maxLength={500}
          rows={2}
        />
      ) : null}
      {kind?.asks_client ? (
        <Field
          {...form.field("client")}
          type="email"
          autoComplete="off"
          label={labels.client}
          aside={asked ? t`(now ${asked})` : undefined}
          hint={t`The mail address at work of the colleague who can act on the answer.`}
        />
      ) : null}
      <AgendaEditor
        id={form.field("agenda").id}
        items={values.agenda}
        cards={data.cards}
        errors={form.field("agenda").errors}
        onChange={(items) => form.set("agenda", items)}
      />
      {before ? null : (
        <Choice
          {...form.field("when")}
          label={labels.when}
          options={[
            ...(runs ? [] : [{ value: "now", label: t`Now: it opens for everyone in the room` }]),
            { value: "later", label: t`Later: the team hears of it` },
          ]}
        />
      )}
      {values.when === "later" ? (
        <div className="session-when">
          <Field {...form.field("planned_on")} type="date" min={dayFromNow(0)} label={labels.planned_on} />
          <Field {...form.field("planned_at")} type="time" label={labels.planned_at} aside={t`(optional)`} />
        </div>
      ) : null}
      <Choice
        {...form.field("again")}
        label={labels.again}
        options={[
          { value: "no", label: t`No` },
          { value: "yes", label: t`Yes, the next one is planned when this one ends` },
        ]}
      />
      {values.again === "yes" ? (
        <Field {...form.field("again_weeks")} type="number" min={1} max={52} label={labels.again_weeks} />
      ) : null}
      <div className="actions">
        <Button type="submit" busy={form.sending}>
          {before ? (
            <Trans>Keep the change</Trans>
          ) : values.when === "now" ? (
            <Trans>Open the session</Trans>
          ) : (
            <Trans>Put it on the list</Trans>
          )}
        </Button>
        <Button look="secondary" onClick={onClose}>
          <Trans>Not now</Trans>
        </Button>
      </div>
    </FormFrame>
  );
}
