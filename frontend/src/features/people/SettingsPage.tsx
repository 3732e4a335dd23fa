import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseQuery } from "@tanstack/react-query";
import { meQuery } from "../../api/me";
import { Page } from "../../ui/Page";
import { LanguageChoice, SignOut } from "./Account";

export default function SettingsPage() {
  const { t } = useLingui();
  const { data: me } = useSuspenseQuery(meQuery);
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
          <dd>{me.organisation?.name ?? t`none yet`}</dd>
        </dl>
        <LanguageChoice />
        <p className="field-hint">
          <Trans>
            Pages, answers and mail come in this language. What people write stays in the language they wrote it in.
          </Trans>
        </p>
      </section>
      <SignOut />
    </Page>
  );
}
