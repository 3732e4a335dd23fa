import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { dayWords } from "../../../../lib/dates";
import { RefusalNotice } from "../../../../ui/RefusalNotice";
import type { PartProps } from "../parts";
import { openTasksQuery } from "../requests";

/** The check items of the document that are still open: what, who, and by when; mine first. */
export default function TasksPart({ dotank, me }: PartProps) {
  const { t } = useLingui();
  const heading = useId();
  const { data, error } = useQuery(openTasksQuery(dotank.room_id));
  const tasks = (data ?? []).map((task, place) => ({ ...task, place }));
  const mine = tasks.filter((task) => task.assignee?.id === me.id);
  const others = tasks.filter((task) => task.assignee?.id !== me.id);
  return (
    <section className="panel stack" data-gap="sm" aria-labelledby={heading}>
      <h2 className="title-sm" id={heading}>
        <Trans>Open tasks</Trans>
      </h2>
      {error ? <RefusalNotice error={error} /> : null}
      {data || error ? null : <p role="status">{t`Loading…`}</p>}
      {data && tasks.length === 0 ? (
        <p className="quiet">
          <Trans>None. A check item in the document stands here until it is ticked.</Trans>
        </p>
      ) : null}
      <ul className="versions">
        {[...mine, ...others].map((task) => {
          const day = task.due && dayWords(task.due);
          const who = task.assignee?.id === me.id ? t`you` : task.assignee?.name;
          return (
            <li key={task.place}>
              <p>{task.text}</p>
              <p className="quiet small">
                {who ?? <Trans>Nobody yet</Trans>}
                {day ? <> · {t`by ${day}`}</> : null}
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
