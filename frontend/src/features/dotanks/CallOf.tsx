import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AskReason } from "../../ui/AskReason";
import { Button } from "../../ui/Button";
import { DateWords } from "../../ui/DateWords";
import { Field, TextArea } from "../../ui/Field";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { Status } from "../../ui/Status";
import { FormFrame, useForm } from "../../ui/useForm";
import {
  acceptRequest,
  callsOfQuery,
  closeCall,
  type JoinRequest,
  joinRequestsQuery,
  type OpenCall,
  publishCall,
  refuseRequest,
} from "./calls";
import { dayFromNow } from "./days";
import type { DoTank } from "./dotanks";

/** The open call of a team that gathers, and who asks to join: for coordinators. */
export function CallOf({ dotank }: { dotank: DoTank }) {
  const { data } = useSuspenseInfiniteQuery(callsOfQuery(dotank.id));
  const call = data.pages[0]?.results.find((one) => one.is_open);
  return (
    <section className="stack" aria-labelledby="open-call">
      <h2 className="title-md" id="open-call">
        <Trans>Open call</Trans>
      </h2>
      {call ? <Published call={call} /> : <Publish id={dotank.id} />}
      <Requests id={dotank.id} />
    </section>
  );
}

function Published({ call }: { call: OpenCall }) {
  const queries = useQueryClient();
  const close = useMutation({
    mutationFn: () => closeCall(call.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ["dotank", call.dotank_id] }),
  });
  return (
    <div className="panel stack" data-gap="sm">
      <p lang={call.language}>{call.words}</p>
      <p className="quiet small">
        <Trans>
          Members whom it fits can ask to join until <DateWords date={call.until} />.
        </Trans>
      </p>
      {close.error ? <RefusalNotice error={close.error} /> : null}
      <div className="actions">
        <Button look="secondary" busy={close.isPending} onClick={() => close.mutate()}>
          <Trans>Close the call</Trans>
        </Button>
      </div>
    </div>
  );
}

function Publish({ id }: { id: string }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const form = useForm({
    start: { words: "", until: dayFromNow(14) },
    send: (values, key) => publishCall(id, values, key),
    done: () => {
      setOpen(false);
      void queries.invalidateQueries({ queryKey: ["dotank", id] });
    },
  });
  if (!open)
    return (
      <div className="actions">
        <Button look="secondary" onClick={() => setOpen(true)}>
          <Trans>Publish an open call</Trans>
        </Button>
      </div>
    );
  return (
    <div className="panel">
      <FormFrame form={form} labels={{ words: t`What the team still needs`, until: t`Until` }}>
        <TextArea
          {...form.field("words")}
          label={t`What the team still needs`}
          hint={t`Members whom it fits see it and can ask to join, with a reason.`}
          maxLength={1000}
          rows={3}
        />
        <Field {...form.field("until")} type="date" min={dayFromNow(0)} label={t`Until`} />
        <div className="actions">
          <Button type="submit" busy={form.sending}>
            <Trans>Publish the call</Trans>
          </Button>
          <Button look="secondary" onClick={() => setOpen(false)}>
            <Trans>Close</Trans>
          </Button>
        </div>
      </FormFrame>
    </div>
  );
}

function Requests({ id }: { id: string }) {
  const { t } = useLingui();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(joinRequestsQuery(id));
  const requests = data.pages.flatMap((page) => page.results);
  if (requests.length === 0) return null;
  return (
    <>
      <ul className="entries" aria-label={t`Who asks to join`}>
        {requests.map((request) => (
          <li key={request.id} className="entry stack" data-gap="sm">
            <Request id={id} request={request} />
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <div className="actions">
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            <Trans>More who ask</Trans>
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Request({ id, request }: { id: string; request: JoinRequest }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const readAgain = () => void queries.invalidateQueries({ queryKey: ["dotank", id] });
  const accept = useMutation({ mutationFn: () => acceptRequest(request.id), onSettled: readAgain });
  const { name, organisation } = request.person;
  return (
    <>
      <h3 className="entry__title">{[name, organisation].filter(Boolean).join(", ")}</h3>
      <p>{request.reason}</p>
      {accept.error ? <RefusalNotice error={accept.error} /> : null}
      {request.state === "asked" ? (
        <div className="actions">
          <Button busy={accept.isPending} onClick={() => accept.mutate()}>
            <Trans>Give a seat</Trans>
          </Button>
          <AskReason
            verb={t`Say no`}
            title={t`Say no to ${name}?`}
            hint={t`They read these words.`}
            label={t`In your own words`}
            danger={false}
            send={(reason) => refuseRequest(request.id, reason)}
            done={readAgain}
          />
        </div>
      ) : (
        <p className="row">
          <Status tone={request.state === "accepted" ? "good" : "quiet"}>{request.state_words}</Status>
        </p>
      )}
    </>
  );
}
