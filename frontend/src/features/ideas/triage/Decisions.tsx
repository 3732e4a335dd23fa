import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { AskReason } from "../../../ui/AskReason";
import { Button } from "../../../ui/Button";
import { Select, TextArea } from "../../../ui/Field";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { FormFrame, useForm } from "../../../ui/useForm";
import { type Problem, publishProblem } from "../problems";
import { alikeQuery, askBack, declineProblem, groupsQuery, mergeProblem, type Queued, sendToGroup } from "./requests";

interface Props {
  problem: Problem;
  queued: Queued;
  onDecided: (problem: Problem) => void;
}

/** The five decisions. Keys 1 to 5 reach them, where nothing is being typed. */
export function Decisions({ problem, queued, onDecided }: Props) {
  const { t } = useLingui();
  const row = useRef<HTMLDivElement>(null);
  const publish = useMutation({ mutationFn: () => publishProblem(problem.id), onSuccess: onDecided });
  useEffect(() => {
    const choose = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, dialog");
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      const wanted = row.current?.querySelectorAll<HTMLElement>("[data-decision] button, [data-decision] summary");
      const place = Number(event.key) - 1;
      if (wanted && place >= 0 && place < wanted.length) wanted[place]?.focus();
    };
    document.addEventListener("keydown", choose);
    return () => document.removeEventListener("keydown", choose);
  }, []);
  return (
    <section className="panel stack" data-tone="lamp" data-gap="sm" aria-label={t`Your decision`}>
      {publish.error ? <RefusalNotice error={publish.error} /> : null}
      <div className="actions" ref={row}>
        <div data-decision>
          <Button busy={publish.isPending} onClick={() => publish.mutate()}>
            <Trans>Open it for everybody</Trans>
          </Button>
        </div>
        <div data-decision>
          <AskReason
            verb={t`Ask back`}
            label={t`Your question`}
            danger={false}
            title={t`What do you ask about “${problem.title}”?`}
            hint={t`The poster reads your question and can change the words.`}
            send={(question) => askBack(problem.id, question)}
            done={onDecided}
          />
        </div>
        <div data-decision>
          <Merge queued={queued} onDecided={onDecided} />
        </div>
        <div data-decision>
          <SendToGroup problem={problem} />
        </div>
        <div data-decision>
          <AskReason
            verb={t`Decline`}
            title={t`Decline “${problem.title}”?`}
            hint={t`The poster reads your reason; say where else they could turn to.`}
            send={(reason) => declineProblem(problem.id, reason)}
            done={onDecided}
            look="tertiary"
          />
        </div>
      </div>
      <p className="quiet small triage__keys">
        <Trans>Keys 1 to 5 reach the decisions.</Trans>
      </p>
    </section>
  );
}

function Merge({ queued, onDecided }: Pick<Props, "queued" | "onDecided">) {
  const { data: alike = [] } = useQuery(alikeQuery(queued));
  const merge = useMutation({ mutationFn: (into: string) => mergeProblem(queued.id, into), onSuccess: onDecided });
  return (
    <details className="more">
      <summary>
        <Trans>Merge</Trans>
      </summary>
      <div className="stack" data-gap="sm">
        {merge.error ? <RefusalNotice error={merge.error} /> : null}
        {alike.length === 0 ? (
          <p>
            <Trans>No problem found with words like these.</Trans>
          </p>
        ) : (
          <ul className="plain-list stack" data-gap="sm">
            {alike.map((one) => (
              <li key={one.id} className="row">
                <a href={one.link} target="_blank" rel="noreferrer" lang={one.language}>
                  {one.title}
                </a>
                <Button look="secondary" busy={merge.isPending} onClick={() => merge.mutate(one.id)}>
                  <Trans>Merge with this one</Trans>
                </Button>
              </li>
            ))}
          </ul>
        )}
        <p className="quiet small">
          <Trans>Support, followers and comments move there. For thirty days it can be undone.</Trans>
        </p>
      </div>
    </details>
  );
}

function SendToGroup({ problem }: { problem: Problem }) {
  const { t } = useLingui();
  const { data: groups } = useQuery(groupsQuery);
  const [sent, setSent] = useState("");
  const form = useForm<{ group: string; why: string }, unknown>({
    start: { group: "", why: "" },
    send: ({ group, why }, key) => sendToGroup(problem.id, group, why, key),
    done: (_, { group }) => setSent(groups?.results.find((one) => one.id === group)?.name ?? ""),
  });
  return (
    <details className="more">
      <summary>
        <Trans>Send to a group</Trans>
      </summary>
      <FormFrame form={form} labels={{ group: t`Group`, why: t`Why this group?` }}>
        <Select
          {...form.field("group")}
          label={t`Group`}
          empty={t`Choose a group`}
          options={(groups?.results ?? []).map((one) => ({ value: one.id, label: one.name }))}
        />
        <TextArea {...form.field("why")} label={t`Why this group?`} maxLength={1000} rows={2} />
        <div className="actions">
          <Button type="submit" look="secondary" busy={form.sending}>
            <Trans>Send it</Trans>
          </Button>
        </div>
        <p role="status">{sent ? <Trans>The group “{sent}” was told.</Trans> : null}</p>
      </FormFrame>
    </details>
  );
}
