import { Trans, useLingui } from "@lingui/react/macro";
import { fileSize } from "../../../lib/numbers";
import type { Problem } from "../problems";
import { useAttachmentName } from "./words";

/** The photos and documents of a problem, as everybody who reads it sees them. */
export function Attached({ problem }: { problem: Problem }) {
  const { t, i18n } = useLingui();
  const name = useAttachmentName();
  if (problem.attachments.length === 0) return null;
  return (
    <section>
      <h2 className="title-sm">
        <Trans>Photos and documents</Trans>
      </h2>
      <ul className="attachments">
        {problem.attachments.map((one) => {
          const called = name(one);
          return (
            <li key={one.id}>
              {one.kind === "photo" ? (
                <a href={one.file} target="_blank" rel="noreferrer">
                  <img
                    src={one.file}
                    width={one.width ?? undefined}
                    height={one.height ?? undefined}
                    loading="lazy"
                    alt={one.description || t`${called}, not described`}
                    lang={one.description ? problem.language : undefined}
                  />
                </a>
              ) : (
                <>
                  <a href={one.file} download lang={one.description ? problem.language : undefined}>
                    {one.description || called}
                  </a>{" "}
                  <span className="quiet small">PDF, {fileSize(one.size, i18n.locale)}</span>
                </>
              )}
              {one.waits ? (
                <p className="quiet small">
                  <Trans>Only you see it now. Others see it within the hour.</Trans>
                </p>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
