import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { noticesQuery, seeNotices } from "../../api/notices";
import { timeWords } from "../../lib/dates";
import { Button, LinkButton } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { GoTo } from "../../ui/GoTo";
import { Page } from "../../ui/Page";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { Status } from "../../ui/Status";

/** What I was told, newest first. */
export default function NoticesPage() {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(noticesQuery);
  const notices = data.pages.flatMap((page) => page.results);
  const see = useMutation({
    mutationFn: seeNotices,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["notices"] });
      void queries.invalidateQueries({ queryKey: ["me"] });
    },
  });
  const somethingNew = notices.some((notice) => !notice.seen_at);
  return (
    <Page
      title={t`Notices`}
      width="narrow"
      action={
        somethingNew ? (
          <Button look="secondary" busy={see.isPending} onClick={() => see.mutate()}>
            <Trans>Mark all as read</Trans>
          </Button>
        ) : null
      }
    >
      {see.error ? <RefusalNotice error={see.error} /> : null}
      {notices.length === 0 ? (
        <EmptyState
          title={t`No notices yet`}
          action={
            <LinkButton to="/" look="secondary">
              <Trans>To my desk</Trans>
            </LinkButton>
          }
        >
          <Trans>When something happens with what you take part in, you read it here and in your mail.</Trans>
        </EmptyState>
      ) : (
        <ul className="entries">
          {notices.map((notice) => (
            <li key={notice.id} className="entry">
              <p className="entry__title">
                {notice.link ? <GoTo href={notice.link}>{notice.happened}</GoTo> : notice.happened}
              </p>
              {notice.asked ? <p>{notice.asked}</p> : null}
              <p className="entry__meta">
                {notice.seen_at ? null : (
                  <Status tone="now">
                    <Trans>new</Trans>
                  </Status>
                )}
                {notice.needs_you ? (
                  <strong>
                    <Trans>waits for you</Trans>
                  </strong>
                ) : null}
                <time dateTime={notice.created_at}>{timeWords(notice.created_at)}</time>
              </p>
            </li>
          ))}
        </ul>
      )}
      {hasNextPage ? (
        <Button look="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
          <Trans>Older notices</Trans>
        </Button>
      ) : null}
    </Page>
  );
}
