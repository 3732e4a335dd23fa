import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { DateWords } from "../../../ui/DateWords";
import { Missing } from "../../../ui/Missing";
import { SavedDocument } from "../../../ui/SavedDocument";
import { Risks } from "./Risks";
import { type Proposal, problemQuery } from "./requests";
import { WhatChanged } from "./WhatChanged";
import { WhatItTakes } from "./WhatItTakes";

/** What is read before deciding: asked, problem, summary, and the document exactly as it was submitted. */
export function Paper({ proposal }: { proposal: Proposal }) {
  const { version, problem, team, manager, submitted_at: submitted } = proposal;
  const { t } = useLingui();
  const mark = fingerprint(proposal.submission.sha256);
  return (
    <article className="proposal-paper stack" data-gap="lg">
      <section className="proposal-asked" aria-labelledby="asked">
        <h2 className="title-sm" id="asked">
          <Trans>What is asked</Trans>
        </h2>
        <p>{proposal.asked}</p>
      </section>
      <section className="stack" data-gap="sm" aria-labelledby="the-problem">
        <h2 className="title-md" id="the-problem">
          <Trans>The problem</Trans>
        </h2>
        <p className="quiet">
          {problem.title} · {problem.place}
        </p>
        <ProblemWords id={problem.id} situation={problem.situation} />
      </section>
      <section className="stack" data-gap="sm" aria-labelledby="in-short">
        <h2 className="title-md" id="in-short">
          <Trans>The proposal in short</Trans>
        </h2>
        <p className="proposal-text">{proposal.summary}</p>
      </section>
      <WhatItTakes proposal={proposal} />
      <Risks proposal={proposal} />
      <section className="stack" data-gap="sm" aria-labelledby="how-known">
        <h2 className="title-md" id="how-known">
          <Trans>How we will know</Trans>
        </h2>
        <p className="proposal-text">{proposal.submission.evaluation}</p>
      </section>
      <Missing parts={proposal.missing} before={t`What is missing`} />
      {proposal.seen_version === null ? null : <WhatChanged proposal={proposal} before={proposal.seen_version} />}
      <section className="panel stack proposal-document" aria-labelledby="the-document">
        <header>
          <h2 className="title-md" id="the-document">
            <Trans>The document, version {version}</Trans>
          </h2>
          <p className="quiet small">
            {submitted ? (
              <Trans>
                Submitted <DateWords date={submitted} />.
              </Trans>
            ) : null}{" "}
            <Trans>
              Fingerprint <code>{mark}</code>: the answer counts for exactly this text and what stands above it.
            </Trans>
          </p>
        </header>
        <SavedDocument html={proposal.html} />
      </section>
      <section className="stack" data-gap="sm" aria-labelledby="who">
        <h2 className="title-sm" id="who">
          <Trans>Who asks, and who decides</Trans>
        </h2>
        <dl className="facts">
          <dt>
            <Trans>The team</Trans>
          </dt>
          <dd>
            <ul className="proposal-team">
              {team.map(({ id, person, role, role_words }) => (
                <li key={id}>
                  {person.name}, {person.organisation}
                  {role === "member" ? null : <span className="quiet"> · {role_words}</span>}
                </li>
              ))}
            </ul>
          </dd>
          <dt>
            <Trans>The manager</Trans>
          </dt>
          <dd>
            {manager.name}, {manager.job_title ? `${manager.job_title}, ` : null}
            {manager.organisation}
          </dd>
        </dl>
      </section>
    </article>
  );
}

function ProblemWords({ id, situation }: { id: string; situation: string }) {
  const { data } = useQuery(problemQuery(id));
  return (
    <>
      <p className="proposal-text">{situation}</p>
      {data ? (
        <dl className="facts">
          {data.who_is_stopped ? (
            <>
              <dt>
                <Trans>Who is stopped</Trans>
              </dt>
              <dd>{data.who_is_stopped}</dd>
            </>
          ) : null}
          {data.rule ? (
            <>
              <dt>
                <Trans>The rule</Trans>
              </dt>
              <dd>
                {data.rule}
                {data.rule_kind_words ? <span className="quiet"> ({data.rule_kind_words})</span> : null}
              </dd>
            </>
          ) : null}
          {data.how_we_would_know ? (
            <>
              <dt>
                <Trans>Solved when</Trans>
              </dt>
              <dd>{data.how_we_would_know}</dd>
            </>
          ) : null}
        </dl>
      ) : null}
    </>
  );
}

/** Enough of the hash to compare two printouts: "3f9a 12bc". */
const fingerprint = (sha256: string): string => `${sha256.slice(0, 4)} ${sha256.slice(4, 8)}`;
