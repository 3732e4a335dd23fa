import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "../../../ui/Button";
import { TextArea } from "../../../ui/Field";
import { FormFrame, useForm } from "../../../ui/useForm";
import type { Problem } from "../problems";
import { askForLook, type Look } from "./requests";

/** For the rare case that somebody must be known: a threat, a crime, a law that says so. */
export function AskForLook({ problem }: { problem: Problem }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const form = useForm<{ reason: string }, Look>({
    start: { reason: "" },
    kept: `look-${problem.id}`,
    send: ({ reason }, key) => askForLook(problem.id, reason, key),
    done: (look) => void navigate({ to: "/looks/$id", params: { id: look.id } }),
  });
  return (
    <details className="more">
      <summary>
        <Trans>Look behind the pseudonym</Trans>
      </summary>
      <div className="stack" data-gap="sm">
        <p className="small quiet">
          <Trans>
            Only for a threat, a crime or a law that demands it. A coordinator of another organisation must agree, both
            names and the reason are kept, and the poster is told.
          </Trans>
        </p>
        <FormFrame form={form} labels={{ reason: t`Why must somebody know?` }}>
          <TextArea {...form.field("reason")} label={t`Why must somebody know?`} maxLength={1000} />
          <div className="actions">
            <Button type="submit" look="secondary" busy={form.sending}>
              <Trans>Ask a second coordinator</Trans>
            </Button>
          </div>
        </FormFrame>
      </div>
    </details>
  );
}
