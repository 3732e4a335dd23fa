import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { dateWords } from "../../../lib/dates";
import { Button } from "../../../ui/Button";
import { ConfirmDialog } from "../../../ui/ConfirmDialog";
import { Missing } from "../../../ui/Missing";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { openPilot, type Pilot, pilotQuery } from "../pilot/requests";
import { missingElsewhere } from "./steps";

/** Starts the pilot when nothing is missing; asks once, since what it promises is fixed from then on. */
export function Start({ pilot }: { pilot: Pilot }) {
  const { t } = useLingui();
  const [asking, setAsking] = useState(false);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const start = useMutation({
    mutationFn: () => openPilot(pilot.id),
    onSuccess: (opened) => {
      queries.setQueryData(pilotQuery(pilot.id).queryKey, opened);
      void queries.invalidateQueries({ queryKey: ["trail"] });
      void navigate({ to: "/pilots/$id", params: { id: pilot.id } });
    },
    onError: () => queries.invalidateQueries({ queryKey: ["pilot", pilot.id] }),
    onSettled: () => setAsking(false),
  });
  const last = pilot.ends_on ? dateWords(pilot.ends_on) : "";
  const { title } = pilot;
  return (
    <section className="stack" data-gap="sm">
      <Missing parts={missingElsewhere(pilot)} before={t`Before it can start`} />
      {pilot.missing.length > 0 ? (
        <p className="quiet">
          <Trans>You can start the pilot when all parts are done.</Trans>
        </p>
      ) : (
        <>
          <p className="notice" data-tone="good" role="status">
            <Trans>Everything is there.</Trans>
          </p>
          <div className="actions">
            <Button onClick={() => setAsking(true)}>
              <Trans>Start the pilot</Trans>
            </Button>
          </div>
        </>
      )}
      {start.error ? <RefusalNotice error={start.error} /> : null}
      <ConfirmDialog
        open={asking}
        title={t`Start the pilot “${title}”?`}
        confirm={t`Start the pilot`}
        busy={start.isPending}
        onConfirm={() => start.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>
          <Trans>
            It runs until {last}. Its limits, measures and targets are fixed from now on, and everybody can follow it.
          </Trans>
        </p>
      </ConfirmDialog>
    </section>
  );
}
