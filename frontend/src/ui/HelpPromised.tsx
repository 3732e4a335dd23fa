import { Trans } from "@lingui/react/macro";
import { dateWords } from "../lib/dates";

interface Help {
  help_promised: string;
  help_by: string;
  help_until: string | null;
}

/** The help a yes came with, who gives it and by when, as far as it was said. */
export function HelpPromised({ help_promised, help_by, help_until }: Help) {
  return (
    <>
      {help_promised}
      {help_by ? ` (${help_by})` : null}
      {help_until ? (
        <>
          {" "}
          <Trans>By {dateWords(help_until)}.</Trans>
        </>
      ) : null}
    </>
  );
}
