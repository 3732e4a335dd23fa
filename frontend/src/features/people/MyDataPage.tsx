import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { dateWords } from "../../lib/dates";
import { addresses } from "../../lib/server-page";
import { useLive } from "../../live/useLive";
import { Button } from "../../ui/Button";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { Page } from "../../ui/Page";
import { RefusalNotice } from "../../ui/RefusalNotice";
import {
  type Archive,
  askForArchive,
  askForErasure,
  beingMade,
  type MyData,
  myDataQuery,
  readArchive,
  takeErasureBack,
} from "./privacy/requests";
import "./people.css";

/** Everything about me as a file, and the way out. */
export default function MyDataPage() {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data } = useSuspenseQuery(myDataQuery);
  useLive("me", { "*": () => void queries.invalidateQueries({ queryKey: myDataQuery.queryKey }) });
  return (
    <Page
      title={t`My data`}
      width="narrow"
      above={
        <Link to="/settings">
          <Trans>Settings</Trans>
        </Link>
      }
      lead={
        <Trans>
          <a href={addresses.page("what-we-store")}>What we store</a>, why, for how long and who sees it stands on a
          page of its own.
        </Trans>
      }
    >
      <Everything archive={data.archive} />
      <EraseMe data={data} />
    </Page>
  );
}

function Everything({ archive }: { archive: Archive | null }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const ask = useMutation({
    mutationFn: () => askForArchive(crypto.randomUUID()),
    // The one before is gone from this moment on.
    onSuccess: (made) =>
      queries.setQueryData(myDataQuery.queryKey, (before) => (before ? { ...before, archive: made } : before)),
  });
  const download = useMutation({
    mutationFn: (id: string) => readArchive(id),
    onSuccess: (file) => save(file, "everything-about-me.zip"),
  });
  const making = beingMade(archive);
  return (
    <section className="panel stack" aria-busy={making}>
      <h2 className="title-md">
        <Trans>Everything about me</Trans>
      </h2>
      <p>
        <Trans>
          One file with every row that is stored about you: a page to read, and the tables for a machine. It is made in
          the background, kept sealed for seven days, and only you can open it.
        </Trans>
      </p>
      <div role="status" className="stack" data-gap="sm">
        {archive && making ? (
          <>
            <p>
              {archive.total > 0 ? (
                <Trans>
                  Gathering: {archive.done} of {archive.total} tables.
                </Trans>
              ) : (
                <Trans>Gathering begins in a moment.</Trans>
              )}{" "}
              <Trans>You can leave this page; we tell you when it is ready.</Trans>
            </p>
            <progress
              className="progress"
              value={archive.done}
              max={archive.total || 1}
              aria-label={t`How far it is`}
            />
          </>
        ) : null}
        {archive?.ready ? (
          <p>
            <Trans>Ready. It can be downloaded until {dateWords(archive.until)}.</Trans>
          </p>
        ) : null}
        {archive?.failed ? (
          <p>
            <Trans>It could not be made. Please ask again; if it goes on, write to us.</Trans>
          </p>
        ) : null}
      </div>
      {ask.error || download.error ? <RefusalNotice error={ask.error ?? download.error} /> : null}
      <div className="actions">
        {archive?.ready ? (
          <Button busy={download.isPending} onClick={() => download.mutate(archive.id)}>
            <Trans>Download it</Trans>
          </Button>
        ) : null}
        {making ? null : (
          <Button look={archive?.ready ? "secondary" : "primary"} busy={ask.isPending} onClick={() => ask.mutate()}>
            {archive?.ready ? <Trans>Gather it again</Trans> : <Trans>Gather everything about me</Trans>}
          </Button>
        )}
      </div>
    </section>
  );
}

function EraseMe({ data }: { data: MyData }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const again = () => {
    setAsking(false);
    void queries.invalidateQueries({ queryKey: myDataQuery.queryKey });
  };
  const ask = useMutation({
    mutationFn: () => askForErasure(crypto.randomUUID()),
    onSuccess: again,
    onError: () => setAsking(false),
  });
  const back = useMutation({ mutationFn: takeErasureBack, onSuccess: again });
  const { erasing, erasure } = data;
  return (
    <section className="stack" data-gap="sm">
      <h2 className="title-md">
        <Trans>Erase me</Trans>
      </h2>
      {erasure ? (
        <div className="notice" data-tone="wait" role="status">
          <p>
            <strong>
              <Trans>You will be erased on {dateWords(erasure.due_at)}.</Trans>
            </strong>{" "}
            <Trans>Until then nothing changes, and you can take it back.</Trans>
          </p>
          <div>
            <Button busy={back.isPending} onClick={() => back.mutate()}>
              <Trans>Take it back</Trans>
            </Button>
          </div>
        </div>
      ) : (
        <>
          <p>
            <Trans>
              You can leave at any time. We wait seven days, in case you change your mind; then this happens, and it
              cannot be undone.
            </Trans>
          </p>
          <Fates erasing={erasing} />
          <div>
            <Button look="secondary" tone="danger" onClick={() => setAsking(true)}>
              <Trans>Erase me…</Trans>
            </Button>
          </div>
        </>
      )}
      {ask.error || back.error ? <RefusalNotice error={ask.error ?? back.error} /> : null}
      <ConfirmDialog
        open={asking}
        title={t`Erase everything that says who you are?`}
        confirm={t`Erase me in seven days`}
        danger
        busy={ask.isPending}
        onConfirm={() => ask.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>
          <Trans>
            Your account, your address and your profile go. What you wrote with others stays without your name. Nobody
            can say any more which problems you posted, and you no longer hear of them.
          </Trans>
        </p>
        {erasing.keeps_name ? (
          <p>
            <Trans>
              You took decisions. The law wants to know who took them, so your name stays beside these, and only there.
            </Trans>
          </p>
        ) : null}
      </ConfirmDialog>
    </section>
  );
}

function Fates({ erasing }: { erasing: MyData["erasing"] }) {
  const { t } = useLingui();
  return (
    <div className="stack" data-gap="sm">
      <Fate title={t`This is removed`} what={erasing.removed} />
      <Fate title={t`This stays, and no longer says who`} what={erasing.unnamed} />
      <Fate
        title={
          erasing.keeps_name
            ? t`This stays with your name, by law`
            : t`Decisions would stay with your name; you took none`
        }
        what={erasing.named}
      />
    </div>
  );
}

function Fate({ title, what }: { title: string; what: readonly string[] }) {
  return (
    <details>
      <summary>{title}</summary>
      <ul>
        {what.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </details>
  );
}

function save(file: Blob, name: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
