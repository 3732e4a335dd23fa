import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { AskReason } from "../../../ui/AskReason";
import { Button } from "../../../ui/Button";
import { ConfirmDialog } from "../../../ui/ConfirmDialog";
import { DateWords } from "../../../ui/DateWords";
import { Mentions } from "../../../ui/Mentions";
import { PersonaPicture } from "../../../ui/PersonaPicture";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { CommentForm } from "./CommentForm";
import { type Comment, editComment, hideComment, removeComment, showCommentAgain } from "./conversation";
import { ReportIt } from "./ReportIt";

interface Props {
  comment: Comment;
  poster: string;
  /** Read the conversation again: something in it changed. */
  changed: () => void;
  /** What else can be done with it, before what is rarely done. */
  children?: ReactNode;
}

/** One comment: who, when, what, and what I can do with it. */
export function CommentEntry({ comment, poster, changed, children }: Props) {
  const { t } = useLingui();
  const [editing, setEditing] = useState(false);
  const { author } = comment;
  return (
    <article className="comment" data-state={comment.state}>
      <header className="comment__by">
        {author && author.hue !== null ? <PersonaPicture name={author.name} hue={author.hue} /> : null}
        <strong>{author ? author.name : comment.state_words}</strong>
        {author?.is_poster ? (
          <span className="tag">
            <Trans>posted this problem</Trans>
          </span>
        ) : null}
        {author?.organisation ? (
          <span className="quiet">{[author.job_title, author.organisation].filter(Boolean).join(", ")}</span>
        ) : null}
        <span className="quiet">
          <DateWords date={comment.day} />
          {comment.edited ? ` · ${t`changed`}` : null}
        </span>
      </header>
      {author && comment.state === "hidden" ? <p className="small quiet">{comment.state_words}</p> : null}
      {editing ? (
        <CommentForm
          problem={comment.problem_id}
          poster={poster}
          label={t`Change your comment`}
          verb={t`Save`}
          start={comment.text}
          arrive
          send={(text, mentioned) => editComment(comment.id, { text, mentioned, read_version: comment.version })}
          done={() => {
            setEditing(false);
            changed();
          }}
          cancel={() => setEditing(false)}
        />
      ) : (
        <p className="comment__text" lang={comment.language}>
          <Mentions text={comment.text} mentions={comment.mentions} />
        </p>
      )}
      {comment.number === null ? (
        <p className="small quiet">
          <Trans>Only you see this so far. It appears later, so that nobody can tell when you wrote it.</Trans>
        </p>
      ) : null}
      {editing ? null : (
        <Steps comment={comment} changed={changed} edit={() => setEditing(true)}>
          {children}
        </Steps>
      )}
    </article>
  );
}

function Steps({
  comment,
  changed,
  edit,
  children,
}: Pick<Props, "comment" | "changed" | "children"> & { edit: () => void }) {
  const { t } = useLingui();
  const { abilities } = comment;
  const whose = comment.author?.name ?? "";
  return (
    <div className="actions comment__steps">
      {children}
      {abilities.edit ? (
        <Button look="tertiary" tone="neutral" onClick={edit}>
          <Trans>Change</Trans>
        </Button>
      ) : null}
      {abilities.remove ? <Remove comment={comment} changed={changed} /> : null}
      {abilities.report ? (
        <ReportIt about={{ comment: comment.id }} title={t`Report the comment of ${whose}?`} />
      ) : null}
      {abilities.hide ? (
        <AskReason
          verb={t`Hide`}
          title={t`Hide the comment of ${whose}?`}
          hint={t`Its author reads the reason.`}
          look="tertiary"
          send={(reason) => hideComment(comment.id, reason)}
          done={changed}
        />
      ) : null}
      {abilities.show_again ? (
        <Button look="tertiary" tone="neutral" onClick={() => void showCommentAgain(comment.id).then(changed)}>
          <Trans>Show again</Trans>
        </Button>
      ) : null}
    </div>
  );
}

function Remove({ comment, changed }: Pick<Props, "comment" | "changed">) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const remove = () =>
    removeComment(comment.id)
      .then(changed, setError)
      .finally(() => setOpen(false));
  return (
    <>
      {error ? <RefusalNotice error={error} /> : null}
      <Button look="tertiary" tone="neutral" onClick={() => setOpen(true)}>
        <Trans>Remove</Trans>
      </Button>
      <ConfirmDialog
        open={open}
        title={t`Remove your comment?`}
        confirm={t`Remove it`}
        danger
        onConfirm={() => void remove()}
        onClose={() => setOpen(false)}
      >
        <p>
          <Trans>Your words are deleted. Answers to them stay. This cannot be undone.</Trans>
        </p>
      </ConfirmDialog>
    </>
  );
}
