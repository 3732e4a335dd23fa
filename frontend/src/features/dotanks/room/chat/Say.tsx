import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { focusAtEnd } from "../../../../lib/focusAtEnd";
import { forget, keep, readKept } from "../../../../lib/kept";
import { Button } from "../../../../ui/Button";
import { TextArea } from "../../../../ui/Field";
import { roomPeopleQuery } from "./requests";

interface Props {
  room: string;
  label: string;
  verb: string;
  start?: string;
  /** A name under which the words stay on this device until they were sent. */
  kept?: string;
  send: (text: string, mentioned: string[]) => void;
  cancel?: () => void;
}

const begunIn = (text: string, caret: number): string | undefined =>
  /(?:^|\s)@([\p{L}\p{N}'-]{0,40}(?: [\p{L}'-]{1,40})?)$/u.exec(text.slice(0, caret))?.[1];

/** Room for a message: Enter sends, Shift and Enter begin a new line, colleagues are offered after "@". */
export function Say({ room, label, verb, start = "", kept, send, cancel }: Props) {
  const { t } = useLingui();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => (kept ? readKept<string>(kept) : undefined) ?? start);
  const [begun, setBegun] = useState<string | undefined>();
  const [picked, setPicked] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    if (cancel) focusAtEnd(area.current);
  }, [cancel]);
  const type = (words: string) => {
    setText(words);
    if (kept) keep(kept, words);
  };
  const submit = () => {
    if (!text.trim()) return;
    send(
      text.trim(),
      [...picked].filter(([name]) => text.includes(`@${name}`)).map(([, id]) => id),
    );
    setText(start);
    setPicked(new Map());
    if (kept) forget(kept);
    area.current?.focus();
  };
  const look = () => setBegun(begunIn(area.current?.value ?? "", area.current?.selectionStart ?? 0));
  const mention = (name: string, id: string) => {
    const field = area.current;
    if (!field || begun === undefined) return;
    const caret = field.selectionStart;
    type(`${field.value.slice(0, caret - begun.length)}${name} ${field.value.slice(caret)}`);
    setPicked((known) => new Map(known).set(name, id));
    setBegun(undefined);
    field.focus();
  };
  return (
    <form
      className="stack chat__say"
      data-gap="xs"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextArea
        ref={area}
        name="text"
        label={label}
        hint={t`Enter sends, Shift and Enter begin a new line. Type @ to mention somebody.`}
        value={text}
        onChange={type}
        rows={2}
        maxLength={4000}
        onKeyUp={look}
        onClick={look}
        onKeyDown={(event) => {
          if (event.key === "Escape") setBegun(undefined);
          if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          submit();
        }}
      />
      {begun === undefined ? null : <Offered room={room} begun={begun} choose={mention} />}
      <div className="actions">
        <Button type="submit">{verb}</Button>
        {cancel ? (
          <Button look="tertiary" tone="neutral" onClick={cancel}>
            <Trans>Cancel</Trans>
          </Button>
        ) : null}
      </div>
    </form>
  );
}

function Offered({ room, begun, choose }: { room: string; begun: string; choose: (name: string, id: string) => void }) {
  const { t } = useLingui();
  const { data = [] } = useQuery(roomPeopleQuery(room, begun));
  if (data.length === 0) return null;
  return (
    <fieldset className="chat__offered" aria-label={t`Colleagues you can mention`}>
      {data.map((one) => (
        <button key={one.id} type="button" className="chat__one" onClick={() => choose(one.name, one.id)}>
          {one.name} <span className="quiet">{one.organisation}</span>
        </button>
      ))}
    </fieldset>
  );
}
