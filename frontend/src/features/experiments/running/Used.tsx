import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { dateWords, numberWords, today } from "../../../lib/dates";
import { Button } from "../../../ui/Button";
import { Choice, Field } from "../../../ui/Field";
import { FormActions } from "../../../ui/FormActions";
import { Status } from "../../../ui/Status";
import { FormFrame, useForm } from "../../../ui/useForm";
import { currencyOf, moneyWords } from "../pilot/numbers";
import type { Pilot } from "../pilot/requests";
import { enterUse, type Running } from "./requests";

interface Props {
  pilot: Pilot;
  running: Running;
  took: (answer: Running) => void;
}

/** People, money and places used against what was promised: bars with their numbers. */
export function Used({ pilot, running, took }: Props) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState("");
  const { used } = running;
  const money = (amount: number) => moneyWords(amount, pilot.organisation.country);
  return (
    <section className="panel stack" data-gap="sm" aria-labelledby="used">
      <h2 className="title-sm" id="used">
        <Trans>Used of the limits</Trans>
      </h2>
      <Bar name={t`People`} used={used.people} limit={pilot.people_limit} words={numberWords} />
      <Bar name={t`Money`} used={used.money} limit={pilot.money_limit} words={money} />
      {used.outside.length > 0 ? (
        <div className="stack" data-gap="xs">
          <Status tone="bad">
            <Trans>Outside the agreed place</Trans>
          </Status>
          <ul>
            {used.outside.map((place, number) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same place may stand there twice, in this order
              <li key={`${number}-${place}`}>{place}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <Entries pilot={pilot} running={running} />
      {pilot.abilities.enter_use ? (
        open ? (
          <UseForm
            pilot={pilot}
            onClose={() => setOpen(false)}
            took={(answer) => {
              setOpen(false);
              setSaid(
                answer.limits_left.length > 0
                  ? t`Saved. A limit is left: who leads and the manager were told.`
                  : t`Saved.`,
              );
              took(answer);
            }}
          />
        ) : (
          <Button
            look="secondary"
            onClick={() => {
              setSaid("");
              setOpen(true);
            }}
          >
            <Trans>Enter what was used</Trans>
          </Button>
        )
      ) : null}
      <p role="status" className="small">
        {said}
      </p>
    </section>
  );
}

interface BarProps {
  name: string;
  used: number;
  limit: number | null;
  words: (amount: number) => string;
}

function Bar({ name, used, limit, words }: BarProps) {
  const { t } = useLingui();
  if (limit === null) return null;
  const over = used > limit;
  const [so, most] = [words(used), words(limit)];
  return (
    <div className="days">
      <progress
        value={Math.min(used, limit)}
        max={Math.max(1, limit)}
        aria-label={name}
        data-over={over || undefined}
      />
      <p className="small row">
        <span>
          {name}: {t`${so} of ${most}`}
        </span>
        {over ? (
          <Status tone="bad">
            <Trans>Limit left</Trans>
          </Status>
        ) : null}
      </p>
    </div>
  );
}

function Entries({ pilot, running }: Pick<Props, "pilot" | "running">) {
  if (running.uses.length === 0) return null;
  const words = (use: Running["uses"][number]) =>
    use.kind === "place"
      ? use.place
      : use.kind === "money"
        ? moneyWords(use.amount ?? 0, pilot.organisation.country)
        : numberWords(use.amount ?? 0);
  return (
    <details className="series__table">
      <summary>
        <Trans>What was entered</Trans>
      </summary>
      <table className="ds-table">
        <caption className="ds-sr-only">
          <Trans>What was entered</Trans>
        </caption>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Day</Trans>
            </th>
            <th scope="col">
              <Trans>Used</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {running.uses.map((use) => (
            <tr key={use.id}>
              <th scope="row">{dateWords(use.used_on)}</th>
              <td>
                <UseKind kind={use.kind} />: {words(use)} <span className="quiet small">{use.note}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function UseKind({ kind }: { kind: Running["uses"][number]["kind"] }) {
  const { t } = useLingui();
  return <>{{ people: t`People`, money: t`Money`, place: t`Place` }[kind]}</>;
}

function UseForm({ pilot, took, onClose }: { pilot: Pilot; took: (answer: Running) => void; onClose: () => void }) {
  const { t } = useLingui();
  const form = useForm({
    start: { kind: "people", amount: "", place: "", outside: "no", used_on: today(), note: "" },
    send: ({ kind, amount, place, outside, used_on, note }, key) => {
      const plain = amount.replace(/[\s\u00a0\u202f]/g, "");
      const what =
        kind === "place"
          ? { place, outside: outside === "yes" }
          : { amount: (/^\d+$/.test(plain) ? Number(plain) : amount) as number, outside: false };
      return enterUse(pilot.id, { kind: kind as "people", used_on, note, ...what }, key);
    },
    done: took,
  });
  const { kind } = form.values;
  const currency = currencyOf(pilot.organisation.country);
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
      <Choice
        {...form.field("kind")}
        label={t`What was used?`}
        options={[
          { value: "people", label: t`People` },
          { value: "money", label: t`Money` },
          { value: "place", label: t`Place` },
        ]}
      />
      {kind === "place" ? (
        <>
          <Field {...form.field("place")} label={t`Where was it tried?`} maxLength={200} />
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
          label={kind === "money" ? t`How much more?` : t`How many more?`}
          aside={kind === "money" ? `(${currency})` : null}
          inputMode="numeric"
          autoComplete="off"
        />
      )}
      <Field {...form.field("used_on")} label={t`Day`} type="date" max={today()} />
      <Field {...form.field("note")} label={t`Note`} maxLength={300} />
      <FormActions form={form} onClose={onClose}>
        <Trans>Save</Trans>
      </FormActions>
    </FormFrame>
  );
}
