import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { Button } from "./Button";
import { ConfirmDialog } from "./ConfirmDialog";
import { TextArea } from "./Field";
import { FormFrame, useForm } from "./useForm";

interface Props<Answer> {
  /** The verb on the button: "Take the role back". */
  verb: string;
  /** Names the thing: "Take the role of Max Manager back?" */
  title: string;
  /** Where the reason goes: who reads it. */
  hint: string;
  send: (reason: string) => Promise<Answer>;
  done: (answer: Answer) => void;
  look?: "secondary" | "tertiary";
  /** What is written, where it is no reason. */
  label?: string;
  /** A step that takes something away. */
  danger?: boolean;
  children?: ReactNode;
}

/** A step that cannot be undone and that somebody reads the reason of: asks once, for that. */
export function AskReason<Answer>({
  verb,
  title,
  hint,
  send,
  done,
  look = "secondary",
  label,
  danger = true,
  children,
}: Props<Answer>) {
  const { t } = useLingui();
  const asked = label ?? t`Reason`;
  const [open, setOpen] = useState(false);
  const form = useForm({
    start: { reason: "" },
    send: ({ reason }) => send(reason),
    done: (answer: Answer) => {
      setOpen(false);
      done(answer);
    },
  });
  return (
    <>
      <Button look={look} tone="neutral" onClick={() => setOpen(true)}>
        {verb}
      </Button>
      <ConfirmDialog
        open={open}
        title={title}
        confirm={verb}
        danger={danger}
        busy={form.sending}
        onConfirm={() => void form.submit()}
        onClose={() => setOpen(false)}
      >
        {children}
        <FormFrame form={form} labels={{ reason: asked }}>
          <TextArea {...form.field("reason")} label={asked} hint={hint} maxLength={1000} rows={2} />
        </FormFrame>
      </ConfirmDialog>
    </>
  );
}
