import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "../../../ui/Button";
import { ConfirmDialog } from "../../../ui/ConfirmDialog";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { copyExemption, type Pilot, pilotQuery } from "../pilot/requests";

/** Taking over what another team's exemption rests on, once that team agreed. */
export function Copying({ pilot, done }: { pilot: Pilot; done: (pilot: Pilot) => void }) {
  const { copied, may_copy: offers } = pilot.gate;
  const { t } = useLingui();
  const [asked, setAsked] = useState<string | null>(null);
  const queries = useQueryClient();
  const copy = useMutation({
    mutationFn: (exemption: string) => copyExemption(pilot.id, pilot.version, exemption),
    onSuccess: (saved) => {
      queries.setQueryData(pilotQuery(pilot.id).queryKey, saved);
      done(saved);
    },
    onError: () => queries.invalidateQueries({ queryKey: ["pilot", pilot.id] }),
    onSettled: () => setAsked(null),
  });
  if (copied) {
    const { rule } = copied;
    const { name: where } = copied.organisation;
    return (
      <p className="notice" data-tone="good" role="status">
        <Trans>
          Taken over from {where}: the exemption from “{rule}”. Still yours to say: who grants it to you, from when
          until when, and your own numbers.
        </Trans>
      </p>
    );
  }
  if (offers.length === 0)
    return (
      <p className="quiet">
        <Trans>
          Does another team have leave to do the same? <Link to="/exemptions">Look in the register of exemptions</Link>{" "}
          and ask to copy it.
        </Trans>
      </p>
    );
  return (
    <section className="notice stack" data-gap="sm">
      <h2 className="title-sm">
        <Trans>You may copy an exemption</Trans>
      </h2>
      <ul className="plain-list stack" data-gap="sm">
        {offers.map(({ id, rule, organisation: { name: where } }) => (
          <li key={id} className="row">
            <span>
              {rule} <span className="quiet">{where}</span>
            </span>
            <Button look="secondary" aria-label={t`Take it over: ${rule}`} onClick={() => setAsked(id)}>
              <Trans>Take it over</Trans>
            </Button>
          </li>
        ))}
      </ul>
      {copy.error ? <RefusalNotice error={copy.error} /> : null}
      <ConfirmDialog
        open={asked !== null}
        title={t`Take this exemption over?`}
        confirm={t`Take it over`}
        busy={copy.isPending}
        onConfirm={() => asked && copy.mutate(asked)}
        onClose={() => setAsked(null)}
      >
        <p>
          <Trans>
            It fills in the rule, its legal basis, the ways that were tried, checks, what is measured, the stop rule and
            what happens afterwards. What you wrote stays. It never brings who granted it or its days.
          </Trans>
        </p>
      </ConfirmDialog>
    </section>
  );
}
