import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { components } from "../../../../api/schema";
import { sendFile } from "../../../../api/upload";
import { timeWords } from "../../../../lib/dates";
import { RefusalError } from "../../../../lib/refusal";
import { Button } from "../../../../ui/Button";
import { ConfirmDialog } from "../../../../ui/ConfirmDialog";
import { RefusalNotice } from "../../../../ui/RefusalNotice";

type Preview = components["schemas"]["ArchivePreview"];
type Counts = components["schemas"]["ArchiveCounts"];

const MOST_BYTES = 200 * 1024 * 1024;

/** Brings an archive of another room into this one, after a look at what is in it; nothing here is replaced. */
export default function BringIn({ room }: { room: string }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const key = useRef("");
  const [file, setFile] = useState<File | null>(null);
  const [part, setPart] = useState(0);
  const [said, setSaid] = useState("");
  const address = `/api/rooms/${room}/archive/`;
  const look = useMutation({
    mutationFn: (chosen: File) => {
      if (chosen.size > MOST_BYTES)
        throw new RefusalError(413, { detail: t`The file is larger than 200 MB. A room takes no archive so large.` });
      return sendFile<Preview>(`${address}preview/`, chosen, crypto.randomUUID(), setPart);
    },
  });
  const bring = useMutation({
    mutationFn: (chosen: File) => sendFile<Counts>(address, chosen, key.current, setPart),
    onSuccess: () => {
      close();
      setSaid(t`The archive is in the room now.`);
      void queries.invalidateQueries();
    },
  });

  function choose(chosen: File | undefined) {
    if (!chosen) return;
    // The same file may be chosen again after it was changed.
    if (input.current) input.current.value = "";
    key.current = crypto.randomUUID();
    setSaid("");
    setPart(0);
    setFile(chosen);
    bring.reset();
    look.mutate(chosen);
  }

  function close() {
    setFile(null);
    look.reset();
  }

  const found = look.data;
  const percent = Math.round(part * 100);
  const underWay = look.isPending || bring.isPending;
  return (
    <div className="stack" data-gap="xs">
      <Button look="secondary" busy={underWay} onClick={() => input.current?.click()}>
        <Trans>Bring in an archive</Trans>
      </Button>
      <p className="quiet small">
        <Trans>From another room, here or elsewhere. You see what is in it first.</Trans>
      </p>
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip"
        className="ds-sr-only"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => choose(event.target.files?.[0])}
      />
      <p role="status" className="small">
        {look.isPending
          ? percent < 100
            ? t`Sending the archive: ${percent} %`
            : t`Looking into the archive…`
          : bring.isPending
            ? t`Bringing it in…`
            : said}
      </p>
      {look.error ? <RefusalNotice error={look.error} /> : null}
      {found && file ? (
        <ConfirmDialog
          open
          title={t`Bring in “${found.title}”?`}
          confirm={t`Bring it in`}
          busy={bring.isPending}
          onConfirm={() => bring.mutate(file)}
          onClose={close}
        >
          <p className="quiet small">
            <Trans>The archive was made on {timeWords(found.made_at)}. This is in it:</Trans>
          </p>
          <ul className="archive-holds">
            {holds(found.counts).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p>
            {found.adds_after ? (
              <Trans>It is added to what is here. Its text comes after yours, and nothing is replaced.</Trans>
            ) : (
              <Trans>It is added to what is here. The document here is empty, so its text fills it.</Trans>
            )}
          </p>
          <p className="quiet small">
            <Trans>
              People in it stay names: nobody is invited, told or assigned. Open polls come as drafts, without votes.
            </Trans>
          </p>
          {bring.error ? <RefusalNotice error={bring.error} /> : null}
        </ConfirmDialog>
      ) : null}
    </div>
  );
}

/** What there is, in words; what there is none of is left out. */
function holds(counts: Counts): string[] {
  const { words, pictures, versions, boards, notes, messages, comments, polls, decisions, sessions } = counts;
  const onBoards = plural(notes, { one: "# note", other: "# notes" });
  const lines: [number, string][] = [
    [words, plural(words, { one: "a document of # word", other: "a document of # words" })],
    [versions, plural(versions, { one: "# named version", other: "# named versions" })],
    [pictures, plural(pictures, { one: "# picture", other: "# pictures" })],
    [boards, `${plural(boards, { one: "# board", other: "# boards" })} (${onBoards})`],
    [messages, plural(messages, { one: "# chat message", other: "# chat messages" })],
    [comments, plural(comments, { one: "# comment", other: "# comments" })],
    [polls, plural(polls, { one: "# poll", other: "# polls" })],
    [decisions, plural(decisions, { one: "# decision", other: "# decisions" })],
    [sessions, plural(sessions, { one: "# record of a session", other: "# records of sessions" })],
  ];
  return lines.filter(([count]) => count > 0).map(([, line]) => line);
}
