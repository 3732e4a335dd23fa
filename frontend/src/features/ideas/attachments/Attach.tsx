import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import { MOST_BYTES } from "../../../api/upload";
import { RefusalError } from "../../../lib/refusal";
import { Button } from "../../../ui/Button";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { type Problem, problemQuery } from "../problems";
import { AttachmentEntry } from "./AttachmentEntry";
import { type Attachment, addAttachment } from "./requests";
import { useAttachmentName } from "./words";

const MOST = 6;
const PHOTOS = "image/jpeg,image/png,image/webp";

interface Props {
  /** The problem on the server; "" while there is none. */
  id: string;
  byName: boolean;
  /** Whether the server can keep the problem by now. */
  ready: boolean;
  /** Has the problem kept by the server as it is on the screen. */
  save: () => Promise<Problem>;
}

interface Failure {
  file: File;
  key: string;
  error: unknown;
}

/** Photos and documents of my own problem: adding some, saying what they show, taking them away. */
export function Attach({ id, byName, ready, save }: Props) {
  const { t } = useLingui();
  const name = useAttachmentName();
  const queries = useQueryClient();
  const { data: problem } = useQuery({ ...problemQuery(id), enabled: id !== "" });
  const [sending, setSending] = useState<{ name: string; part: number } | null>(null);
  const [failures, setFailures] = useState<Failure[]>([]);
  const [said, setSaid] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const frame = useRef<HTMLFieldSetElement>(null);
  const made = useId();
  const attachments = problem?.attachments ?? [];
  const file = sending?.name ?? "";

  const change = (problemId: string, changed: (before: Attachment[]) => Attachment[]) =>
    queries.setQueryData<Problem>(
      problemQuery(problemId).queryKey,
      (before) => before && { ...before, attachments: changed(before.attachments) },
    );

  const send = async ({ file, key }: Pick<Failure, "file" | "key">) => {
    setSaid("");
    setSending({ name: file.name, part: 0 });
    try {
      if (file.size > MOST_BYTES)
        throw new RefusalError(413, { detail: t`The file is larger than 20 MB. Send a smaller copy of it.` });
      const { id: kept } = await save();
      const added = await addAttachment(kept, file, key, (part) => setSending({ name: file.name, part }));
      change(kept, (before) => [...before.filter((one) => one.id !== added.id), added]);
      const called = name(added);
      setSaid(t`${called} is added. Say what it shows.`);
    } catch (error) {
      setFailures((before) => [...before, { file, key, error }]);
    } finally {
      setSending(null);
    }
  };
  const sendAll = async (chosen: readonly File[]) => {
    setFailures([]);
    for (const file of chosen) await send({ file, key: crypto.randomUUID() });
  };

  const mayAdd = problem?.abilities.attach ?? true;
  return (
    <fieldset className="attach stack" data-gap="sm" ref={frame} tabIndex={-1}>
      <legend>
        <Trans>Photos and documents</Trans>{" "}
        <span className="quiet field-aside">
          <Trans>(optional)</Trans>
        </span>
      </legend>
      {mayAdd ? (
        <p className="field-hint">
          <Trans>
            At most six photos, up to 20 MB each. Place, time and the name of the file are removed. Show no resident, no
            colleague and no name.
          </Trans>{" "}
          {byName ? (
            <Trans>PDF documents too; they stay as they are.</Trans>
          ) : (
            <Trans>No documents: they can tell who made them.</Trans>
          )}
        </p>
      ) : null}
      {attachments.length > 0 ? (
        <ul className="attach__entries">
          {attachments.map((one) => (
            <AttachmentEntry
              key={one.id}
              attachment={one}
              language={problem?.language}
              onChanged={(now) => change(id, (before) => before.map((other) => (other.id === now.id ? now : other)))}
              onRemoved={() => {
                change(id, (before) => before.filter((other) => other.id !== one.id));
                const called = name(one);
                setSaid(t`${called} is removed.`);
                frame.current?.focus();
              }}
            />
          ))}
        </ul>
      ) : null}
      {failures.map(({ file, key, error }) => (
        <div key={key} className="stack" data-gap="xs">
          <p className="small">{file.name}</p>
          <RefusalNotice
            error={error}
            again={
              error instanceof RefusalError && error.mayWorkLater
                ? () => {
                    setFailures((before) => before.filter((one) => one.key !== key));
                    void send({ file, key });
                  }
                : undefined
            }
          />
        </div>
      ))}
      {sending ? (
        <p className="stack" data-gap="xs">
          <label htmlFor={`${made}-progress`} className="small">
            {sending.part < 1 ? t`Sending ${file}` : t`${file} has arrived and is being looked at`}
          </label>
          <progress id={`${made}-progress`} value={sending.part < 1 ? sending.part : undefined} max={1} />
        </p>
      ) : null}
      {mayAdd && !ready ? (
        <p className="quiet small">
          <Trans>You can add photos as soon as there is a title and what happens.</Trans>
        </p>
      ) : null}
      {mayAdd && ready && attachments.length < MOST ? (
        <div>
          <input
            ref={input}
            type="file"
            hidden
            multiple
            accept={byName ? `${PHOTOS},application/pdf` : PHOTOS}
            onChange={(event) => {
              const chosen = [...(event.target.files ?? [])];
              event.target.value = "";
              void sendAll(chosen);
            }}
          />
          <Button look="secondary" busy={sending !== null} onClick={() => input.current?.click()}>
            {byName ? <Trans>Add photos or documents</Trans> : <Trans>Add photos</Trans>}
          </Button>
        </div>
      ) : null}
      <p role="status" className={sending ? "ds-sr-only" : "quiet small"}>
        {sending ? t`Sending ${file}` : said}
      </p>
    </fieldset>
  );
}
