import { Trans, useLingui } from "@lingui/react/macro";
import { RefusalError } from "../lib/refusal";

/** What went wrong in words a person can act on; the reference for what nobody expected. */
export function useRefusalWords(): (error: unknown) => { title: string; words: string; reference: string | undefined } {
  const { t } = useLingui();
  return (error) => {
    if (!(error instanceof RefusalError))
      return {
        title: t`Something went wrong`,
        words: t`Please try again. If it goes on, tell us what you did.`,
        reference: undefined,
      };
    if (error.status === 0)
      return {
        title: t`No connection`,
        words: t`We could not reach the server. What you typed is still here. Please try again in a moment.`,
        reference: undefined,
      };
    if (error.status === 429)
      return {
        title: t`One moment, please`,
        words: error.detail || t`That was a lot at once. Please wait a minute and try again.`,
        reference: undefined,
      };
    if (error.status >= 500)
      return {
        title: t`Something went wrong on our side`,
        words: t`Nothing was lost on your screen. Please try again. If it happens again, send us this reference.`,
        reference: error.reference,
      };
    if (error.status === 404)
      return {
        title: t`Not found`,
        words: error.detail || t`This does not exist, or it is not open to you.`,
        reference: undefined,
      };
    return { title: error.detail || t`That is not possible now`, words: stillMissing(error), reference: undefined };
  };
}

/** What the server says is still missing, when that is why it refused. */
function stillMissing({ body }: RefusalError): string {
  const missing = Array.isArray(body.missing) ? (body.missing as { words?: unknown }[]) : [];
  return missing.flatMap(({ words }) => (typeof words === "string" ? [words] : [])).join(" ");
}

/** Where to show who one is before this step, coming back to this page; a form keeps what was typed meanwhile. */
function proofAsked(error: unknown): { address: string; setUp: boolean } | undefined {
  if (!(error instanceof RefusalError) || typeof error.body.link !== "string") return undefined;
  const back = `?next=${encodeURIComponent(location.pathname + location.search)}`;
  if (error.code === "second_factor_needed") return { address: error.body.link, setUp: true };
  return error.code === "step_up_needed" ? { address: error.body.link + back, setUp: false } : undefined;
}

/** A refusal that belongs to no field, where it arose. */
export function RefusalNotice({ error, again }: { error: unknown; again?: () => void }) {
  const { title, words, reference } = useRefusalWords()(error);
  const proof = proofAsked(error);
  return (
    <div className="notice" data-tone="bad" role="alert">
      <strong>{title}</strong>
      {words ? <p>{words}</p> : null}
      {reference ? (
        <p>
          <Trans>
            Reference: <code>{reference}</code>
          </Trans>
        </p>
      ) : null}
      {proof ? (
        <div>
          <a className="ds-button" href={proof.address}>
            {proof.setUp ? <Trans>Set up the second step</Trans> : <Trans>Confirm that it is you</Trans>}
          </a>
        </div>
      ) : null}
      {again ? (
        <button type="button" className="link-button" onClick={again}>
          <Trans>Try again</Trans>
        </button>
      ) : null}
    </div>
  );
}
