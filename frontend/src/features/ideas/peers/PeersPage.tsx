import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useLive } from "../../../live/useLive";
import { Button } from "../../../ui/Button";
import { ConfirmDialog } from "../../../ui/ConfirmDialog";
import { DateWords } from "../../../ui/DateWords";
import { Page } from "../../../ui/Page";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { Status } from "../../../ui/Status";
import { problemQuery } from "../problems";
import "../ideas.css";
import { PeerTalk } from "./PeerTalk";
import { lookForPeers, meetPeer, type Peers, peersQuery, showNameToPeers, stopLooking, turnDownPeer } from "./requests";

const route = getRouteApi("/problems/$id/peers");

/** The poster stands alone with this: two colleagues elsewhere, when both sides say yes. */
export default function PeersPage() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const queries = useQueryClient();
  const { data: problem } = useSuspenseQuery(problemQuery(id));
  const { data: peers } = useSuspenseQuery(peersQuery(id));
  useLive(peers.search_id ? `peers.${peers.search_id}` : null, {
    "*": () => {
      for (const key of ["peers", "peer-messages"]) void queries.invalidateQueries({ queryKey: [key, id] });
    },
  });
  const { me } = peers;
  return (
    <Page
      title={t`You do not have to stand alone`}
      width="narrow"
      lead={
        <Link to="/problems/$id" params={{ id }} lang={problem.language}>
          {problem.title}
        </Link>
      }
    >
      <div className="stack">
        <Search id={id} peers={peers} />
        {peers.abilities.read ? (
          <PeerTalk
            problem={id}
            others={peers.met}
            writesAs={me && me.hue !== null ? me.name : undefined}
            mayWrite={peers.abilities.write}
          />
        ) : null}
        {peers.abilities.show_name ? <ShowToThem id={id} /> : null}
      </div>
    </Page>
  );
}

function Search({ id, peers }: { id: string; peers: Peers }) {
  const step = usePeersStep(id);
  const key = useRef(crypto.randomUUID());
  const { abilities, willing, asked, met, until } = peers;
  const look = () =>
    step.mutate(() =>
      lookForPeers(id, key.current).finally(() => {
        key.current = crypto.randomUUID();
      }),
    );
  return (
    <section className="panel stack" data-tone={willing.length > 0 ? "lamp" : undefined} data-gap="sm">
      {step.error ? <RefusalNotice error={step.error} /> : null}
      {peers.state ? (
        <p className="row">
          <Status tone={peers.state === "open" ? "now" : "quiet"}>{peers.state_words}</Status>
          {peers.state === "open" && until ? (
            <span className="quiet">
              <Trans>
                until <DateWords date={until} far={false} />
              </Trans>
            </span>
          ) : null}
        </p>
      ) : (
        <>
          <p>
            <Trans>
              We ask colleagues in other organisations who said that they are open to this, and who know your topics.
              You are brought together with two of them when both sides say yes. It takes at most ten working days.
            </Trans>
          </p>
          <p className="small quiet">
            <Trans>
              Under a pseudonym you stay under it. Whoever is asked can only tell that you work in another organisation
              than they do.
            </Trans>
          </p>
        </>
      )}
      {peers.state ? (
        <p role="status">
          <Plural
            value={met.length}
            _0="Nobody is found yet."
            one="# of 2 colleagues is found."
            other="# of 2 colleagues are found."
          />{" "}
          {asked > 0 ? (
            <Plural value={asked} one="# colleague thinks about it." other="# colleagues think about it." />
          ) : null}
        </p>
      ) : null}
      {peers.state === "ended" && met.length < 2 ? (
        <p>
          <Trans>More did not say yes in time. You can look again: whom you met stays.</Trans>
        </p>
      ) : null}
      {willing.map((ask, place) => (
        <Willing key={ask.id} id={ask.id} number={place + 1} of={willing.length} step={step} />
      ))}
      <div className="actions">
        {abilities.look ? (
          <Button busy={step.isPending} onClick={look}>
            {peers.state ? <Trans>Look again</Trans> : <Trans>Look for two colleagues</Trans>}
          </Button>
        ) : null}
        {abilities.stop ? (
          <Button
            look="tertiary"
            tone="neutral"
            busy={step.isPending}
            onClick={() => step.mutate(() => stopLooking(id))}
          >
            <Trans>Stop looking</Trans>
          </Button>
        ) : null}
      </div>
    </section>
  );
}

interface WillingProps {
  id: string;
  number: number;
  of: number;
  step: ReturnType<typeof usePeersStep>;
}

function Willing({ id, number, of, step }: WillingProps) {
  const { t } = useLingui();
  return (
    <section className="stack" data-gap="sm" aria-label={t`Colleague ${number} of ${of} who wants to talk`}>
      <h2 className="title-sm">
        <Trans>A colleague from another organisation wants to talk</Trans>
      </h2>
      <p className="small quiet">
        <Trans>Only after your yes do you see who it is, and do they see under which name you posted.</Trans>
      </p>
      <div className="actions">
        <Button look="secondary" busy={step.isPending} onClick={() => step.mutate(() => meetPeer(id))}>
          <Trans>Yes, we talk</Trans>
        </Button>
        <Button look="secondary" busy={step.isPending} onClick={() => step.mutate(() => turnDownPeer(id))}>
          <Trans>No, somebody else</Trans>
        </Button>
      </div>
    </section>
  );
}

function ShowToThem({ id }: { id: string }) {
  const { t } = useLingui();
  const step = usePeersStep(id);
  const [open, setOpen] = useState(false);
  return (
    <section className="stack" data-gap="sm">
      {step.error ? <RefusalNotice error={step.error} /> : null}
      <div className="actions">
        <Button look="tertiary" tone="neutral" onClick={() => setOpen(true)}>
          <Trans>Show them my name</Trans>
        </Button>
      </div>
      <ConfirmDialog
        open={open}
        title={t`Show your name in this conversation?`}
        confirm={t`Show them my name`}
        busy={step.isPending}
        onConfirm={() => step.mutate(() => showNameToPeers(id), { onSettled: () => setOpen(false) })}
        onClose={() => setOpen(false)}
      >
        <p>
          <Trans>
            Whoever is in it, or comes into it later, sees your name and organisation. Everybody else still reads the
            pseudonym. This cannot be undone.
          </Trans>
        </p>
      </ConfirmDialog>
    </section>
  );
}

function usePeersStep(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (step: () => Promise<Peers>) => step(),
    onSuccess: (changed) => queries.setQueryData(peersQuery(id).queryKey, changed),
    onSettled: () => {
      for (const key of ["peers", "peer-messages", "desk"]) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
}
