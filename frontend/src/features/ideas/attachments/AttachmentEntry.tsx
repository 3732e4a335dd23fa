import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../../ui/Button";
import { ConfirmDialog } from "../../../ui/ConfirmDialog";
import { Field } from "../../../ui/Field";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { SaveState } from "../../../ui/SaveState";
import { type Attachment, describeAttachment, removeAttachment } from "./requests";
import { useAttachmentName } from "./words";

const PAUSE = 1000;

interface Props {
  attachment: Attachment;
  language: string | undefined;
  onChanged: (now: Attachment) => void;
  onRemoved: () => void;
}

/** One photo or document of mine: what it shows, in words that are kept as they are typed, and the way to remove it. */
export function AttachmentEntry({ attachment, language, onChanged, onRemoved }: Props) {
  const { t } = useLingui();
  const name = useAttachmentName()(attachment);
  const [words, setWords] = useState(attachment.description);
  const [asked, setAsked] = useState(false);
  const describe = useMutation({
    mutationFn: (description: string) => describeAttachment(attachment.id, description),
    onSuccess: onChanged,
  });
  const remove = useMutation({
    mutationFn: () => removeAttachment(attachment.id),
    onSuccess: onRemoved,
    onSettled: () => setAsked(false),
  });
  const kept = useRef(attachment.description);
  const keep = () => {
    if (kept.current === words) return;
    kept.current = words;
    describe.mutate(words);
  };
  const latest = useRef(keep);
  latest.current = keep;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each word typed begins the pause anew
  useEffect(() => {
    const timer = setTimeout(() => latest.current(), PAUSE);
    return () => clearTimeout(timer);
  }, [words]);
  useEffect(() => () => latest.current(), []);

  return (
    <li className="attach__entry">
      {attachment.kind === "photo" ? <img src={attachment.file} alt="" /> : <span aria-hidden="true">PDF</span>}
      <div className="stack" data-gap="xs">
        {attachment.abilities.describe ? (
          <Field
            onBlur={keep}
            name={`description-${attachment.number}`}
            value={words}
            onChange={setWords}
            label={t`${name}: what does it show?`}
            hint={t`For whoever does not see it. For example: The form with three fields for a signature`}
            maxLength={300}
            lang={language}
          />
        ) : (
          <p>
            <strong>{name}</strong> <span lang={language}>{attachment.description}</span>
          </p>
        )}
        <div className="row">
          {attachment.abilities.remove ? (
            <Button look="tertiary" tone="neutral" onClick={() => setAsked(true)}>
              <Trans>Remove {name}</Trans>
            </Button>
          ) : null}
          {describe.isPending ? <SaveState state="saving" /> : describe.isSuccess ? <SaveState state="saved" /> : null}
        </div>
        {describe.error ? <RefusalNotice error={describe.error} again={() => describe.mutate(words)} /> : null}
        {remove.error ? <RefusalNotice error={remove.error} /> : null}
      </div>
      <ConfirmDialog
        open={asked}
        title={t`Remove ${name}?`}
        confirm={t`Remove ${name}`}
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsked(false)}
      >
        <p>
          <Trans>It goes for everybody, and from our disks. This cannot be undone.</Trans>
        </p>
      </ConfirmDialog>
    </li>
  );
}
