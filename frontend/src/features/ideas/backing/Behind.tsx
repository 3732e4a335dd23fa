import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { managersQuery } from "../../../api/managers";
import { RefusalError } from "../../../lib/refusal";
import { Button } from "../../../ui/Button";
import { DateWords } from "../../../ui/DateWords";
import { Choice, Select, TextArea } from "../../../ui/Field";
import { Status } from "../../../ui/Status";
import { FormFrame, useForm } from "../../../ui/useForm";
import { type Answered, answerBacking, type Backing, backingQuery, nameDecisionMaker } from "./requests";

/** How many stand behind a problem, who has to answer by when, and the answer; no answer is shown as none. */
export function Behind({ id }: { id: string }) {
  const { data: weight } = useSuspenseQuery(backingQuery(id));
  const { people, people_needed: enough, organisations, organisations_needed: spread, backing, abilities } = weight;
  if (people === 0 && !backing) return null;
  return (
    <section className="panel stack" data-gap="sm" aria-labelledby="behind-title" id="behind" tabIndex={-1}>
      <h2 className="title-sm" id="behind-title">
        {abilities.answer ? (
          <Trans>Your answer</Trans>
        ) : backing?.state === "answered" ? (
          <Trans>The answer of who decides</Trans>
        ) : (
          <Trans>Who has to answer</Trans>
        )}
      </h2>
      {backing ? (
        <>
          <p className="small quiet">
            <Trans>
              Behind it: <Plural value={backing.people} one="# person" other="# people" /> in{" "}
              <Plural value={backing.organisations} one="# organisation" other="# organisations" /> on{" "}
              <DateWords date={backing.day} far={false} />.
            </Trans>
          </p>
          <Answer backing={backing} />
        </>
      ) : (
        <>
          <p>
            <Trans>
              Behind it: <Plural value={people} one="# person" other="# people" /> in{" "}
              <Plural value={organisations} one="# organisation" other="# organisations" />.
            </Trans>
          </p>
          <p className="small quiet">
            <Trans>
              With {enough} people in {spread} organisations behind it, somebody who decides has to answer in public, by
              a day.
            </Trans>
          </p>
        </>
      )}
      {abilities.name_decision_maker ? <NameWhoDecides id={id} owner={weight.owner_of_rule} /> : null}
      {abilities.answer ? <YourDecision id={id} /> : null}
    </section>
  );
}

/** Above all else, for whoever has to do something about it: what is asked, and the way there. */
export function AskedToDecide({ id }: { id: string }) {
  const { data } = useSuspenseQuery(backingQuery(id));
  const { abilities, backing } = data;
  if (!backing || !(abilities.answer || abilities.name_decision_maker)) return null;
  return (
    <section className="panel stack" data-tone="lamp" data-gap="sm">
      <h2 className="title-sm">
        {abilities.answer ? (
          <Trans>You are asked to decide about this</Trans>
        ) : (
          <Trans>Many stand behind this: name who decides</Trans>
        )}
      </h2>
      {abilities.answer ? (
        <p>
          {backing.due_on ? (
            <Trans>
              Read it, then answer in public by <DateWords date={backing.due_on} far={false} />. Without an answer,
              everybody sees that none came.
            </Trans>
          ) : null}
        </p>
      ) : (
        <p>
          <Trans>They have to answer in public, by a day.</Trans>
        </p>
      )}
      <div className="actions">
        <a className="ds-button" data-variant="secondary" href="#behind">
          {abilities.answer ? <Trans>Go to your answer</Trans> : <Trans>Choose who decides</Trans>}
        </a>
      </div>
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
        <blockquote lang={backing.language}>{backing.words}</blockquote>
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

/** A coordinator names who can do something about it; whoever owns the rule in the way comes first. */
function NameWhoDecides({ id, owner }: { id: string; owner: Backing["owner_of_rule"] }) {
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
  const owning = owner?.managers ?? [];
  const others = managers.filter((one) => !owning.some(({ id }) => id === one.id));
  const called = (one: (typeof managers)[number]) => [one.name, one.organisation].filter(Boolean).join(", ");
  const owners = owning.map(called).join("; ");
  const whose = owner?.name;
  return (
    <FormFrame form={form} labels={{ manager: t`Who decides` }}>
      {owner ? (
        <p className="notice">
          {owners ? (
            <Trans>
              The rule it names belongs to {whose}. Who decides there: {owners}.
            </Trans>
          ) : (
            <Trans>The rule it names belongs to {whose}. Nobody who decides there is in the network.</Trans>
          )}
        </p>
      ) : null}
      <Select
        {...form.field("manager")}
        label={t`Who decides`}
        hint={t`A manager who can do something about it. They are told at once, with the day by which they answer.`}
        empty={t`Choose…`}
        options={[...owning, ...others].map((one) => ({ value: one.id, label: called(one) }))}
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
    // Nothing is chosen for them: it binds, and it stays.
    start: { decision: "", words: "" },
    kept: `backing-${id}`,
    send: ({ decision, words }) => {
      // Said before anybody proves who they are for nothing.
      if (!decision) throw new RefusalError(422, { code: "invalid", details: { decision: [t`Choose one of these.`] } });
      return answerBacking(id, { decision: decision as Answered["decision"], words });
    },
    done: useAnswered(id),
  });
  return (
    <FormFrame form={form} labels={{ decision: t`Your decision`, words: t`Your reasons` }}>
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
        label={t`Your reasons`}
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
