import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Button } from "../../../ui/Button";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { usePending } from "./margin/pending";
import { saveVersion } from "./requests";

interface Props {
  dotank: string;
  /** Whether all that is on the screen is stored: only that can become a version. */
  stored: boolean;
  /** The newest version so far, to say when nothing has changed since. */
  latest: number | undefined;
}

/** Saves a numbered version, after everything typed has been stored, and says which number it got. */
export function SaveVersion({ dotank, stored, latest }: Props) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [wanted, setWanted] = useState(false);
  const [said, setSaid] = useState("");
  const pending = usePending();
  const { mutate, isPending, error, reset } = useMutation({
    // The newest one until now: the list on the screen may hear of the new version before its answer arrives.
    mutationFn: (_before: number | undefined) => saveVersion(dotank),
    onSuccess: ({ number }, before) => {
      const saved =
        pending > 0 ? t`Version ${number} saved, without ${openSuggestions(pending)}` : t`Version ${number} saved`;
      setSaid(number === before ? t`Nothing has changed since version ${number}.` : saved);
      void queries.invalidateQueries({ queryKey: ["versions", dotank] });
      void queries.invalidateQueries({ queryKey: ["dotank", dotank] });
    },
  });

  useEffect(() => {
    if (!wanted || !stored || isPending) return;
    setWanted(false);
    mutate(latest);
  }, [wanted, stored, isPending, latest, mutate]);

  return (
    <div className="save-version">
      <Button
        busy={wanted || isPending}
        onClick={() => {
          reset();
          setSaid("");
          setWanted(true);
        }}
      >
        <Trans>Save a version</Trans>
      </Button>
      <p role="status" className="small save-version__said">
        {wanted && !stored ? t`Waiting until your text is stored…` : said}
      </p>
      {wanted && !stored ? (
        <button type="button" className="link-button small" onClick={() => setWanted(false)}>
          <Trans>Do not wait</Trans>
        </button>
      ) : null}
      {error ? <RefusalNotice error={error} /> : null}
    </div>
  );
}

const openSuggestions = (count: number) => plural(count, { one: "# open suggestion", other: "# open suggestions" });
