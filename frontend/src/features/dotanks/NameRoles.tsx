import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../ui/Button";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { Select } from "../../ui/Field";
import { FormFrame, useForm } from "../../ui/useForm";
import { nameRoles } from "./charter";
import { type DoTank, dotankQuery } from "./dotanks";

/** Says who of those who are in drives, and who challenges. */
export function NameRoles({ dotank }: { dotank: DoTank }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const holder = (role: string) => dotank.seats.find((seat) => seat.role === role)?.person.id ?? "";
  const form = useForm({
    start: { driver: holder("driver"), challenger: holder("challenger") },
    send: (roles) => nameRoles(dotank.id, roles),
    done: (changed) => {
      setOpen(false);
      queries.setQueryData(dotankQuery(dotank.id).queryKey, changed);
      void queries.invalidateQueries({ queryKey: ["dotank", dotank.id] });
    },
  });
  const options = dotank.seats
    .filter((seat) => seat.person.id !== dotank.coordinator.id)
    .map(({ person }) => ({ value: person.id, label: [person.name, person.organisation].filter(Boolean).join(", ") }));
  return (
    <section>
      <Button look="tertiary" tone="neutral" onClick={() => setOpen(true)}>
        <Trans>Name driver and challenger</Trans>
      </Button>
      <ConfirmDialog
        open={open}
        title={t`Who drives, and who challenges?`}
        confirm={t`Name them`}
        busy={form.sending}
        onConfirm={() => void form.submit()}
        onClose={() => setOpen(false)}
      >
        <FormFrame form={form} labels={{ driver: t`Driver`, challenger: t`Challenger` }}>
          <Select
            {...form.field("driver")}
            label={t`Driver`}
            hint={t`Keeps the work going.`}
            empty={t`Choose…`}
            options={options}
          />
          <Select
            {...form.field("challenger")}
            label={t`Challenger`}
            hint={t`Asks what nobody asks.`}
            empty={t`Choose…`}
            options={options}
          />
        </FormFrame>
      </ConfirmDialog>
    </section>
  );
}
