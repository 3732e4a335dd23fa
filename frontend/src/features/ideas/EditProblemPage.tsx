import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { LinkButton } from "../../ui/Button";
import { Page } from "../../ui/Page";
import { ProblemForm } from "./ProblemForm";
import { problemQuery } from "./problems";

const route = getRouteApi("/problems/$id/edit");

/** Goes on with a draft. */
export default function EditProblemPage() {
  const { id } = route.useParams();
  return <EditDraft key={id} id={id} />;
}

/** A draft with the text this device still keeps for it. */
export function EditDraft({ id }: { id: string }) {
  const { t } = useLingui();
  const { data: problem } = useSuspenseQuery(problemQuery(id));
  // What is being written stays as it is when the server's copy is read again.
  const [opened] = useState(problem);
  if (!opened.abilities.edit)
    return (
      <Page
        title={opened.title}
        width="narrow"
        lead={<Trans>This problem can no longer be changed: what others have read stays as it is.</Trans>}
      >
        <div className="actions">
          <LinkButton to="/problems/$id" params={{ id }}>
            <Trans>Go to the problem</Trans>
          </LinkButton>
        </div>
      </Page>
    );
  return <ProblemForm opened={opened} title={t`Finish your problem`} />;
}
