import { useLingui } from "@lingui/react/macro";

/** Says that a text is as long as it may be: the browser itself cuts the rest off without a word. */
export function Full({ text, most }: { text: string; most: number | undefined }) {
  const { t, i18n } = useLingui();
  if (most === undefined || text.length < most) return null;
  const number = new Intl.NumberFormat(i18n.locale).format(most);
  return (
    <p className="field-error" role="alert">
      {t`${number} characters at most; what goes beyond is left out.`}
    </p>
  );
}
