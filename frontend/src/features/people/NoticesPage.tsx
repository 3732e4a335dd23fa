import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { noticesQuery, readNotices } from "../../api/notices";
import { agoWords } from "../../lib/dates";
import { Button, LinkButton } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { Status } from "../../ui/Status";

export default function NoticesPage() {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(noticesQuery);
  const notices = data.pages.flatMap((page) => page.results);
  const read = useMutation({
    mutationFn: (ids?: string[]) => readNotices(ids),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ["notices"] });
      void queries.invalidateQueries({ queryKey: ["me"] });
    },
  });
  const unread = notices.some((notice) => !notice.read_at);
  return (
    <Page
      title={t`Notices`}
      width="narrow"
      action={
        unread ? (
          <Button look="secondary" busy={read.isPending} onClick={() => read.mutate(undefined)}>
            <Trans>Mark all as read</Trans>
          </Button>
        ) : null
      }
    >
      {read.error ? <RefusalNotice error={read.error} /> : null}
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
                <a href={notice.url} onClick={() => notice.read_at || read.mutate([notice.id])}>
                  {notice.words}
                </a>
              </p>
              <p className="entry__meta">
                {notice.read_at ? null : (
                  <Status tone="now">
                    <Trans>new</Trans>
                  </Status>
                )}
                <time dateTime={notice.created_at}>{agoWords(notice.created_at)}</time>
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
