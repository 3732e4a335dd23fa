import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type Notice, noticesQuery, seeNotice, seeNotices } from "../../api/notices";
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
  const asks = useSuspenseInfiniteQuery(noticesQuery(true));
  const changed = useSuspenseInfiniteQuery(noticesQuery(false));
  const all = [...asks.data.pages, ...changed.data.pages].flatMap((page) => page.results);
  const see = useMutation({
    mutationFn: (id?: string) => (id ? seeNotice(id) : seeNotices()),
    onSuccess: () => {
      for (const key of ["notices", "me", "desk"]) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
  return (
    <Page
      title={t`Notices`}
      width="narrow"
      lead={
        <Link to="/settings/notices">
          <Trans>How often we write to you</Trans>
        </Link>
      }
      action={
        all.some((notice) => !notice.seen_at) ? (
          <Button look="secondary" busy={see.isPending} onClick={() => see.mutate(undefined)}>
            <Trans>Mark all as read</Trans>
          </Button>
        ) : null
      }
    >
      {see.error ? <RefusalNotice error={see.error} /> : null}
      {all.length === 0 ? (
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
          <Group
            title={t`Asks something of you`}
            older={t`Older ones that ask something`}
            list={asks}
            see={see.mutate}
          />
          <Group title={t`What changed`} older={t`Older ones that say what changed`} list={changed} see={see.mutate} />
        </>
      )}
    </Page>
  );
}

interface List {
  data: { pages: readonly { results: readonly Notice[] }[] };
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

interface GroupProps {
  title: string;
  /** Names which list the button continues: there are two on the page. */
  older: string;
  list: List;
  see: (id: string) => void;
}

function Group({ title, older, list, see }: GroupProps) {
  const notices = list.data.pages.flatMap((page) => page.results);
  if (notices.length === 0) return null;
  return (
    <section className="stack" data-gap="sm">
      <h2 className="title-md">{title}</h2>
      <ul className="entries">
        {notices.map((notice) => (
          <Entry key={notice.id} notice={notice} see={see} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <div className="actions">
          <Button look="secondary" busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            {older}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function Entry({ notice, see }: { notice: Notice; see: (id: string) => void }) {
  const { t } = useLingui();
  const isNew = !notice.seen_at;
  return (
    <li className="entry">
      <h3 className="entry__title">
        <GoTo href={notice.link} onClick={() => (isNew ? see(notice.id) : undefined)}>
          {notice.happened}
        </GoTo>
      </h3>
      {notice.asked ? <p>{notice.asked}</p> : null}
      <p className="entry__meta">
        {isNew ? (
          <Status tone="now">
            <Trans>new</Trans>
          </Status>
        ) : null}
        <time dateTime={notice.created_at}>{timeWords(notice.created_at)}</time>
        {notice.needs_you ? <strong>{notice.button}</strong> : null}
        {isNew ? (
          <button
            type="button"
            className="link-button"
            aria-label={t`Mark as read: ${notice.happened}`}
            onClick={() => see(notice.id)}
          >
            <Trans>Mark as read</Trans>
          </button>
        ) : null}
      </p>
    </li>
  );
}
