import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { timeWords } from "../../../../lib/dates";
import { Button } from "../../../../ui/Button";
import { RefusalNotice } from "../../../../ui/RefusalNotice";
import { type DoTank, dotankQuery } from "../requests";
import { letReadAlong } from "./requests";

/** Whether coordinators may read the draft: the team opens and closes it, and everybody sees since when. */
export function ReadAlong({ dotank }: { dotank: DoTank }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const since = dotank.read_along_since;
  const { mutate, isPending, error } = useMutation({
    mutationFn: (open: boolean) => letReadAlong(dotank.id, open),
    onSuccess: (changed) => {
      queries.setQueryData(dotankQuery(dotank.id).queryKey, changed);
      void queries.invalidateQueries({ queryKey: ["trail"] });
    },
  });
  const may = dotank.abilities.let_read_along;
  if (!may && !since) return null;
  return (
    <section className="panel stack" data-gap="sm" aria-label={t`Who reads along`}>
      <p role="status">
        {since ? (
          <Trans>Coordinators may read along since {timeWords(since)}.</Trans>
        ) : (
          <Trans>Only you who work here read this draft. Coordinators do not.</Trans>
        )}
      </p>
      {error ? <RefusalNotice error={error} /> : null}
      {may ? (
        <Button look="secondary" busy={isPending} onClick={() => mutate(!since)}>
          {since ? <Trans>Close it to coordinators</Trans> : <Trans>Let coordinators read along</Trans>}
        </Button>
      ) : null}
    </section>
  );
}
