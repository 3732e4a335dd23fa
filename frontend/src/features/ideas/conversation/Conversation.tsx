import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery, useQueryClient, useSuspenseInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useLive } from "../../../live/useLive";
import { Button } from "../../../ui/Button";
import { CommentEntry } from "./CommentEntry";
import { CommentForm } from "./CommentForm";
import "./conversation.css";
import {
  answersQuery,
  commentsQuery,
  conversationQuery,
  type Conversation as Said,
  type Thread,
  writeComment,
} from "./conversation";
import { ReportIt } from "./ReportIt";
import { Support } from "./Support";

interface Props {
  id: string;
  title: string;
  byName: boolean;
}

/** Whose problem it is too, and what is said about it. New comments wait until one asks for them. */
export function Conversation({ id, title, byName }: Props) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data: conversation } = useSuspenseQuery(conversationQuery(id));
  const heading = useRef<HTMLHeadingElement>(null);
  // How far I have read, and how far the conversation has come since.
  const [seen, setSeen] = useState(conversation.latest);
  const [heard, setHeard] = useState(conversation.latest);
  const latest = Math.max(heard, conversation.latest);
  const readAgain = () =>
    Promise.all(["comments", "answers", "conversation"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
  const countAgain = () => void queries.invalidateQueries({ queryKey: conversationQuery(id).queryKey });
  useLive(`problem.${id}`, {
    "comments.changed": (message) => {
      const now = Number(message.latest) || 0;
      setHeard((before) => Math.max(before, now));
      // An edit or a hidden comment: nothing new to ask for.
      if (now <= seen) void readAgain();
    },
    "support.changed": countAgain,
    opened: countAgain,
  });
  const showNew = async () => {
    await readAgain();
    setSeen(latest);
    heading.current?.focus();
  };
  // My own problem under a pseudonym: what I write appears under its name.
  const masked = conversation.abilities.comment && !conversation.abilities.follow && !byName;
  const own = masked ? conversation.poster : undefined;
  return (
    <>
      <Support id={id} conversation={conversation} />
      <section className="stack conversation" aria-labelledby="conversation">
        <h2 className="title-sm" id="conversation" ref={heading} tabIndex={-1}>
          <Trans>Conversation</Trans>
        </h2>
        {conversation.abilities.comment ? (
          <CommentForm
            problem={id}
            poster={conversation.poster}
            label={t`Write a comment`}
            hint={
              own
                ? t`You write as ${own}. Your comment appears some time after you sent it.`
                : t`Colleagues see your name. Type @ to mention somebody; name no resident.`
            }
            verb={t`Send the comment`}
            kept={`comment-${id}`}
            send={(text, mentioned, key) => writeComment(id, { text, mentioned }, key)}
            done={(comment) => {
              if (comment.number !== null) setSeen((before) => Math.max(before, comment.number ?? 0, latest));
              void readAgain();
            }}
          />
        ) : null}
        <div role="status">
          {latest > seen ? (
            <Button look="secondary" onClick={() => void showNew()}>
              <Plural value={latest - seen} one="# new comment" other="# new comments" />
            </Button>
          ) : null}
        </div>
        <Waiting conversation={conversation} changed={() => void readAgain()} />
        <Threads id={id} conversation={conversation} masked={masked} changed={() => void readAgain()} />
        {conversation.abilities.report ? (
          <div className="actions">
            <ReportIt about={{ problem: id }} title={t`Report “${title}”?`} />
          </div>
        ) : null}
      </section>
    </>
  );
}

interface Parts {
  conversation: Said;
  changed: () => void;
}

function Waiting({ conversation, changed }: Parts) {
  if (conversation.waiting.length === 0) return null;
  return (
    <ul className="plain-list">
      {conversation.waiting.map((comment) => (
        <li key={comment.id}>
          <CommentEntry comment={comment} poster={conversation.poster} changed={changed} />
        </li>
      ))}
    </ul>
  );
}

function Threads({ id, conversation, masked, changed }: Parts & { id: string; masked: boolean }) {
  const { t } = useLingui();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(commentsQuery(id));
  const threads = data.pages.flatMap((page) => page.results);
  if (threads.length === 0)
    return (
      <p className="quiet">
        <Trans>Nobody has said anything yet. Do you know why it is so, or how others solved it?</Trans>
      </p>
    );
  return (
    <>
      <ul className="plain-list threads" aria-label={t`Comments, newest first`}>
        {threads.map((thread) => (
          <li key={thread.id}>
            <OneThread thread={thread} conversation={conversation} masked={masked} changed={changed} />
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <div className="actions">
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            <Trans>Earlier comments</Trans>
          </Button>
        </div>
      ) : null}
    </>
  );
}

function OneThread({ thread, conversation, masked, changed }: Parts & { thread: Thread; masked: boolean }) {
  const { t } = useLingui();
  const [answering, setAnswering] = useState(false);
  const [all, setAll] = useState(false);
  const more = useInfiniteQuery({ ...answersQuery(thread.id), enabled: all });
  const answers = more.data?.pages.flatMap((page) => page.results) ?? thread.answers;
  const rest = thread.answer_count - answers.length;
  const whose = thread.author?.name ?? "";
  return (
    <>
      <CommentEntry comment={thread} poster={conversation.poster} changed={changed}>
        {thread.abilities.answer && conversation.abilities.comment ? (
          <Button look="tertiary" aria-expanded={answering} onClick={() => setAnswering(!answering)}>
            <Trans>Answer</Trans>
          </Button>
        ) : null}
      </CommentEntry>
      <div className="thread__answers">
        {answers.length > 0 ? (
          <ul className="plain-list" aria-label={t`Answers to ${whose}`}>
            {answers.map((comment) => (
              <li key={comment.id}>
                <CommentEntry comment={comment} poster={conversation.poster} changed={changed} />
              </li>
            ))}
          </ul>
        ) : null}
        {rest > 0 ? (
          <Button
            look="tertiary"
            busy={more.isFetching}
            onClick={() => (all ? void more.fetchNextPage() : setAll(true))}
          >
            <Plural value={rest} one="# more answer" other="# more answers" />
          </Button>
        ) : null}
        {answering ? (
          <CommentForm
            problem={thread.problem_id}
            poster={conversation.poster}
            label={t`Answer ${whose}`}
            hint={masked ? t`Your answer appears some time after you sent it.` : undefined}
            verb={t`Send the answer`}
            kept={`answer-${thread.id}`}
            arrive
            send={(text, mentioned, key) =>
              writeComment(thread.problem_id, { text, mentioned, answers_to: thread.id }, key)
            }
            done={() => {
              setAnswering(false);
              changed();
            }}
            cancel={() => setAnswering(false)}
          />
        ) : null}
      </div>
    </>
  );
}
