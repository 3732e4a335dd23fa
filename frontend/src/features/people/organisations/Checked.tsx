import { Trans } from "@lingui/react/macro";
import { useSuspenseQuery } from "@tanstack/react-query";
import { wordsFor, wordsQuery } from "../../../api/words";
import { dateWords } from "../../../lib/dates";
import { Status } from "../../../ui/Status";
import type { Organisation, OrganisationEntry } from "./requests";

/** Whether somebody of the network checked that an organisation is what it says. */
export function CheckedStatus({ state }: { state: OrganisationEntry["state"] }) {
  return state === "verified" ? (
    <Status tone="good">
      <Trans>Checked</Trans>
    </Status>
  ) : (
    <Status>
      <Trans>Not checked yet</Trans>
    </Status>
  );
}

/** The proof: what it is, what was seen, when, and by whom for those who keep it. */
export function Proof({ organisation }: { organisation: Organisation }) {
  const { data: lists } = useSuspenseQuery(wordsQuery);
  const { verification } = organisation;
  if (!verification)
    return (
      <p>
        <Trans>Nobody of the network has checked it yet. Its people sign up with addresses at its domain.</Trans>
      </p>
    );
  return (
    <dl className="facts">
      <dt>
        <Trans>Proof</Trans>
      </dt>
      <dd>{wordsFor(lists.proofs, verification.proof)}</dd>
      <dt>
        <Trans>What was seen</Trans>
      </dt>
      <dd>{verification.evidence}</dd>
      <dt>
        <Trans>Checked on</Trans>
      </dt>
      <dd>
        {dateWords(verification.at)}
        {verification.verified_by ? <span className="quiet"> · {verification.verified_by}</span> : null}
      </dd>
    </dl>
  );
}
