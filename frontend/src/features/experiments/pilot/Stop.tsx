import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "../../../ui/Button";
import { Field } from "../../../ui/Field";
import { FormActions } from "../../../ui/FormActions";
import { FormFrame, useForm } from "../../../ui/useForm";
import { type Pilot, pilotQuery, stopPilot } from "./requests";

/** Stopping is always in sight and asks for one sentence. */
export function Stop({ pilot }: { pilot: Pilot }) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const form = useForm({
    start: { reason: "" },
    kept: `stop-${pilot.id}`,
    send: ({ reason }) => stopPilot(pilot.id, reason),
    done: (stopped) => {
      queries.setQueryData(pilotQuery(pilot.id).queryKey, stopped);
      void queries.invalidateQueries({ queryKey: ["trail"] });
      void navigate({ to: "/pilots/$id/conclude", params: { id: pilot.id } });
    },
  });
  return (
    <section className="panel stack" data-gap="sm" aria-labelledby="stop">
      <h2 className="title-sm" id="stop">
        <Trans>Stop before the end</Trans>
      </h2>
      {open ? (
        <FormFrame form={form} labels={{ reason: t`Reason` }}>
          <Field
            {...form.field("reason")}
            maxLength={2000}
            label={t`Why, in one sentence?`}
            hint={t`Nothing can be entered after this. The verdict comes next.`}
          />
          <FormActions form={form} tone="danger" onClose={() => setOpen(false)}>
            <Trans>Stop the pilot</Trans>
          </FormActions>
        </FormFrame>
      ) : (
        <>
          <p className="quiet small">
            <Trans>Anybody in the team can stop it, at any moment.</Trans>
          </p>
          <Button look="secondary" tone="danger" onClick={() => setOpen(true)}>
            <Trans>Stop the pilot</Trans>
          </Button>
        </>
      )}
    </section>
  );
}
