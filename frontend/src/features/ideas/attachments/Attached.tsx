import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { fileSize } from "../../../lib/numbers";
import { AskReason } from "../../../ui/AskReason";
import type { Problem } from "../problems";
import { takeAttachmentAway } from "./requests";
import { useAttachmentName } from "./words";

/** The photos and documents of a problem, as everybody who reads it sees them. */
export function Attached({ problem }: { problem: Problem }) {
  const { t, i18n } = useLingui();
  const name = useAttachmentName();
  const queries = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  if (problem.attachments.length === 0) return null;
  return (
    <section>
      <h2 className="title-sm" ref={heading} tabIndex={-1}>
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
              {one.abilities.take_away ? (
                <AskReason
                  verb={t`Remove ${called}`}
                  title={t`Remove ${called}?`}
                  hint={t`The poster reads it. For example: A resident can be known on it.`}
                  look="tertiary"
                  send={(reason) => takeAttachmentAway(one.id, reason)}
                  done={() => {
                    for (const key of ["problem", "triage", "trail"])
                      void queries.invalidateQueries({ queryKey: [key] });
                    heading.current?.focus();
                  }}
                >
                  <p>
                    <Trans>It goes for everybody, and from our disks. This cannot be undone.</Trans>
                  </p>
                </AskReason>
              ) : null}
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
