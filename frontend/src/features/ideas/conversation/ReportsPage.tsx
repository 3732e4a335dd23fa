import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { AskReason } from "../../../ui/AskReason";
import { Button } from "../../../ui/Button";
import { DateWords } from "../../../ui/DateWords";
import { EmptyState } from "../../../ui/EmptyState";
import { Page } from "../../../ui/Page";
import "./conversation.css";
import { hideComment, type Report, reportsQuery, settleReport } from "./conversation";

/** What coordinators are asked to look at; nobody learns who asked. */
export default function ReportsPage() {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(reportsQuery());
  const reports = data.pages.flatMap((page) => page.results);
  const done = () => void queries.invalidateQueries({ queryKey: ["reports"] });
  return (
    <Page title={t`Reports`} lead={t`What colleagues ask you to look at. Nobody learns who asked.`}>
      {reports.length === 0 ? (
        <EmptyState title={t`Nothing waits for your look`}>
          <Trans>When a colleague reports a problem or a comment, it stands here.</Trans>
        </EmptyState>
      ) : (
        <ul className="entries" aria-label={t`Reports`}>
          {reports.map((report) => (
            <li key={report.id} className="entry">
              <OneReport report={report} done={done} />
            </li>
          ))}
        </ul>
      )}
      {hasNextPage ? (
        <div className="actions">
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            <Trans>More reports</Trans>
          </Button>
        </div>
      ) : null}
    </Page>
  );
}

function OneReport({ report, done }: { report: Report; done: () => void }) {
  const { t } = useLingui();
  const { comment, problem_title } = report;
  const whose = comment?.author?.name ?? "";
  return (
    <div className="stack" data-gap="sm">
      <h2 className="entry__title">
        <Link to="/problems/$id" params={{ id: report.problem_id }}>
          {problem_title}
        </Link>
      </h2>
      <p>
        <strong>{report.reason_words}</strong>
        {report.words ? `: ${report.words}` : null}
      </p>
      <p className="quiet small">
        <DateWords date={report.day} />
      </p>
      {comment ? (
        <blockquote className="comment__text" lang={comment.language}>
          {whose}: {comment.text}
        </blockquote>
      ) : null}
      <div className="actions">
        {comment?.abilities.hide ? (
          <AskReason
            verb={t`Hide the comment`}
            title={t`Hide the comment of ${whose}?`}
            hint={t`Its author reads the reason.`}
            send={(reason) => hideComment(comment.id, reason)}
            done={done}
          />
        ) : null}
        <AskReason
          verb={t`Close the report`}
          label={t`What was done`}
          danger={false}
          title={t`Close the report on “${problem_title}”?`}
          hint={t`What you did about it, or why it may stay. It is kept in the history.`}
          look="tertiary"
          send={(said) => settleReport(report.id, said)}
          done={done}
        />
      </div>
    </div>
  );
}
