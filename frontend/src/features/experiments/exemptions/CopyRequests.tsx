import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { AskReason } from "../../../ui/AskReason";
import { Button } from "../../../ui/Button";
import { Status, type Tone } from "../../../ui/Status";
import { answerCopyRequest, type CopyRequest, copyRequestsQuery } from "./requests";

const TONES: Record<CopyRequest["state"], Tone> = { asked: "now", agreed: "good", declined: "quiet" };

/** What I asked other teams and what mine are asked; nothing when there is nothing. */
export function CopyRequests() {
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(copyRequestsQuery);
  const requests = data.pages.flatMap((page) => page.results);
  if (requests.length === 0) return null;
  return (
    <section className="stack" data-gap="sm">
      <h2 className="title-sm">
        <Trans>Asked to copy</Trans>
      </h2>
      <ul className="plain-list stack" data-gap="sm">
        {requests.map((request) => (
          <li key={request.id} className="notice stack" data-gap="sm">
            <One request={request} />
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <div className="actions">
          <Button look="tertiary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            <Trans>Earlier questions</Trans>
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function One({ request }: { request: CopyRequest }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const done = () => {
    void queries.invalidateQueries({ queryKey: ["copy-requests"] });
    void queries.invalidateQueries({ queryKey: ["desk"] });
  };
  const { id, rule, state, asked_by: by, mine } = request;
  const who = by.name;
  const where = by.organisation;
  return (
    <>
      <p>
        {mine ? (
          <Trans>You asked to copy the exemption from “{rule}”.</Trans>
        ) : (
          <Trans>
            {who} ({where}) asks to copy your exemption from “{rule}”.
          </Trans>
        )}{" "}
        <Status tone={TONES[state]}>{request.state_words}</Status>
      </p>
      <blockquote>{request.words}</blockquote>
      {request.answer ? (
        <p>
          {request.answered_by?.name ?? ""}: {request.answer}
        </p>
      ) : null}
      {request.abilities.answer ? (
        <div className="actions">
          <AskReason
            verb={t`Agree`}
            title={t`Let ${who} copy it?`}
            label={t`A word to the other team`}
            hint={t`What should they know? Who granted you leave and until when is never copied.`}
            danger={false}
            send={(words) => answerCopyRequest(id, true, words)}
            done={done}
          />
          <AskReason
            verb={t`Decline`}
            title={t`Tell ${who} that it is better not copied?`}
            hint={t`The other team reads it.`}
            look="tertiary"
            danger={false}
            send={(words) => answerCopyRequest(id, false, words)}
            done={done}
          />
        </div>
      ) : null}
    </>
  );
}
