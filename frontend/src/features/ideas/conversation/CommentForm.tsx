import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { mentionBegun } from "../../../lib/mentions";
import { Button } from "../../../ui/Button";
import { TextArea } from "../../../ui/Field";
import { FormFrame, useForm } from "../../../ui/useForm";
import { type Comment, mentionableQuery } from "./conversation";

interface Props {
  problem: string;
  /** The name by which the poster is mentioned. */
  poster: string;
  label: string;
  hint?: string | undefined;
  verb: string;
  start?: string;
  /** A name under which the text stays on this device until it was sent. */
  kept?: string;
  arrive?: boolean;
  send: (text: string, mentioned: string[], key: string) => Promise<Comment>;
  done: (comment: Comment) => void;
  cancel?: () => void;
}

/** Room for a comment; colleagues are offered while a name is typed after "@". */
export function CommentForm({ problem, poster, label, hint, verb, start = "", kept, arrive, ...on }: Props) {
  const { t } = useLingui();
  const area = useRef<HTMLTextAreaElement>(null);
  const [begun, setBegun] = useState<string | undefined>();
  const [picked, setPicked] = useState<ReadonlyMap<string, string>>(new Map());
  const form = useForm({
    start: { text: start },
    ...(kept ? { kept } : {}),
    send: ({ text }, key) =>
      on.send(
        text,
        [...picked].filter(([name]) => text.includes(`@${name}`)).map(([, id]) => id),
        key,
      ),
    done: (comment: Comment) => {
      form.reset({ text: start });
      setPicked(new Map());
      on.done(comment);
    },
  });
  useEffect(() => {
    if (arrive) area.current?.focus();
  }, [arrive]);
  const look = () => setBegun(mentionBegun(area.current?.value ?? "", area.current?.selectionStart ?? 0));
  const insert = (name: string, id?: string) => {
    const field = area.current;
    if (!field || begun === undefined) return;
    const caret = field.selectionStart;
    const before = field.value.slice(0, caret - begun.length);
    form.set("text", `${before}${name} ${field.value.slice(caret)}`);
    if (id) setPicked((known) => new Map(known).set(name, id));
    setBegun(undefined);
    field.focus();
  };
  return (
    <FormFrame form={form} labels={{ text: label }} className="stack comment-form">
      <TextArea
        {...form.field("text")}
        ref={area}
        label={label}
        hint={hint}
        maxLength={2000}
        rows={3}
        onKeyUp={look}
        onClick={look}
        onKeyDown={(event) => {
          if (event.key === "Escape") setBegun(undefined);
        }}
      />
      {begun === undefined ? null : <Offered problem={problem} poster={poster} begun={begun} choose={insert} />}
      <div className="actions">
        <Button type="submit" busy={form.sending}>
          {verb}
        </Button>
        {on.cancel ? (
          <Button look="tertiary" tone="neutral" onClick={on.cancel}>
            {t`Cancel`}
          </Button>
        ) : null}
      </div>
    </FormFrame>
  );
}

interface OfferedProps {
  problem: string;
  poster: string;
  begun: string;
  choose: (name: string, id?: string) => void;
}

/** Colleagues who fit the letters typed so far, as buttons after the text. */
function Offered({ problem, poster, begun, choose }: OfferedProps) {
  const { t } = useLingui();
  const { data = [] } = useQuery(mentionableQuery(problem, begun));
  const fits = poster.toLocaleLowerCase().includes(begun.toLocaleLowerCase());
  if (data.length === 0 && !fits) return null;
  return (
    <fieldset className="offered" aria-label={t`Colleagues you can mention`}>
      <p className="small quiet" role="status">
        <Trans>Mention:</Trans>
      </p>
      {fits ? (
        <button type="button" className="offered__one" onClick={() => choose(poster)}>
          {poster}
          <span className="quiet">{t`posted this problem`}</span>
        </button>
      ) : null}
      {data
        .filter((one) => one.name !== poster)
        .map((one) => (
          <button key={one.id} type="button" className="offered__one" onClick={() => choose(one.name, one.id)}>
            {one.name}
            <span className="quiet">{one.organisation}</span>
          </button>
        ))}
    </fieldset>
  );
}
