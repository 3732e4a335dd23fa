import { Trans, useLingui } from "@lingui/react/macro";
import { useId, useState } from "react";
import { timeWords } from "../../../../lib/dates";
import { Button } from "../../../../ui/Button";
import { ConfirmDialog } from "../../../../ui/ConfirmDialog";
import { Mentions } from "../../../../ui/Mentions";
import { RefusalNotice } from "../../../../ui/RefusalNotice";
import { answerThread, type Comment, editComment, removeComment, settle, type Thread } from "./margin";
import { WordsForm } from "./WordsForm";

interface Props {
  thread: Thread;
  room: string;
  me: string;
  /** Its text is no longer in the document. */
  gone?: boolean;
  chosen?: boolean;
  /** Goes to its place in the text; absent where it has none. */
  go?: (() => void) | undefined;
  /** Read the threads again, and say what happened. */
  changed: (said: string) => void;
}

/** One conversation: the words it is about, what was said, and what I can do. */
export function ThreadItem({ thread, room, me, gone = false, chosen = false, go, changed }: Props) {
  const { t } = useLingui();
  const heading = useId();
  const [answering, setAnswering] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { abilities, quote } = thread;
  const settled = thread.state === "resolved";
  const settleIt = () => settle(thread).then(() => changed(settled ? t`Open again` : t`Resolved`), setError);
  return (
    <li>
      <article
        className="thread"
        aria-labelledby={heading}
        data-chosen={chosen || undefined}
        id={`thread-${thread.id}`}
      >
        <h3 id={heading} className="thread__about" tabIndex={-1}>
          {quote ? <q>{quote}</q> : <Trans>The whole document</Trans>}
        </h3>
        {gone ? (
          <p className="small quiet">
            <Trans>These words are no longer in the document.</Trans>
          </p>
        ) : null}
        <ol className="thread__said">
          {thread.comments.map((comment) => (
            <Said key={comment.id} comment={comment} room={room} me={me} changed={changed} />
          ))}
        </ol>
        {error ? <RefusalNotice error={error} /> : null}
        {answering ? (
          <WordsForm
            room={room}
            me={me}
            label={t`Your answer`}
            verb={t`Answer`}
            arrive
            send={(text, mentioned, key) => answerThread(thread.id, text, mentioned, key)}
            done={() => {
              setAnswering(false);
              changed(t`Your answer is there`);
            }}
            cancel={() => setAnswering(false)}
          />
        ) : (
          <div className="actions thread__steps">
            {go ? (
              <Button look="tertiary" onClick={go}>
                <Trans>Go to the text</Trans>
              </Button>
            ) : null}
            {abilities.answer && !settled ? (
              <Button look="tertiary" onClick={() => setAnswering(true)}>
                <Trans>Answer</Trans>
              </Button>
            ) : null}
            {abilities.resolve || abilities.reopen ? (
              <Button look="tertiary" onClick={() => void settleIt()}>
                {settled ? <Trans>Open again</Trans> : <Trans>Resolve</Trans>}
              </Button>
            ) : null}
          </div>
        )}
      </article>
    </li>
  );
}

function Said({ comment, room, me, changed }: { comment: Comment } & Pick<Props, "room" | "me" | "changed">) {
  const { t } = useLingui();
  const [editing, setEditing] = useState(false);
  const [removing, setRemoving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const remove = () =>
    removeComment(comment.id)
      .then(() => changed(t`Removed`), setError)
      .finally(() => setRemoving(false));
  return (
    <li className="said">
      <p className="said__by">
        <strong>{comment.person.name}</strong>{" "}
        <span className="quiet small">
          {timeWords(comment.created_at)}
          {comment.edited ? ` · ${t`changed`}` : null}
        </span>
      </p>
      {editing ? (
        <WordsForm
          room={room}
          me={me}
          label={t`Change your comment`}
          verb={t`Save`}
          start={comment.text}
          arrive
          send={(text, mentioned) => editComment(comment, text, mentioned)}
          done={() => {
            setEditing(false);
            changed(t`Changed`);
          }}
          cancel={() => setEditing(false)}
        />
      ) : (
        <p className="said__text" lang={comment.language}>
          <Mentions text={comment.text} mentions={comment.mentions} />
        </p>
      )}
      {error ? <RefusalNotice error={error} /> : null}
      {comment.abilities.edit && !editing ? (
        <p className="said__mine">
          <button type="button" className="link-button small" onClick={() => setEditing(true)}>
            <Trans>Change</Trans>
          </button>
          <button type="button" className="link-button small" onClick={() => setRemoving(true)}>
            <Trans>Remove</Trans>
          </button>
        </p>
      ) : null}
      <ConfirmDialog
        open={removing}
        title={t`Remove your comment?`}
        confirm={t`Remove it`}
        danger
        onConfirm={() => void remove()}
        onClose={() => setRemoving(false)}
      >
        <p>
          <Trans>Your words are deleted. Answers to them stay. This cannot be undone.</Trans>
        </p>
      </ConfirmDialog>
    </li>
  );
}
