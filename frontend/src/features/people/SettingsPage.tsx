import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { meQuery } from "../../api/me";
import { wordsFor, wordsQuery } from "../../api/words";
import { addresses } from "../../lib/server-page";
import { LinkButton } from "../../ui/Button";
import { Page } from "../../ui/Page";
import { LanguageChoice, SignOut } from "./Account";

export default function SettingsPage() {
  const { t } = useLingui();
  const { data: me } = useSuspenseQuery(meQuery);
  const { data: lists } = useSuspenseQuery(wordsQuery);
  return (
    <Page title={t`Settings`} width="narrow">
      <section className="panel stack">
        <dl className="facts">
          <dt>
            <Trans>Name</Trans>
          </dt>
          <dd>{me.name}</dd>
          <dt>
            <Trans>Organisation</Trans>
          </dt>
          <dd>
            {me.organisation?.name ?? t`none yet`}{" "}
            <Link to="/where-i-work">
              <Trans>Change</Trans>
            </Link>
          </dd>
          {me.roles.length > 0 ? (
            <>
              <dt>
                <Trans>Roles</Trans>
              </dt>
              <dd>
                {me.roles.map((role) => wordsFor(lists.roles, role)).join(", ")}{" "}
                <Link to="/roles">
                  <Trans>See until when</Trans>
                </Link>
              </dd>
            </>
          ) : null}
        </dl>
        <LanguageChoice />
        <p className="field-hint">
          <Trans>
            Pages, answers and mail come in this language. What people write stays in the language they wrote it in.
          </Trans>
        </p>
      </section>
      <section className="stack" data-gap="sm">
        <h2 className="title-md">
          <Trans>What you offer</Trans>
        </h2>
        <p>
          <Trans>
            What you are good at, what you want to work on and how many hours you can give. Teams are proposed with
            this.
          </Trans>
        </p>
        <div>
          <LinkButton to="/profile" look="secondary">
            <Trans>Say what you offer</Trans>
          </LinkButton>
        </div>
      </section>
      <section className="stack" data-gap="sm">
        <h2 className="title-md">
          <Trans>While you are away</Trans>
        </h2>
        <p>
          <Link to="/away">
            <Trans>Who decides in your place, and for whom you do</Trans>
          </Link>
        </p>
      </section>
      <section className="stack" data-gap="sm">
        <h2 className="title-md">
          <Trans>How you sign in</Trans>
        </h2>
        <p>
          <a href={addresses.page("accounts/2fa")}>
            <Trans>Password, passkeys, one-time codes, your organisation, and where you are signed in</Trans>
          </a>
        </p>
      </section>
      <section className="stack" data-gap="sm">
        <h2 className="title-md">
          <Trans>Notices</Trans>
        </h2>
        <p>
          <Link to="/settings/notices">
            <Trans>How often we write to you</Trans>
          </Link>
        </p>
      </section>
      <section className="stack" data-gap="sm">
        <h2 className="title-md">
          <Trans>What is stored about you</Trans>
        </h2>
        <p>
          <Trans>
            Your name, where you work, what you offer the network, and what you do here.{" "}
            <a href={addresses.page("what-we-store")}>Read what we store, for how long, and why</a>.
          </Trans>
        </p>
        <p>
          <Link to="/settings/my-data">
            <Trans>My data: download everything, or have yourself erased</Trans>
          </Link>
        </p>
      </section>
      <section className="stack" data-gap="sm">
        <h2 className="title-md">
          <Trans>Leave this device</Trans>
        </h2>
        <p>
          <Trans>Signing out also removes what you typed here and did not send yet.</Trans>
        </p>
        <div>
          <SignOut />
        </div>
      </section>
    </Page>
  );
}
