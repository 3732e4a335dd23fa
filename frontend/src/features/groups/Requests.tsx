import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { AskReason } from "../../ui/AskReason";
import { Button } from "../../ui/Button";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { type Group, letIn, requestsQuery, turnDown } from "./groups";

/** Who asks to join: yes, or no with a reason. */
export function Requests({ group }: { group: Group }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data: page } = useSuspenseQuery(requestsQuery(group.id));
  const answered = () => {
    for (const key of [["group", group.id], ["groups"], ["desk"]]) void queries.invalidateQueries({ queryKey: key });
  };
  const yes = useMutation({ mutationFn: letIn, onSettled: answered });
  return (
    <section className="panel stack" data-tone="lamp" data-gap="sm" aria-labelledby="requests">
      <h2 className="title-sm" id="requests">
        <Trans>They ask to join</Trans>
      </h2>
      {yes.error ? <RefusalNotice error={yes.error} /> : null}
      <ul className="requests stack">
        {page.results.map(({ id, person, why }) => (
          <li key={id} className="stack" data-gap="xs">
            <p>
              <strong>{person.name}</strong>{" "}
              <span className="quiet small">{[person.job_title, person.organisation].filter(Boolean).join(", ")}</span>
            </p>
            <p className="said">{why}</p>
            <div className="actions">
              <Button look="secondary" busy={yes.isPending && yes.variables === id} onClick={() => yes.mutate(id)}>
                <Trans>Let in</Trans>
                <span className="ds-sr-only">: {person.name}</span>
              </Button>
              <AskReason
                verb={t`Say no`}
                title={t`Say no to ${person.name}?`}
                hint={t`They read it. One kind sentence is enough.`}
                look="tertiary"
                send={(reason) => turnDown(id, reason)}
                done={answered}
              />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
