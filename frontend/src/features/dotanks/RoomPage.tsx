import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { meQuery } from "../../api/me";
import { trailQuery } from "../../api/trail";
import { RefusalError } from "../../lib/refusal";
import { useLive } from "../../live/useLive";
import { Button, LinkButton } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { CaseLine } from "../../ui/FlowLine";
import { Page } from "../../ui/Page";
import { ExportMenu } from "./room/history/ExportMenu";
import { ReadAlong } from "./room/history/ReadAlong";
import "./room/page.css";
import { PARTS } from "./room/parts";
import { RoomParts } from "./room/RoomParts";
import { dotankQuery, type Proposal, submittedQuery, versionsQuery } from "./room/requests";
import { SaveVersion } from "./room/SaveVersion";
import { Versions } from "./room/Versions";

const RoomEditor = lazy(() => import("./room/RoomEditor"));
const SubmitProposal = lazy(() => import("./room/SubmitProposal"));
const SessionStrip = lazy(() => import("./room/session/SessionStrip"));
const route = getRouteApi("/dotanks/$id/room");

/** The room: the team's document, who is in it, its versions, and the way to the manager. */
export default function RoomPage() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const where = route.useSearch();
  const { middle, beside } = where;
  const queries = useQueryClient();
  const { data: me } = useSuspenseQuery(meQuery);
  const { data: dotank, error } = useSuspenseQuery(dotankQuery(id));
  const { data: trail } = useSuspenseQuery(trailQuery(dotank.problem.id));
  const enters = dotank.abilities.enter_room;
  const reads = dotank.abilities.read_versions;
  const versions = useInfiniteQuery({ ...versionsQuery(id), enabled: reads });
  const { data: proposal } = useQuery({
    ...submittedQuery(dotank.proposal_id ?? ""),
    enabled: reads && dotank.proposal_id !== null,
  });
  const [stored, setStored] = useState(false);
  const [submitting, setSubmitting] = useState(false);
  const [sent, setSent] = useState(0);
  useLive(`dotank.${id}`, {
    "*": () => {
      for (const key of ["dotank", "versions", "proposal", "trail"])
        void queries.invalidateQueries({ queryKey: [key] });
    },
  });
  const numbers = versions.data?.pages.flatMap((page) => page.results.map((version) => version.number)) ?? [];
  const name = dotank.problem.title;
  // A member who lost the seat hears it from the document; the rest of the page has nothing to offer any more.
  const lost = error instanceof RefusalError && (error.status === 404 || error.status === 403);
  const writes = dotank.abilities.write_room && !lost;
  const shown = (place: string | undefined) => PARTS.find((part) => part.id === place && part.may(dotank));
  const InMiddle = shown(middle);
  const Beside = shown(beside);

  if (!enters)
    return (
      <Page title={t`Room`} lead={name} above={<CaseLine trail={trail} />} width="narrow">
        <EmptyState
          title={dotank.state === "forming" ? t`The room opens when the team starts` : t`Only the team enters its room`}
          action={
            <LinkButton to="/dotanks/$id" params={{ id }} look="secondary">
              <Trans>Go to the Do Tank</Trans>
            </LinkButton>
          }
        >
          {dotank.state === "forming" ? (
            <Trans>Its document is where you write the proposal together.</Trans>
          ) : (
            <Trans>Drafts stay with those who write them. You read the version they submit.</Trans>
          )}
        </EmptyState>
      </Page>
    );

  return (
    <Page
      title={t`Working document`}
      lead={
        <Link to="/dotanks/$id" params={{ id }}>
          {name}
        </Link>
      }
      above={<CaseLine trail={trail} />}
      action={
        dotank.abilities.save_version && !lost ? <SaveVersion dotank={id} stored={stored} latest={numbers[0]} /> : null
      }
    >
      {dotank.state === "ended" ? (
        <p className="notice">
          <Trans>This Do Tank has ended. You can read its document, but no longer change it.</Trans>
        </p>
      ) : null}
      {!reads && dotank.read_along_since ? <ReadAlong dotank={dotank} /> : null}
      {submitting && numbers.length > 0 && !lost ? (
        <Suspense fallback={<div className="waiting" />}>
          <SubmitProposal
            dotank={dotank}
            versions={numbers}
            onDone={() => {
              setSubmitting(false);
              setSent(sent + 1);
            }}
            onClose={() => setSubmitting(false)}
          />
        </Suspense>
      ) : null}
      {lost ? null : (
        <Suspense fallback={null}>
          <SessionStrip dotank={dotank} me={me} where={where} />
        </Suspense>
      )}
      {lost ? null : <RoomParts dotank={dotank} middle={middle} beside={beside} />}
      <div className="with-aside room-layout" data-beside={beside}>
        <div className="stack room-middle">
          {InMiddle ? (
            <Suspense fallback={<Opening />}>
              <InMiddle.component dotank={dotank} me={me} />
            </Suspense>
          ) : null}
          {/* It stays connected while another part stands in the middle: what was typed goes on being stored. */}
          <div hidden={InMiddle !== undefined}>
            <Suspense fallback={<Opening />}>
              <RoomEditor
                room={dotank.room_id}
                me={me}
                label={t`Working document of the Do Tank “${name}”`}
                mayWrite={writes}
                onStored={setStored}
              />
            </Suspense>
          </div>
        </div>
        {Beside && !lost ? (
          <Suspense fallback={<Opening />}>
            <Beside.component dotank={dotank} me={me} />
          </Suspense>
        ) : null}
        {lost || !reads || Beside ? null : (
          <div className="stack">
            <Before proposal={proposal} sent={sent} />
            {dotank.abilities.submit && !submitting ? (
              <Submit
                latest={numbers[0]}
                before={proposal}
                manager={dotank.manager.name}
                onOpen={() => setSubmitting(true)}
              />
            ) : null}
            <Versions dotank={dotank} submitted={proposal?.version} />
            <ExportMenu room={dotank.room_id} mayWrite={writes} />
            <ReadAlong dotank={dotank} />
          </div>
        )}
      </div>
    </Page>
  );
}

function Opening() {
  const { t } = useLingui();
  return (
    <div className="waiting">
      <p className="ds-sr-only" role="status">{t`Opening…`}</p>
      <span />
      <span />
    </div>
  );
}

interface SubmitProps {
  latest: number | undefined;
  before: Proposal | undefined;
  manager: string;
  onOpen: () => void;
}

/** The way to the manager: open when there is a version they have not got yet. */
function Submit({ latest, before, manager, onOpen }: SubmitProps) {
  const ready = latest !== undefined && latest > (before?.version ?? 0);
  return (
    <section className="panel stack" data-gap="sm">
      <h2 className="title-sm">{before ? <Trans>Something to change?</Trans> : <Trans>Ready to ask?</Trans>}</h2>
      {ready ? (
        <>
          <p>
            <Trans>{manager} reads one saved version and decides.</Trans>
          </p>
          <Button look="secondary" onClick={onOpen}>
            <Trans>Submit a version</Trans>
          </Button>
        </>
      ) : before ? (
        <p className="quiet">
          <Trans>Change the document and save a newer version; then you can submit that one.</Trans>
        </p>
      ) : (
        <p className="quiet">
          <Trans>Save a version first: that is what {manager} reads.</Trans>
        </p>
      )}
    </section>
  );
}

/** What lies before the manager, or what came back. */
function Before({ proposal, sent }: { proposal: Proposal | undefined; sent: number }) {
  const place = useRef<HTMLElement>(null);
  const told = useRef(0);
  const loaded = proposal !== undefined;
  useEffect(() => {
    // My form is gone after sending: the focus goes to what became of it, never because of a colleague's sending.
    if (!loaded || sent === told.current) return;
    told.current = sent;
    place.current?.focus();
  }, [sent, loaded]);
  if (!proposal) return null;
  const { version, manager, state, answers } = proposal;
  const answer = answers[0]?.version === version ? answers[0] : undefined;
  const reason = state === "sent_back" ? answer?.reason : undefined;
  return (
    <section
      ref={place}
      className="notice stack"
      data-gap="xs"
      data-tone={state === "signed_off" ? "good" : "wait"}
      tabIndex={-1}
    >
      <p role="status">
        {state === "submitted" ? (
          <Trans>
            Version {version} is with {manager.name}. A newer one replaces it.
          </Trans>
        ) : state === "sent_back" && !answer ? (
          <Trans>{manager.name} decides now, for another organisation. Save a newer version and submit it.</Trans>
        ) : state === "sent_back" ? (
          <Trans>
            {manager.name} sent version {version} back:
          </Trans>
        ) : state === "signed_off" ? (
          <Trans>
            {manager.name} signed version {version} off.
          </Trans>
        ) : (
          <Trans>
            {manager.name} declined version {version}.
          </Trans>
        )}
      </p>
      {reason ? <blockquote className="quoted">{reason}</blockquote> : null}
      <p>
        <Link to="/proposals/$id" params={{ id: proposal.id }}>
          <Trans>Go to the proposal</Trans>
        </Link>
      </p>
    </section>
  );
}
