import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Button } from "../../ui/Button";
import { Choice, Field } from "../../ui/Field";
import { FormFrame, useForm } from "../../ui/useForm";
import { dayFromNow } from "./days";
import { askWave, type NextWave, nextWaveQuery } from "./waves";

/** Whom to ask next, all at once, and what that does to the chance that enough people join. */
export function NextWaveForm({
  id,
  onDone,
  onClose,
}: {
  id: string;
  onDone: (words: string) => void;
  onClose: () => void;
}) {
  const { data: wave } = useSuspenseQuery(nextWaveQuery(id));
  return (
    <div className="panel stack" data-gap="sm">
      <h3 className="title-sm">
        <Trans>The next wave</Trans>
      </h3>
      <p>{wave.words}</p>
      <Chance wave={wave} />
      {wave.advice === "ask" ? (
        <AskThem id={id} wave={wave} onDone={onDone} onClose={onClose} />
      ) : (
        <div className="actions">
          <Button look="secondary" onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}

function Chance({ wave }: { wave: NextWave }) {
  const now = Math.round(wave.chance * 10);
  const then = Math.round(wave.chance_after * 10);
  return (
    <p className="quiet small">
      {plural(wave.accepted, { one: "# person is in", other: "# people are in" })},{" "}
      {plural(wave.waiting, { one: "# has not answered yet", other: "# have not answered yet" })}.{" "}
      {wave.advice === "ask" ? (
        <Trans>
          The chance that enough join is now about {now} in 10, and then about {then} in 10.
        </Trans>
      ) : (
        <Trans>The chance that enough join is about {now} in 10.</Trans>
      )}
    </p>
  );
}

function AskThem({
  id,
  wave,
  onDone,
  onClose,
}: {
  id: string;
  wave: NextWave;
  onDone: (words: string) => void;
  onClose: () => void;
}) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const form = useForm({
    start: { people: wave.asks.map((ask) => ask.person.id), reply_by: dayFromNow(7) },
    send: (values, key) => askWave(id, values, key),
    done: (_dotank, values) => {
      void queries.invalidateQueries({ queryKey: ["dotank", id] });
      const count = values.people.length;
      onDone(plural(count, { one: "# colleague has been asked.", other: "# colleagues have been asked." }));
    },
  });
  return (
    <FormFrame form={form} labels={{ people: t`Colleagues`, reply_by: t`Answer by` }}>
      <Choice
        several
        {...form.field("people")}
        label={t`Whom do you ask?`}
        options={wave.asks.map(({ person, reasons, instead_of: other }) => ({
          value: person.id,
          label: [person.name, person.organisation].filter(Boolean).join(", "),
          hint: [other ? t`Takes the seat of ${other.name}, should they say no.` : "", ...reasons]
            .filter(Boolean)
            .join(" "),
        }))}
      />
      <Field {...form.field("reply_by")} type="date" min={dayFromNow(0)} label={t`Answer by`} />
      <div className="actions">
        <Button type="submit" busy={form.sending}>
          <Trans>Ask them</Trans>
        </Button>
        <Button look="secondary" onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
      </div>
    </FormFrame>
  );
}
