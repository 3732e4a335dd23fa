import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { managersQuery } from "../../api/managers";
import { Button } from "../../ui/Button";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { Select } from "../../ui/Field";
import { FormFrame, useForm } from "../../ui/useForm";
import { type DoTank, dotankQuery, nameManager } from "./dotanks";

/** Lets another manager decide, where the first one cannot. */
export function NameManager({ dotank }: { dotank: DoTank }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const { data: managers = [] } = useQuery({ ...managersQuery, enabled: open });
  const form = useForm({
    start: { manager: "" },
    send: ({ manager }) => nameManager(dotank.id, manager),
    done: (changed) => {
      setOpen(false);
      queries.setQueryData(dotankQuery(dotank.id).queryKey, changed);
      for (const key of ["trail", "desk", "dotanks"]) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
  const before = dotank.manager.name;
  return (
    <section>
      <Button look="tertiary" tone="neutral" onClick={() => setOpen(true)}>
        <Trans>Ask another manager</Trans>
      </Button>
      <ConfirmDialog
        open={open}
        title={t`Who decides instead?`}
        confirm={t`Ask this manager`}
        busy={form.sending}
        onConfirm={() => void form.submit()}
        onClose={() => setOpen(false)}
      >
        <p>
          <Trans>
            A proposal that waits for an answer then waits for the new manager, or goes back to the team where they
            decide for another organisation. {before} hears that it is not asked of them any more.
          </Trans>
        </p>
        <FormFrame form={form} labels={{ manager: t`Manager` }}>
          <Select
            {...form.field("manager")}
            label={t`Manager`}
            hint={t`Decides about the proposal; never one of the team.`}
            empty={t`Choose…`}
            options={managers
              .filter((one) => one.id !== dotank.manager.id)
              .map((one) => ({ value: one.id, label: [one.name, one.organisation].filter(Boolean).join(", ") }))}
          />
        </FormFrame>
      </ConfirmDialog>
    </section>
  );
}
