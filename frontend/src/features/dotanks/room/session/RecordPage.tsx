import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { timeWords } from "../../../../lib/dates";
import { Button } from "../../../../ui/Button";
import { Page } from "../../../../ui/Page";
import { dotankQuery } from "../requests";
import { recordQuery } from "./requests";
import "./session.css";

const route = getRouteApi("/dotanks/$id/room/records/$session");

/** The record of a session: who was there, what was written and decided, who does what. It prints as it stands. */
export default function RecordPage() {
  const { t } = useLingui();
  const { id, session } = route.useParams();
  const { data: dotank } = useSuspenseQuery(dotankQuery(id));
  const { data: record } = useSuspenseQuery(recordQuery({ room: dotank.room_id, id: session }));
  const begun = timeWords(record.started_at);
  const over = timeWords(record.ended_at);
  return (
    <Page
      title={record.title}
      width="narrow"
      lead={
        <Link to="/dotanks/$id/room" params={{ id }} search={{ beside: "session" }}>
          {dotank.problem.title}
        </Link>
      }
      action={
        <span className="no-print">
          <Button look="secondary" onClick={() => window.print()}>
            <Trans>Print</Trans>
          </Button>
        </span>
      }
    >
      <article className="session-record stack" aria-label={t`Record of the session`}>
        <p className="quiet">
          {record.kind_words} ·{" "}
          <Trans>
            from {begun} to {over}
          </Trans>
        </p>
        {record.sections.map((section) => (
          <section key={section.heading} className="stack" data-gap="xs">
            <h2 className="title-md">{section.heading}</h2>
            <ul>
              {section.lines.map((line, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a kept record never changes its order
                <li key={place}>{line}</li>
              ))}
            </ul>
          </section>
        ))}
      </article>
    </Page>
  );
}
