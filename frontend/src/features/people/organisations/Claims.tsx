import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { dateWords } from "../../../lib/dates";
import { AskReason } from "../../../ui/AskReason";
import { Button } from "../../../ui/Button";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { type Claim, claimsQuery, confirmClaim, refuseClaim } from "./requests";

/** Who says that they work here and waits for an answer. */
export function Claims({ organisation }: { organisation: { id: string; name: string } }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data } = useSuspenseQuery(claimsQuery(organisation.id));
  const heading = useRef<HTMLHeadingElement>(null);
  const answered = () => {
    void queries.invalidateQueries({ queryKey: claimsQuery(organisation.id).queryKey });
    heading.current?.focus();
  };
  return (
    <section className="stack" data-gap="sm" aria-labelledby="claims">
      <h2 className="title-md" id="claims" ref={heading} tabIndex={-1}>
        <Trans>Who says that they work here</Trans>
      </h2>
      {data.results.length === 0 ? (
        <p className="quiet">
          <Trans>Nobody waits for an answer. Whoever has an address at the domain needs none.</Trans>
        </p>
      ) : (
        <ul className="entries" aria-label={t`Wait for an answer`}>
          {data.results.map((claim) => (
            <ClaimEntry key={claim.id} claim={claim} organisation={organisation.name} onAnswered={answered} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface EntryProps {
  claim: Claim;
  organisation: string;
  onAnswered: () => void;
}

function ClaimEntry({ claim, organisation, onAnswered }: EntryProps) {
  const { t } = useLingui();
  const confirm = useMutation({ mutationFn: () => confirmClaim(claim.id), onSuccess: onAnswered });
  const { name } = claim.person;
  return (
    <li className="entry">
      <h3 className="entry__title">{name}</h3>
      <p className="entry__meta">
        {claim.job_title ? <span>{claim.job_title}</span> : null}
        {claim.person.organisation ? <span>{t`now at ${claim.person.organisation}`}</span> : null}
        <span>{dateWords(claim.created_at)}</span>
      </p>
      {confirm.error ? <RefusalNotice error={confirm.error} /> : null}
      <div className="actions">
        <Button look="secondary" busy={confirm.isPending} onClick={() => confirm.mutate()}>
          <Trans>Yes, {name} works here</Trans>
        </Button>
        <AskReason
          verb={t`Say no`}
          title={t`Say that ${name} does not work for ${organisation}?`}
          hint={t`${name} reads it.`}
          send={(reason) => refuseClaim(claim.id, reason)}
          done={onAnswered}
          look="tertiary"
        />
      </div>
    </li>
  );
}
