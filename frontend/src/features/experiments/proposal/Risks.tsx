import { Trans, useLingui } from "@lingui/react/macro";
import { dateWords } from "../../../lib/dates";
import { Status, type Tone } from "../../../ui/Status";
import type { Proposal } from "./requests";

type Required = Proposal["required"][number];

/** The few questions with the team's answers, and whose sign-offs they ask for. */
export function Risks({ proposal }: { proposal: Proposal }) {
  return (
    <section className="stack" data-gap="sm" aria-labelledby="risks">
      <h2 className="title-md" id="risks">
        <Trans>Risks, and whose sign-off they ask for</Trans>
      </h2>
      <ul className="risks">
        {proposal.submission.risks.map(({ risk, words, yes, asks_for }) => (
          <li key={risk} data-yes={yes || undefined}>
            <span>{words}</span> <strong>{yes ? <Trans>Yes</Trans> : <Trans>No</Trans>}</strong>
            {yes ? <span className="quiet small"> → {asks_for.join(", ")}</span> : null}
          </li>
        ))}
      </ul>
      <table className="sign-offs">
        <caption>
          <Trans>The sign-offs it needs</Trans>
        </caption>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Whose</Trans>
            </th>
            <th scope="col">
              <Trans>Where it stands</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {proposal.required.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {one.kind_words}
                <span className="quiet small"> {one.organisation.name}</span>
              </th>
              <td>
                <Standing required={one} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Standing({ required }: { required: Required }) {
  const { t } = useLingui();
  const day = required.due_on ? dateWords(required.due_on) : "";
  const answered: Record<NonNullable<Required["decision"]>, [Tone, string]> = {
    signed_off: required.given ? ["good", t`Signed off`] : ["quiet", t`Withdrawn`],
    sent_back: ["partly", t`Sent back`],
    declined: ["bad", t`Declined`],
  };
  const [tone, words]: [Tone, string] = required.decision
    ? answered[required.decision]
    : required.turn_at === null
      ? ["quiet", t`Waits for the others`]
      : required.overdue
        ? ["bad", t`Overdue since ${day}`]
        : ["now", t`Asked, due ${day}`];
  return <Status tone={tone}>{words}</Status>;
}
