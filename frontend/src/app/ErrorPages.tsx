import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { RefusalError } from "../lib/refusal";
import { Button, LinkButton } from "../ui/Button";
import { Page } from "../ui/Page";
import { useRefusalWords } from "../ui/RefusalNotice";

/** No such page, or not for this person. */
export function NotFoundPage() {
  const { t } = useLingui();
  return (
    <Page title={t`Not found`} width="narrow" lead={<Trans>This does not exist, or it is not open to you.</Trans>}>
      <div className="actions">
        <LinkButton to="/">
          <Trans>Go to my desk</Trans>
        </LinkButton>
      </div>
    </Page>
  );
}

/** A page that could not be shown: what to do, and a reference that is also in the server's log. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const { title, words, reference } = useRefusalWords()(error);
  const router = useRouter();
  const boundary = useQueryErrorResetBoundary();
  useEffect(() => boundary.reset(), [boundary]);
  if (error instanceof RefusalError && error.status === 404) return <NotFoundPage />;
  // Already on the way to the sign-in page.
  if (error instanceof RefusalError && error.signedOut) return null;
  return (
    <Page title={title} width="narrow" lead={words}>
      {reference ? (
        <p>
          <Trans>
            Reference: <code>{reference}</code>
          </Trans>
        </p>
      ) : null}
      <div className="actions">
        <Button
          onClick={() => {
            boundary.reset();
            reset();
            void router.invalidate();
          }}
        >
          <Trans>Try again</Trans>
        </Button>
        <LinkButton to="/" look="secondary">
          <Trans>Go to my desk</Trans>
        </LinkButton>
      </div>
    </Page>
  );
}
