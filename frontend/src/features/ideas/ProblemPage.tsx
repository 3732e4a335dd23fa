import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { trailQuery } from "../../api/trail";
import { wordsFor, wordsQuery } from "../../api/words";
import { dateWords } from "../../lib/dates";
import { LANGUAGES } from "../../lib/i18n";
import { addresses } from "../../lib/server-page";
import { useLive } from "../../live/useLive";
import { Button, LinkButton } from "../../ui/Button";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { CaseLine } from "../../ui/FlowLine";
import { Page } from "../../ui/Page";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { Status } from "../../ui/Status";
import { Answers } from "./Answers";
import { Attach } from "./attachments/Attach";
import { AskedToDecide, Behind } from "./backing/Behind";
import { Conversation } from "./conversation/Conversation";
import "./ideas.css";
import { AskForLook } from "./looks/AskForLook";
import { Merged, Reopen, Said } from "./Outcome";
import { PostedBy } from "./PostedBy";
import { type Problem, problemQuery, withdrawProblem } from "./problems";
import { NameRule } from "./register/NameRule";
import { ShowName } from "./ShowName";
import { STATE_TONES, useProblemWords } from "./words";

const route = getRouteApi("/problems/$id");
// Only its poster reads it.
const HIDDEN: ReadonlySet<string> = new Set(["draft", "withdrawn"]);

/** One problem: where it is on its way, what it says, and what I can do now. */
export default function ProblemPage() {
  const { id } = route.useParams();
  const queries = useQueryClient();
  const { data: problem } = useSuspenseQuery(problemQuery(id));
  const { data: trail } = useSuspenseQuery(trailQuery(id));
  useLive(`problem.${id}`, {
    "*": (message) => {
      if (message.type !== "comments.changed") void queries.invalidateQueries({ queryKey: ["backing", id] });
      // The conversation hears these itself.
      if (message.type === "comments.changed" || message.type === "support.changed") return;
      void queries.invalidateQueries({ queryKey: ["problem", id] });
      void queries.invalidateQueries({ queryKey: ["trail", id] });
    },
  });
  return (
    <Page
      title={problem.title}
      above={<CaseLine trail={trail} />}
      lead={
        <p className="row">
          <Status tone={STATE_TONES[problem.state]}>{problem.state_words}</Status>
          <PostedBy problem={problem} />
        </p>
      }
    >
      <div className="with-aside">
        <div className="stack">
          {HIDDEN.has(problem.state) ? null : <AskedToDecide id={id} />}
          <MainAction problem={problem} />
          <Answers problem={problem} />
          <ChangeAttachments problem={problem} />
          {HIDDEN.has(problem.state) ? null : <Behind id={id} />}
          {HIDDEN.has(problem.state) ? null : (
            <Conversation id={id} title={problem.title} byName={problem.by_name} key={id} />
          )}
        </div>
        <aside className="stack">
          <Facts problem={problem} />
          {trail.steps.length > 0 ? (
            <section className="stack" data-gap="sm">
              <h2 className="title-sm">
                <Trans>What happened so far</Trans>
              </h2>
              <ol className="trail">
                {trail.steps.map((step, place) => (
                  <li key={step.at + step.words} data-now={place === trail.steps.length - 1 || undefined}>
                    {step.words}
                    <br />
                    <time dateTime={step.at}>{dateWords(step.at)}</time>
                  </li>
                ))}
              </ol>
            </section>
          ) : null}
          {problem.abilities.look_for_peers ? <StandAlone id={problem.id} /> : null}
          {problem.abilities.show_name ? <ShowName problem={problem} /> : null}
          <NameRule problem={problem} />
          <Withdraw problem={problem} />
          {problem.abilities.ask_for_look ? <AskForLook problem={problem} /> : null}
        </aside>
      </div>
    </Page>
  );
}

/** Only the poster sees this: the way to colleagues who have the same trouble. */
function StandAlone({ id }: { id: string }) {
  return (
    <section className="stack" data-gap="sm">
      <p className="small quiet">
        <Trans>Do you stand alone with this? We bring you together with two colleagues elsewhere.</Trans>
      </p>
      <LinkButton to="/problems/$id/peers" params={{ id }} look="secondary">
        <Trans>I stand alone with this</Trans>
      </LinkButton>
    </section>
  );
}

/** The one thing to do here now, or what happens next without me. */
function MainAction({ problem }: { problem: Problem }) {
  const { abilities } = problem;
  if (problem.state !== "draft" && problem.said_to_poster) return <Said problem={problem} />;
  if (abilities.edit)
    return (
      <section className="panel stack" data-tone="lamp" data-gap="sm">
        <h2 className="title-sm">
          <Trans>This is a draft. Only you see it.</Trans>
        </h2>
        <div className="actions">
          <LinkButton to="/problems/$id/edit" params={{ id: problem.id }}>
            <Trans>Finish and post it</Trans>
          </LinkButton>
        </div>
      </section>
    );
  return (
    <>
      {problem.merged_into ? <Merged problem={problem} into={problem.merged_into} /> : null}
      {abilities.reopen ? <Reopen problem={problem} /> : null}
      {abilities.publish ? <Publish problem={problem} /> : null}
      {abilities.assemble ? (
        <section className="panel stack" data-tone="lamp" data-gap="sm">
          <h2 className="title-sm">
            <Trans>This problem waits for a team</Trans>
          </h2>
          <p>
            <Trans>Say what the team must bring; you get a proposal with the reasons for every seat.</Trans>
          </p>
          <div className="actions">
            <LinkButton to="/problems/$id/assemble" params={{ id: problem.id }}>
              <Trans>Form a Do Tank</Trans>
            </LinkButton>
          </div>
        </section>
      ) : null}
      {abilities.withdraw && problem.state === "posted" ? (
        <section className="panel stack" data-tone="accent" data-gap="sm">
          <h2 className="title-sm">
            <Trans>Posted. This is what happens next:</Trans>
          </h2>
          <ol className="next-steps">
            <li>
              <Trans>
                A coordinator reads it, opens it for everybody, and looks for colleagues in other organisations.
              </Trans>
            </li>
            <li>
              <Trans>When at least two other organisations are in, the Do Tank starts and writes a proposal.</Trans>
            </li>
            <li>
              <Trans>You get a notice and a mail at every step. There is nothing you have to do now.</Trans>
            </li>
          </ol>
        </section>
      ) : null}
    </>
  );
}

/** The poster of a posted problem adds a photo until a coordinator has opened it, and removes one at any time. */
function ChangeAttachments({ problem }: { problem: Problem }) {
  const { attach, edit } = problem.abilities;
  if (edit || !(attach || problem.attachments.some((one) => one.abilities.remove))) return null;
  return (
    <details className="more">
      <summary>
        <Trans>Change photos and documents</Trans>
      </summary>
      <Attach id={problem.id} byName={problem.by_name} ready save={async () => problem} />
    </details>
  );
}

/** A coordinator reads it before everybody does. */
function Publish({ problem }: { problem: Problem }) {
  return (
    <section className="panel stack" data-tone="lamp" data-gap="sm">
      <h2 className="title-sm">
        <Trans>Only members of the network read this so far</Trans>
      </h2>
      <p>
        <Trans>Does it name a resident, or tell a case by which somebody could be known? If not, open it.</Trans>
      </p>
      <div className="actions">
        <LinkButton to="/triage" search={{ problem: problem.id }}>
          <Trans>Read and decide</Trans>
        </LinkButton>
      </div>
    </section>
  );
}

function Facts({ problem }: { problem: Problem }) {
  const { principles } = useProblemWords();
  const { data: lists } = useSuspenseQuery(wordsQuery);
  const principle = principles.find((one) => one.value === problem.principle)?.label;
  return (
    <dl className="facts panel facts--narrow">
      <dt>
        <Trans>Where</Trans>
      </dt>
      <dd>{problem.as_posted?.place ?? problem.place}</dd>
      {problem.names_rule ? (
        <>
          <dt>
            <Trans>In the register</Trans>
          </dt>
          <dd lang={problem.names_rule.language}>
            <a href={addresses.page(`rules/${problem.names_rule.id}`)}>{problem.names_rule.name}</a>
          </dd>
        </>
      ) : null}
      {problem.posted_on ? (
        <>
          <dt>
            <Trans>Posted</Trans>
          </dt>
          <dd>
            <time dateTime={problem.posted_on}>{dateWords(problem.posted_on)}</time>
          </dd>
        </>
      ) : null}
      <dt>
        <Trans>Language</Trans>
      </dt>
      <dd lang={problem.language}>{LANGUAGES[problem.language]}</dd>
      {problem.topics.length > 0 ? (
        <>
          <dt>
            <Trans>Topics</Trans>
          </dt>
          <dd>{problem.topics.map((topic) => wordsFor(lists.topics, topic)).join(", ")}</dd>
        </>
      ) : null}
      {principle ? (
        <>
          <dt>
            <Trans>Principle</Trans>
          </dt>
          <dd>{principle}</dd>
        </>
      ) : null}
    </dl>
  );
}

function Withdraw({ problem }: { problem: Problem }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const withdraw = useMutation({
    mutationFn: () => withdrawProblem(problem.id),
    onSuccess: (withdrawn) => {
      queries.setQueryData(["problem", problem.id], withdrawn);
      for (const key of ["trail", "problems", "desk"]) void queries.invalidateQueries({ queryKey: [key] });
    },
    onSettled: () => setOpen(false),
  });
  if (!problem.abilities.withdraw) return withdraw.error ? <RefusalNotice error={withdraw.error} /> : null;
  return (
    <section className="stack" data-gap="sm">
      {withdraw.error ? <RefusalNotice error={withdraw.error} /> : null}
      <p className="small quiet">
        <Trans>As long as nobody works on it you can take the problem back.</Trans>
      </p>
      <Button look="tertiary" tone="neutral" onClick={() => setOpen(true)}>
        <Trans>Withdraw the problem</Trans>
      </Button>
      <ConfirmDialog
        open={open}
        title={t`Withdraw “${problem.title}”?`}
        confirm={t`Withdraw the problem`}
        danger
        busy={withdraw.isPending}
        onConfirm={() => withdraw.mutate()}
        onClose={() => setOpen(false)}
      >
        <p>
          <Trans>Others can no longer read it, and no team will be formed. This cannot be undone.</Trans>
        </p>
      </ConfirmDialog>
    </section>
  );
}
