import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "../../../ui/Button";
import { ConfirmDialog } from "../../../ui/ConfirmDialog";
import { Choice, TextArea } from "../../../ui/Field";
import { FormFrame, useForm } from "../../../ui/useForm";
import { type ReportBody, report } from "./conversation";

interface Props {
  about: { problem: string } | { comment: string };
  title: string;
}

/** Asks the coordinators to look at something; nobody learns who asked. */
export function ReportIt({ about, title }: Props) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const [sent, setSent] = useState(false);
  const form = useForm({
    start: { reason: "names_somebody", words: "" },
    send: (body, key) => report(about, body as ReportBody, key),
    done: () => {
      setOpen(false);
      setSent(true);
    },
  });
  return (
    <>
      <span role="status" className="small quiet">
        {sent ? <Trans>Reported. A coordinator looks at it.</Trans> : null}
      </span>
      {sent ? null : (
        <Button look="tertiary" tone="neutral" onClick={() => setOpen(true)}>
          {"problem" in about ? <Trans>Report this problem</Trans> : <Trans>Report</Trans>}
        </Button>
      )}
      <ConfirmDialog
        open={open}
        title={title}
        confirm={t`Report it`}
        busy={form.sending}
        onConfirm={() => void form.submit()}
        onClose={() => setOpen(false)}
      >
        <p>
          <Trans>A coordinator looks at it. Nobody learns who asked, not even the coordinator.</Trans>
        </p>
        <FormFrame form={form} labels={{ reason: t`What is wrong with it?`, words: t`In your words` }}>
          <Choice
            {...form.field("reason")}
            label={t`What is wrong with it?`}
            options={[
              { value: "names_somebody", label: t`It names somebody, or a resident can be recognised` },
              { value: "hurts", label: t`It insults or threatens` },
              { value: "off_topic", label: t`It has nothing to do with the problem` },
              { value: "other", label: t`Something else` },
            ]}
          />
          <TextArea {...form.field("words")} label={t`In your words`} aside={t`(optional)`} maxLength={1000} rows={2} />
        </FormFrame>
      </ConfirmDialog>
    </>
  );
}
