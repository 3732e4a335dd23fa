import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { RefusalError } from "../../../../lib/refusal";
import { Button } from "../../../../ui/Button";
import { ConfirmDialog } from "../../../../ui/ConfirmDialog";
import { Select, TextArea } from "../../../../ui/Field";
import { RefusalNotice } from "../../../../ui/RefusalNotice";
import { FormFrame, useForm } from "../../../../ui/useForm";
import type { PartProps } from "../parts";
import type { Where } from "./Gathered";
import {
  agreeOnQuestion,
  endSession,
  gatherEverybody,
  handOver,
  type Move,
  type Session,
  steerSession,
} from "./requests";

export interface Changes {
  session: Session;
  room: string;
  readAgain: () => Promise<void>;
}

/** What else whoever leads can do: the clock, calling everybody, handing over, ending. */
export function Lead({ session, room, readAgain, where, me }: Changes & { where: Where; me: PartProps["me"] }) {
  const { t } = useLingui();
  const which = { room, id: session.id };
  const [asking, setAsking] = useState(false);
  const [more, setMore] = useState(false);
  const [said, setSaid] = useState("");
  const step = useMutation({
    mutationFn: (move: Move) => steerSession(which, session.version, move),
    onMutate: () => setSaid(""),
    onSettled: readAgain,
  });
  const gather = useMutation({
    mutationFn: () => gatherEverybody(which, where),
    onSuccess: () => setSaid(t`Everyone is asked to come to where you are.`),
    onSettled: readAgain,
  });
  const end = useMutation({
    mutationFn: () => endSession(which, session.version),
    onSettled: () => {
      setAsking(false);
      return readAgain();
    },
  });
  const current = session.agenda.find((item) => item.current);
  const hidden = session.agenda.some((item) => item.hides && item.started_at !== null);
  const waiting = Math.max(0, ...session.agenda.filter((item) => item.hides).map((item) => item.written_by));
  const refusal = step.error ?? gather.error ?? end.error;
  // Something else moved a moment ago, perhaps the same by somebody else: the strip shows it already.
  const outdated = refusal instanceof RefusalError && refusal.code === "outdated";
  const others = session.people.filter((one) => one.person.id !== me.id);
  return (
    <div className="stack" data-gap="xs">
      <div className="actions session-lead">
        <Button
          look="secondary"
          busy={step.isPending}
          onClick={() => step.mutate(current?.ends_at ? "pause" : "go_on")}
        >
          {current?.ends_at ? <Trans>Pause the clock</Trans> : <Trans>Let the clock run</Trans>}
        </Button>
        <Button look="secondary" busy={step.isPending} onClick={() => step.mutate("add_time")}>
          <Trans>Two minutes more</Trans>
        </Button>
        <Button look="secondary" busy={gather.isPending} onClick={() => gather.mutate()}>
          <Trans>Bring everyone here</Trans>
        </Button>
        <Button look="secondary" onClick={() => setAsking(true)}>
          <Trans>End the session</Trans>
        </Button>
        <button type="button" className="link-button" aria-expanded={more} onClick={() => setMore(!more)}>
          <Trans>More</Trans>
        </button>
      </div>
      <p role="status" className="small">
        {outdated
          ? t`The session moved in that moment, so this was not done. Press again if it is still needed.`
          : said}
      </p>
      {refusal && !outdated ? <RefusalNotice error={refusal} /> : null}
      {more ? (
        <div className="stack" data-gap="sm">
          <Agree session={session} room={room} readAgain={readAgain} />
          {others.length > 0 ? (
            <Give
              session={session}
              room={room}
              readAgain={readAgain}
              people={others.map((one) => ({ value: one.person.id, label: one.person.name }))}
            />
          ) : (
            <p className="quiet small">
              <Trans>As soon as others are here, you can hand over to one of them.</Trans>
            </p>
          )}
        </div>
      ) : null}
      <ConfirmDialog
        open={asking}
        title={t`End the session “${session.title}”?`}
        confirm={t`End the session`}
        busy={end.isPending}
        onConfirm={() => end.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>
          <Trans>
            Its record is made now and sent to everyone who was here. A note that somebody is still writing does not go
            into it.
          </Trans>
        </p>
        {hidden && waiting > 0 ? (
          <p className="notice" data-tone="wait">
            {plural(waiting, {
              one: "What # person wrote has not been shown. Show it first, or it stays with whoever wrote it.",
              other: "What # people wrote has not been shown. Show it first, or it stays with whoever wrote it.",
            })}
          </p>
        ) : null}
      </ConfirmDialog>
    </div>
  );
}

function Agree({ session, room, readAgain }: Changes) {
  const { t } = useLingui();
  const form = useForm({
    start: { question: session.question },
    send: ({ question }) => agreeOnQuestion({ room, id: session.id }, session.version, question),
    done: () => void readAgain(),
  });
  const labels = { question: t`The question, as you all agree on it` };
  return (
    <FormFrame form={form} labels={labels}>
      <TextArea {...form.field("question")} label={labels.question} maxLength={500} rows={2} />
      <div className="actions">
        <Button type="submit" look="secondary" busy={form.sending}>
          <Trans>Keep the agreed question</Trans>
        </Button>
      </div>
    </FormFrame>
  );
}

function Give({ session, room, readAgain, people }: Changes & { people: { value: string; label: string }[] }) {
  const { t } = useLingui();
  const form = useForm({
    start: { to: "" },
    send: ({ to }) => handOver({ room, id: session.id }, session.version, to),
    done: () => void readAgain(),
  });
  const labels = { to: t`Let somebody else lead` };
  return (
    <FormFrame form={form} labels={labels}>
      <Select {...form.field("to")} label={labels.to} empty={t`Choose…`} options={people} />
      <div className="actions">
        <Button type="submit" look="secondary" busy={form.sending}>
          <Trans>Hand over</Trans>
        </Button>
      </div>
    </FormFrame>
  );
}
