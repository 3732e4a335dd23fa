import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { focusAtEnd } from "../../../../lib/focusAtEnd";
import { mentionBegun } from "../../../../lib/mentions";
import { Button } from "../../../../ui/Button";
import { TextArea } from "../../../../ui/Field";
import { FormFrame, useForm } from "../../../../ui/useForm";
import { roomPeopleQuery } from "../requests";

interface Props {
  room: string;
  me: string;
  label: string;
  hint?: string;
  verb: string;
  start?: string;
  arrive?: boolean;
  send: (text: string, mentioned: string[], key: string) => Promise<unknown>;
  done: () => void;
  cancel?: () => void;
}

/** Room for a comment; whoever may enter is offered while a name is typed after "@". */
export function WordsForm({ room, me, label, hint, verb, start = "", arrive, ...on }: Props) {
  const { t } = useLingui();
  const area = useRef<HTMLTextAreaElement>(null);
  const [begun, setBegun] = useState<string | undefined>();
  const { data: people = [] } = useQuery(roomPeopleQuery(room));
  const form = useForm({
    start: { text: start },
    send: ({ text }, key) => {
      const named = people.filter((one) => text.includes(`@${one.name}`)).slice(0, 10);
      return on.send(
        text,
        named.map((one) => one.id),
        key,
      );
    },
    done: () => {
      form.reset({ text: start });
      on.done();
    },
  });
  useEffect(() => {
    if (arrive) focusAtEnd(area.current);
  }, [arrive]);
  const look = () => setBegun(mentionBegun(area.current?.value ?? "", area.current?.selectionStart ?? 0));
  const insert = (name: string) => {
    const field = area.current;
    if (!field || begun === undefined) return;
    const caret = field.selectionStart;
    form.set("text", `${field.value.slice(0, caret - begun.length)}${name} ${field.value.slice(caret)}`);
    setBegun(undefined);
    field.focus();
  };
  const letters = begun?.toLocaleLowerCase();
  const offered =
    letters === undefined
      ? []
      : people.filter((one) => one.id !== me && one.name.toLocaleLowerCase().includes(letters)).slice(0, 8);
  return (
    <FormFrame form={form} labels={{ text: label }} className="stack words-form">
      <TextArea
        {...form.field("text")}
        ref={area}
        label={label}
        hint={hint}
        maxLength={2000}
        onKeyUp={look}
        onClick={look}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          if (begun === undefined) on.cancel?.();
          setBegun(undefined);
        }}
      />
      {offered.length > 0 ? (
        <fieldset className="people-offered" aria-label={t`Colleagues you can mention`}>
          <p className="small quiet" role="status">
            <Trans>Mention:</Trans>
          </p>
          {offered.map((one) => (
            <button key={one.id} type="button" onClick={() => insert(one.name)}>
              {one.name}
            </button>
          ))}
        </fieldset>
      ) : null}
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
