import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../../ui/Button";
import { ConfirmDialog } from "../../../ui/ConfirmDialog";
import { Choice, Field } from "../../../ui/Field";
import { SearchField } from "../../../ui/SearchField";
import { FormFrame, useForm } from "../../../ui/useForm";
import { organisationsQuery } from "../organisations/requests";
import { type Employment, moveEmployer } from "./requests";

interface Props {
  /** Other organisations at whose domain I have a verified address. */
  proved: Employment["proved"];
  onMoved: (answer: Employment) => void;
}

/** I changed jobs: the account stays, everything of the old job ends. */
export function Move({ proved, onMoved }: Props) {
  const { t } = useLingui();
  const [q, setQ] = useState("");
  const [asking, setAsking] = useState(false);
  const { data } = useInfiniteQuery({ ...organisationsQuery({ q }), enabled: q !== "" });
  const found = q === "" ? [] : (data?.pages[0]?.results ?? []).slice(0, 8);
  const offered = [...proved, ...found.filter((one) => !proved.some((other) => other.id === one.id))];
  const form = useForm({
    start: { organisation: "", job_title: "" },
    send: (values, key) => moveEmployer(values, key),
    done: (answer: Employment) => {
      setAsking(false);
      onMoved(answer);
    },
    refused: () => {
      setAsking(false);
      return false;
    },
  });
  const chosen = offered.find((one) => one.id === form.values.organisation);
  const labels = { organisation: t`New organisation`, job_title: t`What you do there` };
  return (
    <section className="stack" data-gap="sm" aria-labelledby="move">
      <h2 className="title-md" id="move">
        <Trans>I work somewhere else now</Trans>
      </h2>
      <p>
        <Trans>
          Your account stays as it is. Your roles at your old organisation end. Once you have an address at the new one,
          those of the old one no longer open your account.
        </Trans>
      </p>
      <SearchField label={t`Look for your new organisation`} value={q} onSearch={setQ} />
      {q !== "" && data && found.length === 0 ? (
        <p role="status">
          <Trans>No organisation of the network is called like that.</Trans>
        </p>
      ) : null}
      {offered.length > 0 ? (
        <FormFrame form={form} labels={labels}>
          <Choice
            {...form.field("organisation")}
            label={labels.organisation}
            options={offered.map((one) => ({
              value: one.id,
              label: one.name,
              hint: proved.some((other) => other.id === one.id)
                ? t`You have a confirmed address there: you move at once.`
                : t`Somebody there must confirm it first.`,
            }))}
          />
          <Field {...form.field("job_title")} label={labels.job_title} aside={t`(optional)`} maxLength={120} />
          <div className="actions">
            <Button look="secondary" busy={form.sending} onClick={() => (chosen ? setAsking(true) : form.submit())}>
              <Trans>I work there now</Trans>
            </Button>
          </div>
          <ConfirmDialog
            open={asking}
            title={t`Leave your old organisation for ${chosen?.name ?? ""}?`}
            confirm={t`Yes, I work there now`}
            busy={form.sending}
            onConfirm={() => void form.submit()}
            onClose={() => setAsking(false)}
          >
            <p>
              <Trans>
                Your roles there end, and nobody there decides in your name any more. This cannot be undone.
              </Trans>
            </p>
          </ConfirmDialog>
        </FormFrame>
      ) : null}
    </section>
  );
}
