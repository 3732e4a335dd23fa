import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { Button } from "../../ui/Button";
import { CaseLine } from "../../ui/FlowLine";
import { Page } from "../../ui/Page";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { usePilot } from "./pilot/usePilot";
import { FileFound } from "./running/FileFound";
import { importReadings, type Preview, previewReadings } from "./running/requests";
import "./running/running.css";

const route = getRouteApi("/pilots/$id/import");

/** Readings from a file: shown row by row before anything is entered. */
export default function ImportReadingsPage() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const queries = useQueryClient();
  const { pilot, trail } = usePilot(id);
  const [file, setFile] = useState<File | null>(null);
  const [found, setFound] = useState<Preview | null>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const [said, setSaid] = useState("");
  const input = useRef<HTMLInputElement>(null);

  async function doing(deed: () => Promise<void>) {
    setBusy(true);
    setRefused(null);
    setSaid("");
    try {
      await deed();
    } catch (error) {
      setRefused(error);
    } finally {
      setBusy(false);
    }
  }
  const look = (chosen: File) =>
    doing(async () => {
      setFound(null);
      setFile(chosen);
      const preview = await previewReadings(id, chosen, () => undefined);
      setFound(preview);
      const { new: fresh, errors } = preview;
      setSaid(
        errors.length > 0
          ? plural(errors.length, {
              one: "# place in the file needs your attention. Nothing was entered.",
              other: "# places in the file need your attention. Nothing was entered.",
            })
          : plural(fresh, { one: "# new reading found.", other: "# new readings found." }),
      );
    });
  const enter = (chosen: File) =>
    doing(async () => {
      const { entered } = await importReadings(id, chosen, () => undefined);
      setFound(null);
      setFile(null);
      if (input.current) input.current.value = "";
      // The button is gone, so the focus goes to where the next file is chosen.
      input.current?.focus();
      setSaid(plural(entered, { one: "# reading was entered.", other: "# readings were entered." }));
      void queries.invalidateQueries({ queryKey: ["pilot", id] });
      void queries.invalidateQueries({ queryKey: ["desk"] });
    });

  const { title } = pilot;
  return (
    <Page
      title={t`Readings from a file`}
      lead={
        <Link to="/pilots/$id" params={{ id }}>
          {title}
        </Link>
      }
      above={<CaseLine trail={trail} />}
      width="narrow"
    >
      {pilot.abilities.enter_reading ? (
        <section className="panel stack" data-gap="sm">
          <p>
            <Trans>
              A table as CSV: the first row names the columns measure, day and value, and note if you like. A decimal
              point or comma, and days as 2026-03-31 or 31-03-2026, are both understood.
            </Trans>
          </p>
          <pre className="small">
            {t`measure;day;value;note`}
            {"\n"}
            {t`Waiting time;31-03-2026;22,5;first week`}
          </pre>
          <div className="ds-field">
            <label htmlFor="readings-file">
              <Trans>Choose the file</Trans>
            </label>
            <input
              ref={input}
              id="readings-file"
              className="ds-input"
              type="file"
              accept=".csv,text/csv,text/plain"
              // A browser says nothing of the same file chosen again, and that is what putting it right comes to.
              onClick={(event) => {
                event.currentTarget.value = "";
              }}
              onChange={(event) => {
                const [chosen] = event.target.files ?? [];
                if (chosen) void look(chosen);
              }}
            />
          </div>
          <p role="status">{busy ? t`Reading the file…` : said}</p>
          {refused ? <RefusalNotice error={refused} /> : null}
          {found ? <FileFound found={found} /> : null}
          {file && found && found.errors.length === 0 && found.new > 0 ? (
            <div className="actions">
              <Button busy={busy} onClick={() => void enter(file)}>
                {plural(found.new, { one: "Enter # reading", other: "Enter # readings" })}
              </Button>
            </div>
          ) : null}
        </section>
      ) : (
        <p className="notice" data-tone="wait">
          <Trans>Nothing can be entered into this pilot now.</Trans>
        </p>
      )}
    </Page>
  );
}
