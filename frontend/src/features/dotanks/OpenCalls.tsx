import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../ui/Button";
import { DateWords } from "../../ui/DateWords";
import { TextArea } from "../../ui/Field";
import { GoTo } from "../../ui/GoTo";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { Status } from "../../ui/Status";
import { FormFrame, useForm } from "../../ui/useForm";
import { askToJoin, type OpenCall, openCallsQuery, withdrawRequest } from "./calls";

/** Teams that still look for somebody like me; nothing where there are none. */
export function OpenCalls() {
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(openCallsQuery);
  const calls = data.pages.flatMap((page) => page.results);
  if (calls.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="open-calls">
      <h2 className="title-md" id="open-calls">
        <Trans>Open calls that fit you</Trans>
      </h2>
      <ul className="entries">
        {calls.map((call) => (
          <li key={call.id} className="entry stack" data-gap="sm">
            <Call call={call} />
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <div className="actions">
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            <Trans>More open calls</Trans>
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function Call({ call }: { call: OpenCall }) {
  const { problem, hours_a_week: hours, weeks } = call;
  return (
    <>
      <h3 className="entry__title" lang={problem.language}>
        <GoTo href={`/app/problems/${problem.id}`}>{problem.title}</GoTo>
      </h3>
      <p lang={call.language}>{call.words}</p>
      <p className="entry__meta">
        <span>
          {plural(hours, { one: "# hour a week", other: "# hours a week" })},{" "}
          {plural(weeks, { one: "# week", other: "# weeks" })}
        </span>
        <span>
          <Trans>
            Ask by <DateWords date={call.until} />
          </Trans>
        </span>
      </p>
      {call.my_request ? <MyRequest request={call.my_request} /> : <Ask call={call} />}
    </>
  );
}

function MyRequest({ request }: { request: NonNullable<OpenCall["my_request"]> }) {
  const queries = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => withdrawRequest(request.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ["open-calls"] }),
  });
  return (
    <div className="stack" data-gap="sm">
      <p className="row">
        <Trans>You asked to join.</Trans>
        <Status tone={request.state === "asked" ? "partly" : request.state === "accepted" ? "good" : "quiet"}>
          {request.state_words}
        </Status>
      </p>
      {request.answer ? <p className="quiet">{request.answer}</p> : null}
      {withdraw.error ? <RefusalNotice error={withdraw.error} /> : null}
      {request.state === "asked" ? (
        <div className="actions">
          <Button look="tertiary" tone="neutral" busy={withdraw.isPending} onClick={() => withdraw.mutate()}>
            <Trans>Take it back</Trans>
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Ask({ call }: { call: OpenCall }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const form = useForm({
    start: { reason: "" },
    send: (values, key) => askToJoin(call.id, values, key),
    done: () => void queries.invalidateQueries({ queryKey: ["open-calls"] }),
  });
  if (!open)
    return (
      <div className="actions">
        <Button look="secondary" onClick={() => setOpen(true)}>
          <Trans>Ask to join</Trans>
        </Button>
      </div>
    );
  return (
    <FormFrame form={form} labels={{ reason: t`Why you` }}>
      <TextArea
        {...form.field("reason")}
        label={t`Why you`}
        hint={t`What you bring, in a few sentences. The coordinator reads it.`}
        maxLength={600}
        rows={3}
      />
      <div className="actions">
        <Button type="submit" busy={form.sending}>
          <Trans>Ask to join</Trans>
        </Button>
        <Button look="secondary" onClick={() => setOpen(false)}>
          <Trans>Close</Trans>
        </Button>
      </div>
    </FormFrame>
  );
}
