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
import { DifferenceInWords } from "./SeatChanges";
import { nameOf, type SeatDifference } from "./seats";
import { confirmTeam, type ProposedTeam } from "./teams";

/** What the server says when somebody in the team cannot be asked any more: the team as it repaired it. */
export interface ChangedSince {
  gone: { id: string; words: string }[];
  seats: { id: string; name: string; came_in: boolean }[];
}

interface Props {
  team: ProposedTeam;
  members: readonly string[];
  /** Where the team is another than advised: each needs a reason. */
  changes: readonly SeatDifference[];
  reasons: Readonly<Record<string, string>>;
  onReasons: (reasons: Record<string, string>) => void;
  onChangedSince: (since: ChangedSince) => void;
  roles: { driver: string; challenger: string };
  name: (id: string) => string;
  organisation: (id: string) => string;
  onRoles: (roles: { driver: string; challenger: string }) => void;
}

interface Values {
  changes: string;
  manager: string;
  reply_by: string;
  driver: string;
  challenger: string;
}

/** The last step at the desk: says exactly who is asked, then asks them. */
export function ConfirmTeam({
  team,
  members,
  changes,
  reasons,
  onReasons,
  onChangedSince,
  roles,
  name,
  organisation,
  onRoles,
}: Props) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { data: managers } = useSuspenseQuery(managersQuery);
  const [open, setOpen] = useState(false);
  const reasonFor = (change: SeatDifference) => reasons[nameOf(change)] ?? "";
  const unexplained = changes.some((change) => reasonFor(change).trim() === "");
  const form = useForm<Values, DoTank>({
    start: { changes: "", manager: "", reply_by: dayFromNow(7), ...roles },
    send: (values, key) => {
      const unsaid = {
        ...(values.manager ? {} : { manager: [t`Choose who decides about the proposal later.`] }),
        ...(values.reply_by ? {} : { reply_by: [t`Choose a day.`] }),
        ...Object.fromEntries(
          changes.flatMap((change, place) =>
            reasonFor(change).trim()
              ? []
              : [[`changes.${place}.reason`, [t`Say why this team is better with this change.`]]],
          ),
        ),
      };
      if (Object.keys(unsaid).length > 0) throw new RefusalError(422, { code: "invalid", details: unsaid });
      const { manager, reply_by } = values;
      const explained = changes.map((change) => ({ ...change, reason: reasonFor(change).trim() }));
      return confirmTeam(team.id, { members: [...members], manager, reply_by, ...roles, changes: explained }, key);
    },
    refused: (refusal) => {
      if (refusal.code !== "changed_since") return false;
      onChangedSince(refusal.body as unknown as ChangedSince);
      return true;
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
      if (form.values.manager && form.values.reply_by && !unexplained) setOpen(true);
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
        labels={{
          changes: t`Reasons`,
          manager: t`Manager`,
          reply_by: t`Answer by`,
          driver: t`Driver`,
          challenger: t`Challenger`,
        }}
      >
        {changes.length > 0 ? (
          <fieldset className="choices" id={`${form.id}-changes`} tabIndex={-1}>
            <legend>
              <Trans>Why other people than advised?</Trans>
            </legend>
            <p className="field-hint">
              <Trans>Kept with the team. Coordinators read it, and so can those it is about.</Trans>
            </p>
            {changes.map((change, place) => (
              <Field
                key={nameOf(change)}
                id={`${form.id}-changes.${place}`}
                name={`changes.${place}.reason`}
                label={
                  <DifferenceInWords
                    cameIn={change.came_in && name(change.came_in)}
                    wentOut={change.went_out && name(change.went_out)}
                  />
                }
                value={reasonFor(change)}
                maxLength={300}
                errors={reasonFor(change).trim() ? [] : (form.errors[`changes.${place}.reason`] ?? [])}
                onChange={(words) => {
                  onReasons({ ...reasons, [nameOf(change)]: words });
                  // Another request than before: it gets a key of its own.
                  form.set("changes", words);
                }}
              />
            ))}
          </fieldset>
        ) : null}
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
