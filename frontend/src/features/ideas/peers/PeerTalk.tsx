import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { Button } from "../../../ui/Button";
import { DateWords } from "../../../ui/DateWords";
import { TextArea } from "../../../ui/Field";
import { PersonaPicture } from "../../../ui/PersonaPicture";
import { FormFrame, useForm } from "../../../ui/useForm";
import "../conversation/conversation.css";
import { messagesQuery, type PeerCard, type PeerMessage, writeToPeers } from "./requests";

interface Props {
  problem: string;
  /** With whom I talk. */
  others: readonly PeerCard[];
  /** How the others see me where it is not by my name. */
  writesAs?: string | undefined;
  mayWrite: boolean;
}

/** What those who were brought together say to each other; nobody else reads it. */
export function PeerTalk({ problem, others, writesAs, mayWrite }: Props) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(messagesQuery(problem));
  const messages = data.pages.flatMap((page) => page.results);
  const form = useForm<{ text: string }, PeerMessage>({
    start: { text: "" },
    kept: `peers-${problem}`,
    send: ({ text }, key) => writeToPeers(problem, text, key),
    done: () => {
      form.reset({ text: "" });
      void queries.invalidateQueries({ queryKey: ["peer-messages", problem] });
    },
  });
  return (
    <section className="stack conversation" aria-labelledby="peer-talk">
      <h2 className="title-sm" id="peer-talk">
        <Trans>Your conversation</Trans>
      </h2>
      <ul className="plain-list" aria-label={t`With whom you talk`}>
        {others.map((one) => (
          <li key={one.name + one.organisation}>
            <By card={one} />
          </li>
        ))}
      </ul>
      {mayWrite ? (
        <FormFrame form={form} labels={{ text: t`Write to them` }} className="stack comment-form">
          <TextArea
            {...form.field("text")}
            label={t`Write to them`}
            hint={
              writesAs
                ? t`You write as ${writesAs}. They get it at once and see the day. Name no resident.`
                : t`Only those in this conversation read it. Name no resident.`
            }
            maxLength={2000}
            rows={3}
          />
          <div className="actions">
            <Button type="submit" busy={form.sending}>
              <Trans>Send</Trans>
            </Button>
          </div>
        </FormFrame>
      ) : null}
      {messages.length === 0 ? (
        <p className="quiet">
          <Trans>Nobody has written yet. Begin with what you tried, or with a question.</Trans>
        </p>
      ) : (
        <ul className="plain-list threads" aria-label={t`What was written, newest first`} aria-live="polite">
          {messages.map((message) => (
            <li key={message.id}>
              <article className="comment">
                <header className="comment__by">
                  <By card={message.author} />
                  <span className="quiet">
                    <DateWords date={message.day} />
                  </span>
                </header>
                <p className="comment__text">{message.text}</p>
              </article>
            </li>
          ))}
        </ul>
      )}
      {hasNextPage ? (
        <div className="actions">
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            <Trans>Earlier</Trans>
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function By({ card }: { card: PeerCard }) {
  return (
    <span className="comment__by">
      {card.hue === null ? null : <PersonaPicture name={card.name} hue={card.hue} />}
      <strong>{card.name}</strong>
      {card.is_poster ? (
        <span className="tag">
          <Trans>posted this problem</Trans>
        </span>
      ) : null}
      {card.organisation ? <span className="quiet">{card.organisation}</span> : null}
    </span>
  );
}
