import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Button, LinkButton } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { GoTo } from "../../ui/GoTo";
import { Page } from "../../ui/Page";
import type { Box } from "./inbox/address";
import { Entry } from "./inbox/Entry";
import { signOffsQuery } from "./inbox/requests";

const route = getRouteApi("/sign-offs");

/** What waits for my sign-off, what is due, what I may answer for somebody else, and what I decided. */
export default function SignOffsPage() {
  const { t } = useLingui();
  const { box = "waiting" } = route.useSearch();
  const boxes: [Box, string][] = [
    ["waiting", t`Waiting`],
    ["due", t`Due`],
    ["delegated", t`For somebody else`],
    ["decided", t`Decided`],
  ];
  return (
    <Page title={t`Sign-offs`} lead={t`Proposals that wait for a yes or a no, the oldest first.`} width="narrow">
      <div className="stack">
        <ul className="tabs">
          {boxes.map(([name, words]) => (
            <li key={name}>
              <GoTo
                href={`/app/sign-offs${name === "waiting" ? "" : `?box=${name}`}`}
                aria-current={name === box ? "true" : undefined}
              >
                {words}
              </GoTo>
            </li>
          ))}
        </ul>
        <Found key={box} box={box} />
        <p className="quiet">
          <Link to="/away">
            <Trans>Let a colleague decide while I am away</Trans>
          </Link>
        </p>
      </div>
    </Page>
  );
}

function Found({ box }: { box: Box }) {
  const { t } = useLingui();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(signOffsQuery(box));
  const all = data.pages.flatMap((page) => page.results);
  if (all.length === 0)
    return (
      <EmptyState
        title={box === "decided" ? t`Nothing decided yet` : t`Nothing waits here`}
        action={
          <LinkButton to="/" look="secondary">
            <Trans>Go to my desk</Trans>
          </LinkButton>
        }
      >
        {box === "delegated" ? (
          <Trans>When a colleague is away and named you, what waits for them stands here.</Trans>
        ) : (
          <Trans>We write to you as soon as a team asks for your sign-off.</Trans>
        )}
      </EmptyState>
    );
  return (
    <>
      <ul className="entries" aria-label={t`Sign-offs`}>
        {all.map((one) => (
          <Entry key={one.id} card={one} />
        ))}
      </ul>
      {hasNextPage ? (
        <div className="actions">
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            <Trans>Show more</Trans>
          </Button>
        </div>
      ) : null}
    </>
  );
}
