import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../ui/Button";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { TextArea } from "../../ui/Field";
import { FormFrame, useForm } from "../../ui/useForm";
import { type DoTank, dissolveDoTank, dotankQuery } from "./dotanks";

/** Ends a Do Tank that does not come together: asks once, for the reason. */
export function Dissolve({ dotank }: { dotank: DoTank }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const form = useForm({
    start: { reason: "" },
    send: ({ reason }) => dissolveDoTank(dotank.id, reason),
    done: (dissolved) => {
      setOpen(false);
      queries.setQueryData(dotankQuery(dotank.id).queryKey, dissolved);
      for (const key of ["trail", "problem", "problems", "desk", "dotanks"])
        void queries.invalidateQueries({ queryKey: [key] });
    },
  });
  return (
    <section>
      <Button look="tertiary" tone="neutral" onClick={() => setOpen(true)}>
        <Trans>It does not come together</Trans>
      </Button>
      <ConfirmDialog
        open={open}
        title={t`End this Do Tank?`}
        confirm={t`End this Do Tank`}
        danger
        busy={form.sending}
        onConfirm={() => void form.submit()}
        onClose={() => setOpen(false)}
      >
        <p>
          <Trans>Invitations without an answer are taken back, and the problem is open again for another team.</Trans>
        </p>
        <FormFrame form={form} labels={{ reason: t`Reason` }}>
          <TextArea
            {...form.field("reason")}
            label={t`Reason`}
            hint={t`One sentence; it is kept with the problem.`}
            maxLength={1000}
            rows={2}
          />
        </FormFrame>
      </ConfirmDialog>
    </section>
  );
}
