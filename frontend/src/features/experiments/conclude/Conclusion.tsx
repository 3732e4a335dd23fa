import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { moneyWords } from "../../../lib/money";
import { Choice, TextArea } from "../../../ui/Field";
import { FormActions } from "../../../ui/FormActions";
import { FormFrame, useForm } from "../../../ui/useForm";
import { concludePilot, type Pilot, pilotQuery, type Conclusion as Sent } from "../pilot/requests";
import { SCORES, useScoreWords } from "../pilot/scores";
import { KindsOfValue, sentEntries, type TypedEntry, useEntryLabels } from "./KindsOfValue";

/** The verdict as a conversation: what came of it, what it was worth, and why. */
export function Conclusion({ pilot, onDone }: { pilot: Pilot; onDone: (pilot: Pilot) => void }) {
  const { t } = useLingui();
  const score = useScoreWords();
  const entryLabels = useEntryLabels();
  const queries = useQueryClient();
  const form = useForm({
    start: {
      verdict: "",
      what_happened: "",
      performance: "",
      quality_of_work: "",
      explanation: "",
      actual_effect: "",
      value_entries: [] as TypedEntry[],
    },
    kept: `conclude-${pilot.id}`,
    send: (values, key) =>
      concludePilot(
        pilot.id,
        {
          ...values,
          verdict: values.verdict as Sent["verdict"],
          performance: scored(values.performance),
          quality_of_work: scored(values.quality_of_work),
          value_entries: sentEntries(values.value_entries),
        },
        key,
      ),
    done: (closed) => {
      queries.setQueryData(pilotQuery(pilot.id).queryKey, closed);
      onDone(closed);
    },
  });
  const scores = SCORES.map((value) => ({ value: String(value), label: score(value) })).reverse();
  const { performance, quality_of_work: quality } = form.values;
  const money = moneyWords(pilot.money_asked, pilot.organisation.country);
  const promised = <q className="own-words">{pilot.promised_effect}</q>;
  return (
    <FormFrame
      form={form}
      className="form conclusion"
      labels={{
        verdict: t`Verdict`,
        what_happened: t`What happened`,
        performance: t`Performance`,
        quality_of_work: t`Quality of work`,
        explanation: t`Why these scores`,
        actual_effect: t`What it really brought`,
        value_entries: t`Kinds of value`,
        ...entryLabels(form.values.value_entries),
      }}
    >
      <Choice
        {...form.field("verdict")}
        label={t`Did it work?`}
        hint={t`All four answers are worth the same here: others learn from each.`}
        options={[
          { value: "worked", label: t`It worked`, hint: t`The goal was reached, within the limits.` },
          { value: "partly", label: t`It partly worked`, hint: t`For some, or less than hoped.` },
          { value: "did_not_work", label: t`It did not work`, hint: t`Now we know, and others need not try it.` },
          { value: "unclear", label: t`It is unclear`, hint: t`The readings do not tell.` },
        ]}
      />
      <TextArea
        {...form.field("what_happened")}
        maxLength={4000}
        label={t`What happened?`}
        hint={t`As you would tell a colleague: what you expected, what surprised you, where it went another way.`}
      />
      <section className="stack" data-gap="sm" aria-labelledby={`${form.id}-worth`}>
        <h2 className="title-md" id={`${form.id}-worth`}>
          <Trans>What was it worth?</Trans>
        </h2>
        <p className="quiet">
          <Trans>Two scores, given together: a result that wears people out is no result.</Trans>
        </p>
        <div className="scores">
          <Choice
            {...form.field("performance")}
            label={t`Performance`}
            hint={t`Faster, cheaper, fairer, fewer mistakes?`}
            options={scores}
          />
          <Choice
            {...form.field("quality_of_work")}
            label={t`Quality of work`}
            hint={t`For the colleagues who do it: more sense, less strain?`}
            options={scores}
          />
        </div>
        {(performance === "") !== (quality === "") ? (
          <p className="quiet small" role="status">
            <Trans>Both scores belong together: please give the other one too.</Trans>
          </p>
        ) : null}
      </section>
      <TextArea
        {...form.field("explanation")}
        maxLength={2000}
        label={t`Why these scores?`}
        hint={t`Name the reading, the moment or the remark you think of.`}
      />
      <KindsOfValue
        form={form}
        entries={form.values.value_entries}
        onChange={(entries) => form.set("value_entries", entries)}
      />
      <TextArea
        {...form.field("actual_effect")}
        maxLength={2000}
        label={t`What did it really bring?`}
        aside={t`(optional)`}
        hint={
          pilot.promised_effect ? (
            <Trans>
              Promised for {money}: {promised} Others read your answer beside it.
            </Trans>
          ) : (
            t`Money, time, people helped: whatever can be said.`
          )
        }
      />
      <FormActions form={form}>
        <Trans>Close the pilot and open the lesson</Trans>
      </FormActions>
    </FormFrame>
  );
}

/** An unanswered score stays empty, so that the server names it; never a nought nobody gave. */
function scored(value: string): number {
  return (value === "" ? null : Number(value)) as number;
}
