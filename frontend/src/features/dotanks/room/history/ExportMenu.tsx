import { Trans } from "@lingui/react/macro";
import { lazy, Suspense, useId } from "react";
import { useForms } from "./forms";

const BringIn = lazy(() => import("./BringIn"));

/** The document as a file, in the forms in which people go on with it, and the whole room as one archive. */
export function ExportMenu({ room, mayWrite }: { room: string; mayWrite: boolean }) {
  const heading = useId();
  const whole = useId();
  const forms = useForms();
  return (
    <details className="panel export-menu">
      <summary>{mayWrite ? <Trans>Download and bring in</Trans> : <Trans>Download</Trans>}</summary>
      <h3 id={heading}>
        <Trans>Download the document</Trans>
      </h3>
      <ul aria-labelledby={heading}>
        {forms.map(({ form, name, use }) => (
          <li key={form}>
            <a href={`/api/rooms/${room}/document/${form}/`} download>
              {name}
            </a>
            <p className="quiet small">{use}</p>
          </li>
        ))}
      </ul>
      <h3 id={whole}>
        <Trans>The whole room</Trans>
      </h3>
      <ul aria-labelledby={whole}>
        <li>
          <a href={`/api/rooms/${room}/archive/`} download>
            <Trans>One archive (ZIP)</Trans>
          </a>
          <p className="quiet small">
            <Trans>
              Document, named versions, boards, chat, comments, decisions, session records and pictures. Names of people
              are in it; who voted what is not.
            </Trans>
          </p>
        </li>
        {mayWrite ? (
          <li>
            <Suspense fallback={null}>
              <BringIn room={room} />
            </Suspense>
          </li>
        ) : null}
      </ul>
    </details>
  );
}
