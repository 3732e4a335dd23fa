import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "../../../../ui/Button";
import { ConfirmDialog } from "../../../../ui/ConfirmDialog";
import { RefusalNotice } from "../../../../ui/RefusalNotice";
import { changeMessage, type Message, takeMessageAway } from "./requests";
import { Say } from "./Say";
import { Words } from "./Words";

interface Props {
  message: Message;
  dotank: string;
  /** The one that a link leads to. */
  meant: boolean;
  changed: () => void;
}

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hour12: false });

/** One message: who, when, what, and what I can do with my own. */
export function Entry({ message, dotank, meant, changed }: Props) {
  const { t } = useLingui();
  const [editing, setEditing] = useState(false);
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { abilities } = message;
  const change = (text: string, mentioned: string[]) =>
    void changeMessage(message.id, { text, mentioned, read_version: message.version }).then(() => {
      setEditing(false);
      changed();
    }, setError);
  const take = () =>
    void takeMessageAway(message.id)
      .then(changed, setError)
      .finally(() => setAsking(false));
  return (
    <article className="chat__entry" data-mine={message.mine || undefined} data-meant={meant || undefined}>
      <header className="chat__by">
        <strong>{message.mine ? t`You` : message.author.name}</strong>
        <time className="quiet small" dateTime={message.at}>
          {clock.format(new Date(message.at))}
        </time>
        {message.edited && message.state === "shown" ? <span className="quiet small">{t`changed`}</span> : null}
      </header>
      {error ? <RefusalNotice error={error} /> : null}
      {message.state === "taken" ? (
        <p className="quiet small">{message.state_words}</p>
      ) : editing ? (
        <Say
          room={message.room_id}
          label={t`Change your message`}
          verb={t`Save`}
          start={message.text}
          send={change}
          cancel={() => setEditing(false)}
        />
      ) : (
        <Words text={message.text} mentions={message.mentions} dotank={dotank} />
      )}
      {!editing && (abilities.change || abilities.take_away) ? (
        <div className="actions chat__steps">
          {abilities.change ? (
            <Button look="tertiary" tone="neutral" onClick={() => setEditing(true)}>
              <Trans>Change</Trans>
            </Button>
          ) : null}
          <Button look="tertiary" tone="neutral" onClick={() => setAsking(true)}>
            <Trans>Take away</Trans>
          </Button>
          <ConfirmDialog
            open={asking}
            title={t`Take your message away?`}
            confirm={t`Take it away`}
            danger
            onConfirm={take}
            onClose={() => setAsking(false)}
          >
            <p>
              <Trans>Its words are deleted for good. That there was a message stays to be seen.</Trans>
            </p>
          </ConfirmDialog>
        </div>
      ) : null}
    </article>
  );
}
