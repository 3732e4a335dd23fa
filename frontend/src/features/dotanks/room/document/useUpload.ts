import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { components } from "../../../../api/schema";
import { MOST_BYTES, sendFile } from "../../../../api/upload";
import { RefusalError } from "../../../../lib/refusal";

type Attachment = components["schemas"]["RoomAttachmentAnswer"];

interface Sending {
  name: string;
  part: number;
}

/**
 * Sends files to the room one after the other; says how far the one on its way is, and why one was refused.
 * `begin` is asked at once what is to be done with them when they have arrived.
 */
export function useUpload(room: string, begin: () => (attachment: Attachment) => void) {
  const { t } = useLingui();
  const [sending, setSending] = useState<Sending | null>(null);
  const [refused, setRefused] = useState<{ name: string; error: unknown } | null>(null);

  async function send(files: readonly File[]) {
    setRefused(null);
    const done = begin();
    for (const file of files) {
      setSending({ name: file.name, part: 0 });
      try {
        if (file.size > MOST_BYTES)
          throw new RefusalError(413, { detail: t`The file is larger than 20 MB. Send a smaller copy of it.` });
        const address = `/api/rooms/${room}/attachments/`;
        done(
          await sendFile<Attachment>(address, file, crypto.randomUUID(), (part) =>
            setSending({ name: file.name, part }),
          ),
        );
      } catch (error) {
        setRefused({ name: file.name, error });
      } finally {
        setSending(null);
      }
    }
  }
  return { send, sending, refused, forget: () => setRefused(null) };
}
