import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { wordsQuery } from "../../../api/words";
import { AskReason } from "../../../ui/AskReason";
import { Button } from "../../../ui/Button";
import { Choice, Field } from "../../../ui/Field";
import { FormFrame, useForm } from "../../../ui/useForm";
import {
  type Organisation,
  organisationQuery,
  type VerifyBody,
  verifyOrganisation,
  withdrawVerification,
} from "./requests";

/** Says by what the organisation was checked, or takes that back. */
export function Verify({ organisation }: { organisation: Organisation }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data: lists } = useSuspenseQuery(wordsQuery);
  const keep = (answer: Organisation) => {
    queries.setQueryData(organisationQuery(organisation.id).queryKey, answer);
    void queries.invalidateQueries({ queryKey: ["organisations"] });
  };
  const form = useForm({
    start: { proof: "", evidence: "" },
    send: (values) => verifyOrganisation(organisation.id, values as VerifyBody),
    done: keep,
  });
  if (organisation.abilities.withdraw_verification)
    return (
      <div>
        <AskReason
          verb={t`The proof no longer holds`}
          title={t`Take back that ${organisation.name} is checked?`}
          hint={t`One sentence; it is kept in the history.`}
          send={(reason) => withdrawVerification(organisation.id, reason)}
          done={keep}
          look="tertiary"
        />
      </div>
    );
  if (!organisation.abilities.verify) return null;
  const labels = { proof: t`Proof`, evidence: t`What you saw` };
  return (
    <FormFrame form={form} labels={labels}>
      <Choice
        {...form.field("proof")}
        label={t`By what did you check it?`}
        options={lists.proofs.map(({ value, words }) => ({ value, label: words }))}
      />
      <Field
        {...form.field("evidence")}
        label={labels.evidence}
        hint={t`Everybody can read this: the register and its number, or who vouches for it.`}
        maxLength={300}
      />
      <div className="actions">
        <Button type="submit" busy={form.sending}>
          <Trans>It is what it says</Trans>
        </Button>
      </div>
    </FormFrame>
  );
}
