import { Trans } from "@lingui/react/macro";
import { dateWords } from "../../../lib/dates";
import { HelpPromised } from "../../../ui/HelpPromised";
import { Status, type Tone } from "../../../ui/Status";
import type { Answered } from "./requests";

const TONES: Record<Answered["decision"], Tone> = { signed_off: "good", sent_back: "partly", declined: "bad" };

/** Every answer this proposal got, newest first, with its reason. */
export function Answers({ answers }: { answers: readonly Answered[] }) {
  if (answers.length === 0) return null;
  return (
    <section className="stack" data-gap="sm" aria-labelledby="answers">
      <h2 className="title-md" id="answers">
        <Trans>Answers so far</Trans>
      </h2>
      <ol className="answers">
        {answers.map((one) => (
          <li key={one.id} className="panel stack" data-gap="xs">
            <p className="row">
              <Status tone={one.withdrawn === null ? TONES[one.decision] : "quiet"}>{one.decision_words}</Status>
              <span className="quiet small">
                <Trans>
                  Version {one.version} · {one.manager.name} · {dateWords(one.at)}
                </Trans>{" "}
                · {one.kind_words}
                {one.on_behalf_of ? (
                  <>
                    {" "}
                    · <Trans>for {one.on_behalf_of.name}</Trans>
                  </>
                ) : null}
              </span>
            </p>
            <p className="proposal-text">{one.reason}</p>
            {one.help_promised ? (
              <p className="proposal-text">
                <strong>
                  <Trans>Help promised:</Trans>
                </strong>{" "}
                <HelpPromised {...one} />
              </p>
            ) : null}
            {one.conditions ? (
              <p className="proposal-text">
                <strong>
                  <Trans>Conditions:</Trans>
                </strong>{" "}
                {one.conditions}
              </p>
            ) : null}
            {one.withdrawn === null ? null : (
              <p className="notice" data-tone="bad">
                <strong>
                  <Trans>Withdrawn:</Trans>
                </strong>{" "}
                {one.withdrawn}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
