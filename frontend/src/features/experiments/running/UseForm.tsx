import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { today } from "../../../lib/dates";
import { currencyOf } from "../../../lib/money";
import { wholeNumber } from "../../../lib/numbers";
import { Choice, Field } from "../../../ui/Field";
import { FormActions } from "../../../ui/FormActions";
import { FormFrame, useForm } from "../../../ui/useForm";
import type { Pilot } from "../pilot/requests";
import { enterUse, type Running, type Use } from "./requests";

const EMPTY = { kind: "people", amount: "", place: "", outside: "no", note: "" };

interface Props {
  pilot: Pilot;
  /** The entry that is put right; a new one otherwise. */
  corrects?: Use;
  took: (answer: Running) => void;
  onClose: () => void;
}

/** What was used on one day: people, money or a place; or the same, put right. */
export function UseForm({ pilot, corrects, took, onClose }: Props) {
  const { t } = useLingui();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (corrects) first.current?.focus();
  }, [corrects]);
  const form = useForm({
    start: corrects ? asTyped(corrects) : { ...EMPTY, used_on: today() },
    send: ({ kind, amount, place, outside, used_on, note }, key) => {
      const what =
        kind === "place" ? { place, outside: outside === "yes" } : { amount: wholeNumber(amount), outside: false };
      const named = corrects ? { corrects: corrects.id } : {};
      return enterUse(pilot.id, { kind: kind as Use["kind"], used_on, note, ...what, ...named }, key);
    },
    done: took,
  });
  const { kind } = form.values;
  const currency = currencyOf(pilot.organisation.country);
  const more = kind === "money" ? t`How much more?` : t`How many more?`;
  const really = kind === "money" ? t`How much was it really?` : t`How many were they really?`;
  const amountLabel = corrects ? really : more;
  return (
    <FormFrame
      form={form}
      labels={{
        kind: t`What`,
        amount: t`How many`,
        place: t`Place`,
        outside: t`Agreed`,
        used_on: t`Day`,
        note: t`Note`,
      }}
    >
      {corrects ? null : (
        <Choice
          {...form.field("kind")}
          label={t`What was used?`}
          options={[
            { value: "people", label: t`People` },
            { value: "money", label: t`Money` },
            { value: "place", label: t`Place` },
          ]}
        />
      )}
      {kind === "place" ? (
        <>
          <Field {...form.field("place")} ref={first} label={t`Where was it tried?`} maxLength={200} />
          <Choice
            {...form.field("outside")}
            label={t`Is that within “${pilot.place}”?`}
            options={[
              { value: "no", label: t`Yes, as agreed` },
              { value: "yes", label: t`No, outside of it` },
            ]}
          />
        </>
      ) : (
        <Field
          {...form.field("amount")}
          ref={first}
          label={amountLabel}
          hint={corrects ? t`0 where it was nothing at all.` : null}
          aside={kind === "money" ? `(${currency})` : null}
          inputMode="numeric"
          autoComplete="off"
        />
      )}
      <Field {...form.field("used_on")} label={t`Day`} type="date" max={today()} />
      <Field {...form.field("note")} label={t`Note`} maxLength={300} />
      <FormActions form={form} onClose={onClose}>
        {corrects ? <Trans>Save the correction</Trans> : <Trans>Save</Trans>}
      </FormActions>
    </FormFrame>
  );
}

const asTyped = ({ kind, amount, place, outside, used_on, note }: Use) => ({
  kind: kind as string,
  amount: amount === null ? "" : String(amount),
  place,
  outside: outside ? "yes" : "no",
  used_on,
  note,
});
