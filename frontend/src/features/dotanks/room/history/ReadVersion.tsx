import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useId, useRef } from "react";
import { timeWords } from "../../../../lib/dates";
import { Button } from "../../../../ui/Button";
import { Field } from "../../../../ui/Field";
import { RefusalNotice } from "../../../../ui/RefusalNotice";
import { SavedDocument } from "../../../../ui/SavedDocument";
import { FormFrame, useForm } from "../../../../ui/useForm";
import { type VersionCard, versionQuery } from "../requests";
import { useForms } from "./forms";
import { nameVersion, restoreVersion, type Version } from "./requests";

interface Props {
  dotank: string;
  card: VersionCard;
  /** Whether its text may be made the newest one. */
  mayRestore: boolean;
  onRestored: (version: Version) => void;
  onClose: () => void;
}

/** One version as it was saved: to read, to call something, to bring back. */
export default function ReadVersion({ dotank, card, mayRestore, onRestored, onClose }: Props) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const key = useRef(crypto.randomUUID());
  const heading = useId();
  const forms = useForms();
  const { data, error } = useQuery(versionQuery(card.id));
  useEffect(() => dialog.current?.showModal(), []);
  const restore = useMutation({
    mutationFn: () => restoreVersion(card.id, key.current),
    onSuccess: (version) => {
      void queries.invalidateQueries({ queryKey: ["versions", dotank] });
      void queries.invalidateQueries({ queryKey: ["differences", dotank] });
      onRestored(version);
      dialog.current?.close();
    },
  });
  const when = timeWords(card.created_at);
  return (
    <dialog ref={dialog} className="dialog reading" aria-labelledby={heading} onClose={onClose}>
      <div className="stack">
        <header className="row" data-spread>
          <div>
            <h2 className="title-md" id={heading} tabIndex={-1}>
              <Trans>Version {card.number}</Trans>
            </h2>
            <p className="quiet small">
              <Trans>
                Saved by {card.saved_by.name} on {when}. It stays as it is.
              </Trans>
            </p>
          </div>
          <Button look="secondary" onClick={() => dialog.current?.close()}>
            <Trans>Close</Trans>
          </Button>
        </header>
        <Name dotank={dotank} card={card} />
        {mayRestore ? (
          <div className="row version-back">
            <Button look="secondary" busy={restore.isPending} onClick={() => restore.mutate()}>
              <Trans>Bring this text back</Trans>
            </Button>
            <p className="quiet small">
              <Trans>Everybody in the room sees it at once. What stands there now is kept as a version too.</Trans>
            </p>
          </div>
        ) : null}
        {restore.error || error ? <RefusalNotice error={restore.error ?? error} /> : null}
        <p className="small">
          <Trans>Download this version:</Trans>{" "}
          {forms.map(({ form, name }, place) => (
            <span key={form}>
              {place ? " · " : null}
              <a href={`/api/versions/${card.id}/document/${form}/`} download>
                {name}
              </a>
            </span>
          ))}
        </p>
        {data ? <SavedDocument html={data.html} /> : null}
        {data || error ? null : <p role="status">{t`Loading…`}</p>}
      </div>
    </dialog>
  );
}

function Name({ dotank, card }: { dotank: string; card: VersionCard }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const form = useForm({
    start: { name: card.called?.name ?? "" },
    send: ({ name }) => nameVersion(card.id, name),
    done: ({ called }) => {
      form.reset({ name: called?.name ?? "" });
      void queries.invalidateQueries({ queryKey: ["versions", dotank] });
    },
  });
  return (
    <FormFrame form={form} labels={{ name: t`Name` }}>
      <div className="row version-name">
        <Field
          {...form.field("name")}
          label={t`Name`}
          aside={t`(optional)`}
          hint={t`For example: “Before the manager's questions”.`}
          maxLength={80}
          autoComplete="off"
        />
        <Button type="submit" look="secondary" busy={form.sending}>
          <Trans>Save the name</Trans>
        </Button>
      </div>
    </FormFrame>
  );
}
