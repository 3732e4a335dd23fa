import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { managersQuery } from "../../api/managers";
import { dateWords } from "../../lib/dates";
import { RefusalError } from "../../lib/refusal";
import { Button } from "../../ui/Button";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { Field, Select } from "../../ui/Field";
import { FormFrame, useForm } from "../../ui/useForm";
import { BrokenRules, brokenRules } from "./BrokenRules";
import { dayFromNow } from "./days";
import type { DoTank } from "./dotanks";
import type { Place } from "./seats";
import { confirmTeam, type ProposedTeam } from "./teams";

interface Props {
  team: ProposedTeam;
  places: readonly Place[];
  roles: { driver: string; challenger: string };
  name: (id: string) => string;
  organisation: (id: string) => string;
  onRoles: (roles: { driver: string; challenger: string }) => void;
}

interface Values {
  manager: string;
  reply_by: string;
  driver: string;
  challenger: string;
}

/** The last step at the desk: says exactly who is asked, then asks them. */
export function ConfirmTeam({ team, places, roles, name, organisation, onRoles }: Props) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { data: managers } = useSuspenseQuery(managersQuery);
  const [open, setOpen] = useState(false);
  const members = places.map((place) => place.person);
  const form = useForm<Values, DoTank>({
    start: { manager: "", reply_by: dayFromNow(7), ...roles },
    send: (values, key) => {
      const unsaid = {
        ...(values.manager ? {} : { manager: [t`Choose who decides about the proposal later.`] }),
        ...(values.reply_by ? {} : { reply_by: [t`Choose a day.`] }),
      };
      if (Object.keys(unsaid).length > 0) throw new RefusalError(422, { code: "invalid", details: unsaid });
      const { manager, reply_by } = values;
      return confirmTeam(team.id, { members, manager, reply_by, ...roles }, key);
    },
    done: (dotank) => {
      queries.setQueryData(["dotank", dotank.id], dotank);
      for (const key of ["problem", "trail", "desk", "dotanks"]) void queries.invalidateQueries({ queryKey: [key] });
      void navigate({ to: "/dotanks/$id", params: { id: dotank.id } });
    },
  });
  const broken = brokenRules(form.refusal, name);
  const asking = {
    ...form,
    // The broken rules stand above the form in their own words; once is enough.
    ...(broken.length > 0 ? { errors: {}, refusal: null } : {}),
    submit: async (event?: FormEvent) => {
      event?.preventDefault();
      // What is not said yet is shown at its field; the question comes when all is said.
      if (form.values.manager && form.values.reply_by) setOpen(true);
      else await form.submit();
    },
  };
  const seated = members.map((id) => ({ value: id, label: name(id) }));
  const manager = managers.find((one) => one.id === form.values.manager);
  const managerName = manager?.name ?? "";
  const day = form.values.reply_by ? dateWords(form.values.reply_by) : "";
  const count = members.length;
  const verb = plural(count, { one: "Ask this # colleague", other: "Ask these # colleagues" });
  return (
    <section className="panel stack" data-tone="accent" aria-labelledby="ask-them">
      <h3 className="title-sm" id="ask-them">
        <Trans>Ask them</Trans>
      </h3>
      <BrokenRules broken={broken} />
      <FormFrame
        form={asking}
        labels={{ manager: t`Manager`, reply_by: t`Answer by`, driver: t`Driver`, challenger: t`Challenger` }}
      >
        <div className="pair">
          <Select
            {...form.field("driver")}
            value={roles.driver}
            onChange={(driver) => onRoles({ ...roles, driver })}
            label={t`Driver`}
            hint={t`Keeps the work going.`}
            options={seated}
          />
          <Select
            {...form.field("challenger")}
            value={roles.challenger}
            onChange={(challenger) =>
              onRoles({ driver: challenger === roles.driver ? roles.challenger : roles.driver, challenger })
            }
            label={t`Challenger`}
            hint={t`Asks what the others do not ask.`}
            options={seated}
          />
        </div>
        <div className="pair">
          <Select
            {...form.field("manager")}
            label={t`Manager`}
            hint={t`Decides about the proposal; never one of the team.`}
            empty={t`Choose…`}
            options={managers
              .filter((one) => !members.includes(one.id))
              .map((one) => ({ value: one.id, label: [one.name, one.organisation].filter(Boolean).join(", ") }))}
          />
          <Field
            {...form.field("reply_by")}
            type="date"
            min={dayFromNow(0)}
            label={t`Answer by`}
            hint={t`Colleagues can say yes or no until then.`}
          />
        </div>
        <div className="actions">
          <Button type="submit" busy={form.sending}>
            {verb}
          </Button>
        </div>
      </FormFrame>
      <ConfirmDialog
        open={open}
        title={t`Ask these colleagues now?`}
        confirm={verb}
        busy={form.sending}
        onConfirm={() => void form.submit().finally(() => setOpen(false))}
        onClose={() => setOpen(false)}
      >
        <ul className="asked">
          {members.map((id) => (
            <li key={id}>
              <strong>{name(id)}</strong>{" "}
              <span className="quiet">
                {[
                  organisation(id),
                  id === roles.driver ? t`Driver` : id === roles.challenger ? t`Challenger` : t`Member`,
                ].join(" · ")}
              </span>
            </li>
          ))}
        </ul>
        <p>
          <Trans>
            They get a notice and a mail now and can answer until {day}. {managerName} will later be asked to decide
            about the proposal.
          </Trans>
        </p>
      </ConfirmDialog>
    </section>
  );
}
