import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import { timeWords } from "../../../lib/dates";
import { Button } from "../../../ui/Button";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { SavedDocument } from "../../../ui/SavedDocument";
import { type VersionCard, versionQuery, versionsQuery } from "./requests";

/** The numbered versions, newest first; each can be read as it was saved. */
export function Versions({ dotank, submitted }: { dotank: string; submitted: number | undefined }) {
  const heading = useId();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(versionsQuery(dotank));
  const [open, setOpen] = useState<VersionCard | null>(null);
  const versions = data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <section className="panel stack" data-gap="sm" aria-labelledby={heading}>
      <h2 className="title-sm" id={heading}>
        <Trans>Versions</Trans>
      </h2>
      {error ? <RefusalNotice error={error} /> : null}
      {data && versions.length === 0 ? (
        <p className="quiet">
          <Trans>None yet. A version keeps the document as it is now; the manager reads one of them.</Trans>
        </p>
      ) : null}
      <ol className="versions">
        {versions.map((version) => (
          <li key={version.id}>
            <p>
              <button type="button" className="link-button" onClick={() => setOpen(version)}>
                <Trans>Version {version.number}</Trans>
              </button>
              {version.number === submitted ? (
                <span className="quiet">
                  {" · "}
                  <Trans>submitted</Trans>
                </span>
              ) : null}
            </p>
            <p className="quiet small">
              {version.saved_by.name} · {timeWords(version.created_at)}
            </p>
          </li>
        ))}
      </ol>
      {hasNextPage ? (
        <Button look="tertiary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
          <Trans>Older versions</Trans>
        </Button>
      ) : null}
      {open ? <ReadVersion card={open} onClose={() => setOpen(null)} /> : null}
    </section>
  );
}

function ReadVersion({ card, onClose }: { card: VersionCard; onClose: () => void }) {
  const { t } = useLingui();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const { data, error } = useQuery(versionQuery(card.id));
  useEffect(() => dialog.current?.showModal(), []);
  const when = timeWords(card.created_at);
  return (
    <dialog ref={dialog} className="dialog reading" aria-labelledby={heading} onClose={onClose}>
      <div className="stack">
        <header className="row" data-spread>
          <div>
            <h2 className="title-md" id={heading} tabIndex={-1}>
              <Trans>Version {card.number}</Trans>
            </h2>
            <p className="quiet small">
              <Trans>
                Saved by {card.saved_by.name} on {when}. It stays as it is.
              </Trans>
            </p>
          </div>
          <Button look="secondary" onClick={() => dialog.current?.close()}>
            <Trans>Close</Trans>
          </Button>
        </header>
        {error ? <RefusalNotice error={error} /> : null}
        {data ? <SavedDocument html={data.html} /> : null}
        {data || error ? null : <p role="status">{t`Loading…`}</p>}
      </div>
    </dialog>
  );
}
