import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "../../../../ui/Button";
import { ConfirmDialog } from "../../../../ui/ConfirmDialog";
import { RefusalNotice } from "../../../../ui/RefusalNotice";
import { MakePoll } from "./MakePoll";
import { PointTo } from "./PointTo";
import { Results } from "./Results";
import { closePoll, openPoll, type Poll, withdrawPoll } from "./requests";
import { VoteForm } from "./VoteForm";
import { WriteDown } from "./WriteDown";

interface Props {
  poll: Poll;
  dotank: string;
  meant: boolean;
  changed: () => void;
}

/** One poll: the question, my vote, what came of it, and its end. */
export function PollEntry({ poll, dotank, meant, changed }: Props) {
  const { t } = useLingui();
  const [closing, setClosing] = useState(false);
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [said, setSaid] = useState("");
  const [changing, setChanging] = useState(false);
  const { abilities } = poll;
  const objected = poll.options.some((one) => one.answer === "object" && (one.count ?? 0) > 0);
  const act = (call: Promise<unknown>) => {
    setError(null);
    void call.then(changed, setError).finally(() => {
      setAsking(false);
      setClosing(false);
    });
  };
  if (changing)
    return (
      <MakePoll
        room={poll.room_id}
        draft={poll}
        done={() => {
          setChanging(false);
          changed();
        }}
        onClose={() => setChanging(false)}
      />
    );
  return (
    <article className="poll stack" data-gap="sm" data-meant={meant || undefined} aria-label={poll.question}>
      <h4 className="title-sm">{poll.question}</h4>
      <p className="quiet small">
        {poll.kind_words} · {poll.state_words} · {poll.secrecy_words}
      </p>
      {poll.words ? <p className="quoted">{poll.words}</p> : null}
      {error ? <RefusalNotice error={error} /> : null}
      {abilities.vote ? (
        <VoteForm
          key={`${poll.id}${poll.have_voted}`}
          poll={poll}
          done={() => {
            setSaid(t`Your vote is in. You can change it until the poll is closed.`);
            changed();
          }}
        />
      ) : null}
      <p role="status" className="small">
        {said || (poll.have_voted && poll.state === "open" ? t`You have voted.` : "")}
      </p>
      {poll.state === "open" && !poll.counts_shown ? (
        <p className="quiet small">
          <Plural value={poll.voted} one="# person has voted." other="# people have voted." />{" "}
          <Trans>The numbers are shown when it is closed.</Trans>
        </p>
      ) : null}
      <Results poll={poll} />
      {poll.closed_by ? (
        <p className="quiet small">
          <Trans>Closed by {poll.closed_by}</Trans>
        </p>
      ) : null}
      {closing && objected ? (
        <p className="notice" data-tone="wait">
          <Trans>
            Somebody objects: closed like this, the proposal is not adopted. Change it together so that the objection is
            gone, or write down what you decide instead.
          </Trans>
        </p>
      ) : null}
      {closing ? (
        <WriteDown
          verb={t`Close and keep the decision`}
          send={(decision) => closePoll(poll.id, decision)}
          without={() => act(closePoll(poll.id, null))}
          done={() => {
            setClosing(false);
            changed();
          }}
          onClose={() => setClosing(false)}
        />
      ) : (
        <div className="actions">
          {abilities.open ? <Button onClick={() => act(openPoll(poll.id))}>{t`Open the poll`}</Button> : null}
          {abilities.change ? (
            <Button look="secondary" onClick={() => setChanging(true)}>
              <Trans>Change</Trans>
            </Button>
          ) : null}
          {abilities.close ? (
            <Button look="secondary" onClick={() => setClosing(true)}>
              <Trans>Close the poll</Trans>
            </Button>
          ) : null}
          {abilities.withdraw ? (
            <Button look="tertiary" tone="neutral" onClick={() => setAsking(true)}>
              <Trans>Withdraw it</Trans>
            </Button>
          ) : null}
          {poll.state === "draft" ? null : (
            <PointTo dotank={dotank} room={poll.room_id} id={poll.id} words={poll.question} />
          )}
        </div>
      )}
      <ConfirmDialog
        open={asking}
        title={t`Withdraw “${poll.question}”?`}
        confirm={t`Withdraw it`}
        danger
        onConfirm={() => act(withdrawPoll(poll.id))}
        onClose={() => setAsking(false)}
      >
        <p>
          <Trans>It ends without a result, and the votes are thrown away uncounted.</Trans>
        </p>
      </ConfirmDialog>
    </article>
  );
}
