import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../ui/Button";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { type Problem, personasQuery, problemQuery, showName } from "./problems";

/** The poster, and only the poster, takes the pseudonym off. */
export function ShowName({ problem }: { problem: Problem }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const show = useMutation({
    mutationFn: () => showName(problem.id),
    onSuccess: (shown) => {
      queries.setQueryData(problemQuery(problem.id).queryKey, shown);
      void queries.invalidateQueries({ queryKey: ["problems"] });
    },
    onSettled: () => setOpen(false),
  });
  const { name } = problem.poster;
  const { data: earlier = [] } = useQuery(personasQuery);
  const shared = earlier.some((persona) => persona.name === name && persona.posts > 1);
  return (
    <section className="stack" data-gap="sm">
      {show.error ? <RefusalNotice error={show.error} /> : null}
      <p className="small quiet">
        <Trans>You are {name} here. Nobody else can see that.</Trans>
      </p>
      <Button look="tertiary" tone="neutral" onClick={() => setOpen(true)}>
        <Trans>Show my name</Trans>
      </Button>
      <ConfirmDialog
        open={open}
        title={t`Show your name with “${problem.title}”?`}
        confirm={t`Show my name`}
        busy={show.isPending}
        onConfirm={() => show.mutate()}
        onClose={() => setOpen(false)}
      >
        <p>
          <Trans>Your name and your organisation then stand above the problem. This cannot be undone.</Trans>
        </p>
        {shared ? (
          <p>
            <strong>
              <Trans>You posted other problems as {name} too: readers then know that they are yours.</Trans>
            </strong>
          </p>
        ) : null}
      </ConfirmDialog>
    </section>
  );
}
