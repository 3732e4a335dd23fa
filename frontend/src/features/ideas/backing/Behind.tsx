import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { managersQuery } from "../../../api/managers";
import { RefusalError } from "../../../lib/refusal";
import { Button } from "../../../ui/Button";
import { DateWords } from "../../../ui/DateWords";
import { Choice, Select, TextArea } from "../../../ui/Field";
import { Status } from "../../../ui/Status";
import { FormFrame, useForm } from "../../../ui/useForm";
import { answerBacking, type Backing, backingQuery, nameDecisionMaker } from "./requests";

/** How many stand behind a problem, who has to answer by when, and the answer; no answer is shown as none. */
export function Behind({ id }: { id: string }) {
  const { data: weight } = useSuspenseQuery(backingQuery(id));
  const { people, people_needed: enough, organisations, organisations_needed: spread, backing, abilities } = weight;
  if (people === 0 && !backing) return null;
  return (
    <section className="panel stack" data-gap="sm" aria-labelledby="behind">
      <h2 className="title-sm" id="behind">
        <Trans>Who has to answer</Trans>
      </h2>
      <p>
        <Trans>
          {people} of {enough} people in {organisations} of {spread} organisations stand behind this.
        </Trans>
      </p>
      {backing ? (
        <Answer backing={backing} />
      ) : (
        <p className="small quiet">
          <Trans>Once enough stand behind it, somebody who decides has to answer in public, by a day.</Trans>
        </p>
      )}
      {abilities.name_decision_maker ? <NameWhoDecides id={id} /> : null}
      {abilities.answer ? <YourDecision id={id} /> : null}
    </section>
  );
}

function Answer({ backing }: { backing: NonNullable<Backing["backing"]> }) {
  const { manager, organisation, due_on, answered_on } = backing;
  const who = [manager?.name, organisation?.name].filter(Boolean).join(", ");
  if (backing.state === "answered" && answered_on)
    return (
      <>
        <p>
          <Trans>
            {who}, <DateWords date={answered_on} far={false} />:
          </Trans>{" "}
          <strong>{backing.decision_words}</strong>
        </p>
        <blockquote className="answers">
          <p>{backing.words}</p>
        </blockquote>
      </>
    );
  if (backing.is_unanswered && due_on)
    return (
      <p className="row">
        <Status tone="bad">
          <Trans>No answer</Trans>
        </Status>
        <span>
          <Trans>
            {who} had to answer by <DateWords date={due_on} far={false} />.
          </Trans>
        </span>
      </p>
    );
  if (due_on)
    return (
      <p>
        <Trans>
          {who} has to answer by <DateWords date={due_on} far={false} />.
        </Trans>
      </p>
    );
  return (
    <p>
      <Trans>Enough stand behind it. A coordinator names who has to answer.</Trans>
    </p>
  );
}

function useAnswered(id: string) {
  const queries = useQueryClient();
  return (fresh: Backing) => {
    queries.setQueryData(backingQuery(id).queryKey, fresh);
    for (const key of ["backed", "desk", "trail"]) void queries.invalidateQueries({ queryKey: [key] });
  };
}

/** A coordinator names who can do something about it. */
function NameWhoDecides({ id }: { id: string }) {
  const { t } = useLingui();
  const { data: managers } = useSuspenseQuery(managersQuery);
  const form = useForm<{ manager: string }, Backing>({
    start: { manager: "" },
    send: ({ manager }) => {
      if (!manager)
        throw new RefusalError(422, { code: "invalid", details: { manager: [t`Choose who has to answer.`] } });
      return nameDecisionMaker(id, manager);
    },
    done: useAnswered(id),
  });
  return (
    <FormFrame form={form} labels={{ manager: t`Who decides` }}>
      <Select
        {...form.field("manager")}
        label={t`Who decides`}
        hint={t`A manager who can do something about it. They are told at once, with the day by which they answer.`}
        empty={t`Choose…`}
        options={managers.map((one) => ({
          value: one.id,
          label: [one.name, one.organisation].filter(Boolean).join(", "),
        }))}
      />
      <div className="actions">
        <Button type="submit" busy={form.sending}>
          <Trans>Ask them to answer</Trans>
        </Button>
      </div>
    </FormFrame>
  );
}

/** The decision maker's answer: once, and everybody reads it. */
function YourDecision({ id }: { id: string }) {
  const { t } = useLingui();
  const form = useForm<{ decision: string; words: string }, Backing>({
    start: { decision: "taken_up", words: "" },
    kept: `backing-${id}`,
    send: ({ decision, words }) =>
      answerBacking(id, { decision: decision as Parameters<typeof answerBacking>[1]["decision"], words }),
    done: useAnswered(id),
  });
  return (
    <FormFrame form={form} labels={{ decision: t`Your decision`, words: t`Your answer` }}>
      <Choice
        {...form.field("decision")}
        label={t`Your decision`}
        options={[
          { value: "taken_up", label: t`We take it up ourselves` },
          { value: "referred", label: t`Others have to decide this` },
          { value: "declined", label: t`We leave it as it is` },
        ]}
      />
      <TextArea
        {...form.field("words")}
        label={t`Your answer`}
        hint={t`What happens now and by when, who has to decide, or why it stays. Everybody reads it, with your name; it cannot be changed.`}
        maxLength={2000}
        rows={5}
      />
      <div className="actions">
        <Button type="submit" busy={form.sending}>
          <Trans>Answer in public</Trans>
        </Button>
      </div>
    </FormFrame>
  );
}
