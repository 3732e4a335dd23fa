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

/** What I was told, newest first: what asks something of me apart from what only changed. */
export default function NoticesPage() {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(noticesQuery);
  const notices = data.pages.flatMap((page) => page.results);
  const see = useMutation({
    mutationFn: seeNotices,
    onSuccess: () => {
      for (const key of ["notices", "me", "desk"]) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
  return (
    <Page
      title={t`Notices`}
      width="narrow"
      action={
        notices.some((notice) => !notice.seen_at) ? (
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
              <Trans>Go to my desk</Trans>
            </LinkButton>
          }
        >
          <Trans>When something happens with what you take part in, you read it here and in your mail.</Trans>
        </EmptyState>
      ) : (
        <>
          <Group title={t`Asks something of you`} notices={notices.filter((notice) => notice.needs_you)} asks />
          <Group title={t`What changed`} notices={notices.filter((notice) => !notice.needs_you)} />
        </>
      )}
      {hasNextPage ? (
        <div className="actions">
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            <Trans>Older notices</Trans>
          </Button>
        </div>
      ) : null}
    </Page>
  );
}

interface Notice {
  id: string;
  happened: string;
  asked: string;
  button: string;
  link: string;
  seen_at: string | null;
  created_at: string;
}

function Group({ title, notices, asks = false }: { title: string; notices: readonly Notice[]; asks?: boolean }) {
  if (notices.length === 0) return null;
  return (
    <section className="stack" data-gap="sm">
      <h2 className="title-md">{title}</h2>
      <ul className="entries">
        {notices.map((notice) => (
          <li key={notice.id} className="entry">
            <h3 className="entry__title">
              {notice.link ? <GoTo href={notice.link}>{notice.happened}</GoTo> : notice.happened}
            </h3>
            {notice.asked ? <p>{notice.asked}</p> : null}
            <p className="entry__meta">
              {notice.seen_at ? null : (
                <Status tone="now">
                  <Trans>new</Trans>
                </Status>
              )}
              <time dateTime={notice.created_at}>{timeWords(notice.created_at)}</time>
              {asks && notice.link ? <strong>{notice.button}</strong> : null}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
