import { useLingui } from "@lingui/react/macro";
import { Choice, Field, TextArea } from "../../../../ui/Field";
import { FormActions } from "../../../../ui/FormActions";
import { FormFrame, useForm } from "../../../../ui/useForm";
import { type MakePoll as Body, changePoll, makePoll, openPoll, type Poll } from "./requests";

const EMPTY = {
  kind: "dots",
  question: "",
  words: "",
  options: "",
  dots: "3",
  at_most: "1",
  secrecy: "open",
  when: "now",
};

const valuesOf = (poll: Poll): typeof EMPTY => ({
  kind: poll.kind,
  question: poll.question,
  words: poll.words,
  options: poll.kind === "consent" ? "" : poll.options.map((one) => one.text).join("\n"),
  dots: String(poll.dots),
  at_most: String(poll.at_most),
  secrecy: poll.secrecy,
  when: "later",
});

interface Props {
  room: string;
  /** A draft that is asked otherwise, or opened. */
  draft?: Poll;
  done: () => void;
  onClose: () => void;
}

/** Ask everybody in the room, at once or later: what, how, and who sees the votes. */
export function MakePoll({ room, draft, done, onClose }: Props) {
  const { t } = useLingui();
  const form = useForm({
    start: draft ? valuesOf(draft) : EMPTY,
    ...(draft ? {} : { kept: `poll.${room}` }),
    send: async (values, key): Promise<Poll> => {
      const options = values.options
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean);
      const consent = values.kind === "consent";
      const asked = {
        kind: values.kind as Body["kind"],
        secrecy: values.secrecy as NonNullable<Body["secrecy"]>,
        question: values.question,
        words: values.words,
        options: consent ? [] : options,
        dots: consent ? 1 : Number(values.dots),
        at_most: values.kind === "dots" ? Number(values.at_most) : 1,
      };
      const now = values.when === "now";
      if (!draft) return makePoll(room, { ...asked, open_now: now }, key);
      const changed = await changePoll(draft.id, { ...asked, read_version: draft.version });
      return now ? openPoll(draft.id) : changed;
    },
    done: () => {
      form.reset(EMPTY);
      done();
    },
  });
  const { kind } = form.values;
  const labels = {
    kind: t`How do you decide?`,
    question: kind === "consent" ? t`What do you propose?` : t`What do you ask?`,
    words: t`What should people know first?`,
    options: t`Options, one on a line`,
    dots: kind === "dots" ? t`Dots for each person` : t`How many may be chosen`,
    at_most: t`At most on one option`,
    secrecy: t`Who sees the votes?`,
    when: t`When can people vote?`,
  };
  return (
    <FormFrame form={form} labels={labels} className="stack">
      <Choice
        {...form.field("kind")}
        label={labels.kind}
        options={[
          { value: "dots", label: t`Dot vote`, hint: t`Everybody spreads a few dots` },
          { value: "choice", label: t`Choice`, hint: t`One or several of the options` },
          { value: "consent", label: t`Proposal for consent`, hint: t`Adopted when nobody objects` },
        ]}
      />
      <Field {...form.field("question")} label={labels.question} maxLength={300} />
      <TextArea {...form.field("words")} label={labels.words} aside={t`(optional)`} rows={2} maxLength={2000} />
      {kind === "consent" ? null : (
        <>
          <TextArea {...form.field("options")} label={labels.options} rows={4} />
          <Field {...form.field("dots")} type="number" min={1} max={20} label={labels.dots} />
        </>
      )}
      {kind === "dots" ? (
        <Field {...form.field("at_most")} type="number" min={1} max={20} label={labels.at_most} />
      ) : null}
      <Choice
        {...form.field("secrecy")}
        label={labels.secrecy}
        options={[
          { value: "open", label: t`Everybody, at once` },
          { value: "until_closed", label: t`Everybody, once it is closed` },
          {
            value: "always",
            label: t`Nobody, ever`,
            hint: t`Only numbers are shown, and only when three or more voted. Not even administrators can look. Your vote can be changed only in the browser in which you gave it.`,
          },
        ]}
      />
      <Choice
        {...form.field("when")}
        label={labels.when}
        options={[
          { value: "now", label: t`Now` },
          { value: "later", label: t`Later: it is kept as a draft` },
        ]}
      />
      <FormActions form={form} onClose={onClose}>
        {form.values.when === "now" ? t`Ask everybody` : t`Keep the draft`}
      </FormActions>
    </FormFrame>
  );
}
