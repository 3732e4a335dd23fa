import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useId, useState } from "react";
import { timeWords } from "../../../lib/dates";
import { Button } from "../../../ui/Button";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { type DoTank, type VersionCard, versionsQuery } from "./requests";

const ReadVersion = lazy(() => import("./history/ReadVersion"));

/** The numbered versions, newest first; each can be read, called something, compared and brought back. */
export function Versions({ dotank: { id: dotank, abilities }, submitted }: { dotank: DoTank; submitted?: number }) {
  const { t, i18n } = useLingui();
  const names = new Intl.ListFormat(i18n.locale, { type: "conjunction" });
  const heading = useId();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(versionsQuery(dotank));
  const [open, setOpen] = useState<VersionCard | null>(null);
  const [said, setSaid] = useState("");
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
            {version.called ? <p className="versions__name">{version.called.name}</p> : null}
            <p className="quiet small">
              <Trans>
                Saved by {version.saved_by.name} · {timeWords(version.created_at)}
              </Trans>
            </p>
            {version.written_by.length > 0 ? (
              <p className="quiet small">
                <Trans>Written by {names.format(version.written_by)}</Trans>
              </p>
            ) : null}
            {version.restored_from ? (
              <p className="quiet small">
                <Trans>Brought back from version {version.restored_from}</Trans>
              </p>
            ) : null}
            <p className="small">
              <Link to="/dotanks/$id/room" params={{ id: dotank }} search={{ middle: "compare", at: version.id }}>
                <Trans>
                  What has changed since<span className="ds-sr-only"> version {version.number}</span>
                </Trans>
              </Link>
            </p>
          </li>
        ))}
      </ol>
      {hasNextPage ? (
        <Button look="tertiary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
          <Trans>Older versions</Trans>
        </Button>
      ) : null}
      <p role="status" className="small">
        {said}
      </p>
      {open ? (
        <Suspense>
          <ReadVersion
            dotank={dotank}
            card={versions.find((one) => one.id === open.id) ?? open}
            mayRestore={abilities.save_version}
            onRestored={({ number, restored_from }) =>
              setSaid(restored_from ? t`Saved as version ${number}.` : t`The document says this already.`)
            }
            onClose={() => setOpen(null)}
          />
        </Suspense>
      ) : null}
    </section>
  );
}
