import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { wordsQuery } from "../../api/words";
import { dateWords } from "../../lib/dates";
import { Button } from "../../ui/Button";
import { Choice, Field, Select, TextArea } from "../../ui/Field";
import { PeopleList } from "../../ui/PeopleList";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { FormFrame, useForm } from "../../ui/useForm";
import { type AskBesideBody, askBeside, besideQuery, endBeside, type SeatBeside } from "./beside";
import { dayFromNow } from "./days";
import type { DoTank } from "./dotanks";

/** Who stands beside the team until a day, and the way to ask somebody. */
export function Beside({ dotank }: { dotank: DoTank }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data } = useSuspenseQuery(besideQuery(dotank.id));
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState("");
  const end = useMutation({
    mutationFn: (one: SeatBeside) => endBeside(one.id),
    onSuccess: (_, one) => setSaid(t`${one.person.name} does not help this team any more.`),
    onSettled: () => queries.invalidateQueries({ queryKey: ["dotank", dotank.id] }),
  });
  if (data.seats.length === 0 && !data.may_arrange) return null;
  return (
    <section className="stack" data-gap="sm" aria-labelledby="beside">
      <h2 className="title-md" id="beside">
        <Trans>Beside the team</Trans>
      </h2>
      {end.error ? <RefusalNotice error={end.error} /> : null}
      {data.seats.length > 0 ? (
        <PeopleList
          people={data.seats.map((one) => ({
            id: one.person.id,
            name: one.person.name,
            organisation: one.person.organisation,
            role: [one.kind_words, one.skill_words].filter(Boolean).join(": "),
          }))}
          after={(person) => {
            const one = data.seats.find((seat) => seat.person.id === person.id);
            if (!one) return null;
            const day = dateWords(one.until);
            const { name } = one.person;
            return (
              <span className="answer-state">
                <span className="quiet small">
                  {one.state === "asked" ? `${one.state_words}, ` : ""}
                  <Trans>until {day}</Trans>
                </span>
                {data.may_arrange ? (
                  <Button
                    look="tertiary"
                    tone="neutral"
                    busy={end.isPending}
                    aria-label={one.state === "asked" ? t`Take the question to ${name} back` : t`End it for ${name}`}
                    onClick={() => end.mutate(one)}
                  >
                    {one.state === "asked" ? <Trans>Take back</Trans> : <Trans>End it</Trans>}
                  </Button>
                ) : null}
              </span>
            );
          }}
        />
      ) : (
        <p className="quiet">
          <Trans>A coach, an expert, a guest or a borrowed skill can help for a while.</Trans>
        </p>
      )}
      <p role="status" className="small">
        {said}
      </p>
      {data.may_arrange ? (
        asking ? (
          <AskForm
            dotank={dotank}
            onDone={(words) => {
              setAsking(false);
              setSaid(words);
            }}
            onClose={() => setAsking(false)}
          />
        ) : (
          <div className="actions">
            <Button look="secondary" onClick={() => setAsking(true)}>
              <Trans>Ask somebody for a while</Trans>
            </Button>
          </div>
        )
      ) : null}
    </section>
  );
}

interface AskProps {
  dotank: DoTank;
  onDone: (words: string) => void;
  onClose: () => void;
}

type Kind = AskBesideBody["kind"];

function AskForm({ dotank, onDone, onClose }: AskProps) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data: lists } = useSuspenseQuery(wordsQuery);
  const form = useForm({
    start: { kind: "coach" as string, email: "", why: "", until: dayFromNow(7 * 6), skill: "", weeks: "4" },
    send: ({ kind, email, why, until, skill, weeks }, key) =>
      askBeside(
        dotank.id,
        kind === "borrowed"
          ? { kind, email, why, skill: skill as AskBesideBody["skill"], weeks: Number(weeks) }
          : { kind: kind as Kind, email, why, until, skill: "" },
        key,
      ),
    done: (_, { email }) => {
      void queries.invalidateQueries({ queryKey: ["dotank", dotank.id] });
      onDone(t`${email} has been asked.`);
    },
  });
  const labels = {
    kind: t`What as?`,
    email: t`Mail address at work`,
    why: t`Why this colleague?`,
    until: t`Until`,
    skill: t`Which skill do you borrow?`,
    weeks: t`For how many weeks?`,
  };
  const borrowed = form.values.kind === "borrowed";
  return (
    <div className="panel">
      <FormFrame form={form} labels={labels}>
        <Choice
          {...form.field("kind")}
          label={labels.kind}
          options={[
            { value: "coach", label: t`Coach`, hint: t`Helps the team work well; reads along in the room.` },
            { value: "expert", label: t`Expert on call`, hint: t`Answers when you ask; reads along in the room.` },
            { value: "guest", label: t`Guest`, hint: t`Looks on; reads along in the room.` },
            { value: "borrowed", label: t`Borrowed skill`, hint: t`Works along in the room for some weeks.` },
          ]}
        />
        <Field {...form.field("email")} type="email" autoComplete="off" label={labels.email} />
        <TextArea {...form.field("why")} label={labels.why} hint={t`They read it.`} maxLength={300} rows={2} />
        {borrowed ? (
          <>
            <Select
              {...form.field("skill")}
              label={labels.skill}
              empty={t`Choose…`}
              options={lists.skills.map((one) => ({ value: one.value, label: one.words }))}
            />
            <Field
              {...form.field("weeks")}
              type="number"
              min={1}
              max={52}
              label={labels.weeks}
              hint={plural(Number(form.values.weeks) || 0, {
                one: "The last day is # week after they say yes.",
                other: "The last day is # weeks after they say yes.",
              })}
            />
          </>
        ) : (
          <Field {...form.field("until")} type="date" min={dayFromNow(0)} label={labels.until} />
        )}
        <p className="quiet small">
          <Trans>Nobody beside the team saves versions, submits or counts as a member. It ends by itself.</Trans>
        </p>
        <div className="actions">
          <Button type="submit" busy={form.sending}>
            <Trans>Ask this colleague</Trans>
          </Button>
          <Button look="secondary" onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
        </div>
      </FormFrame>
    </div>
  );
}
