import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { readKept } from "../../../lib/kept";
import { Button } from "../../../ui/Button";
import { TextArea } from "../../../ui/Field";
import { FormActions } from "../../../ui/FormActions";
import { FormFrame, useForm } from "../../../ui/useForm";
import { type Proposal, withdraw } from "./requests";

/** Takes a sign-off back, with the reason; what rests on it is no longer in force. */
export function Withdraw({ proposal, onDone }: { proposal: Proposal; onDone: (proposal: Proposal) => void }) {
  const { t } = useLingui();
  const kept = `withdraw-${proposal.id}`;
  const [open, setOpen] = useState(() => readKept(kept) !== undefined);
  const form = useForm({
    start: { reason: "" },
    kept,
    send: ({ reason }) => withdraw(proposal.id, reason),
    done: onDone,
  });
  return (
    <section className="stack no-print" data-gap="sm">
      <div className="actions">
        <Button look="tertiary" tone="danger" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Trans>Withdraw the sign-off</Trans>
        </Button>
      </div>
      {open ? (
        <FormFrame form={form} labels={{ reason: t`Reason` }} className="form panel">
          <TextArea
            {...form.field("reason")}
            maxLength={2000}
            label={t`Why do you take your sign-off back?`}
            hint={t`From this moment nothing that rests on it is in force. Where no pilot has started yet, the proposal goes back to the team, who can change it and submit it again. The team is told, and so is the poster.`}
          />
          <FormActions form={form} tone="danger" onClose={() => setOpen(false)}>
            <Trans>Withdraw the sign-off</Trans>
          </FormActions>
        </FormFrame>
      ) : null}
    </section>
  );
}
