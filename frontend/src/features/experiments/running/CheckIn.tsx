import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { dateWords, today } from "../../../lib/dates";
import { Button } from "../../../ui/Button";
import { Choice, Field, TextArea } from "../../../ui/Field";
import { FormActions } from "../../../ui/FormActions";
import { Status } from "../../../ui/Status";
import { FormFrame, useForm } from "../../../ui/useForm";
import type { Pilot } from "../pilot/requests";
import { checkIn, type Running } from "./requests";

interface Props {
  pilot: Pilot;
  running: Running;
  took: (answer: Running) => void;
}

/** When the next check-in is due, and the few words it takes. */
export function CheckIn({ pilot, running, took }: Props) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const { check_in_due: due, check_in_late: late } = running;
  if (!due && !pilot.abilities.check_in) return null;
  const day = due ? dateWords(due) : "";
  return (
    <section className="panel stack" data-gap="sm" aria-labelledby="check-in">
      <h2 className="title-sm" id="check-in">
        <Trans>Check-in</Trans>
      </h2>
      {due ? (
        <p className="row">
          {late ? (
            <Status tone="bad">
              <Trans>Late: it was due on {day}</Trans>
            </Status>
          ) : (
            <Trans>The next one is due on {day}.</Trans>
          )}
        </p>
      ) : (
        <p className="quiet small">
          <Trans>No rhythm was agreed; check in whenever it helps.</Trans>
        </p>
      )}
      {!pilot.abilities.check_in ? null : open ? (
        <CheckInForm
          pilot={pilot}
          onClose={() => setOpen(false)}
          took={(answer) => {
            setOpen(false);
            took(answer);
          }}
        />
      ) : (
        <Button look="secondary" onClick={() => setOpen(true)}>
          {t`Check in`}
        </Button>
      )}
    </section>
  );
}

function CheckInForm({ pilot, took, onClose }: { pilot: Pilot; took: (answer: Running) => void; onClose: () => void }) {
  const { t } = useLingui();
  const form = useForm({
    start: { going: "", helps: "", hinders: "", watched: "", on_day: today() },
    kept: `check-in-${pilot.id}`,
    send: ({ going, ...values }, key) => checkIn(pilot.id, { ...values, going: going as "well" }, key),
    done: took,
  });
  return (
    <FormFrame
      form={form}
      labels={{
        going: t`How it goes`,
        helps: t`What helps`,
        hinders: t`What hinders`,
        watched: t`What was watched`,
        on_day: t`Day`,
      }}
    >
      <Choice
        {...form.field("going")}
        label={t`How does it go?`}
        options={[
          { value: "well", label: t`Well` },
          { value: "mixed", label: t`Partly well, partly not` },
          { value: "badly", label: t`Badly` },
        ]}
      />
      <TextArea {...form.field("helps")} label={t`What helps?`} maxLength={1000} rows={2} />
      <TextArea {...form.field("hinders")} label={t`What hinders?`} maxLength={1000} rows={2} />
      <TextArea
        {...form.field("watched")}
        label={t`What did you see of the things you promised to watch?`}
        maxLength={1000}
        rows={2}
      />
      <Field {...form.field("on_day")} label={t`Day`} type="date" max={today()} />
      <FormActions form={form} onClose={onClose}>
        <Trans>Save the check-in</Trans>
      </FormActions>
    </FormFrame>
  );
}
