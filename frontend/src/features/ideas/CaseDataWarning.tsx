import { Trans, useLingui } from "@lingui/react/macro";
import { type CaseData, caseDataIn } from "./caseData";

/** Warns, and only warns: a resident's data must not be posted, and only the writer can tell. */
export function CaseDataWarning({ text }: { text: string }) {
  const { t, i18n } = useLingui();
  const words: Record<CaseData, string> = {
    email: t`an e-mail address`,
    phone: t`a telephone number`,
    number: t`a resident’s number`,
  };
  const found = caseDataIn(text).map((kind) => words[kind]);
  const list = new Intl.ListFormat(i18n.locale).format(found);
  return (
    <div role="status">
      {found.length > 0 ? (
        <p className="notice" data-tone="wait">
          <strong>
            <Trans>This looks like {list}.</Trans>
          </strong>{" "}
          <Trans>Leave out everything by which a resident or a colleague could be known.</Trans>
        </p>
      ) : null}
    </div>
  );
}
