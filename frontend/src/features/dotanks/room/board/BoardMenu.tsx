import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "../../../../ui/ConfirmDialog";
import { Field } from "../../../../ui/Field";
import { RefusalNotice } from "../../../../ui/RefusalNotice";
import { saveAsPng } from "./picture";
import { type Board, closeBoard, fileOf, renameBoard } from "./requests";

/** What one does with a whole board: take it along, name it, close it. */
export function BoardMenu({ board }: { board: Board }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<"rename" | "close" | null>(null);
  const [title, setTitle] = useState(board.title);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const send = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setRefusal(null);
    try {
      await work();
      setAsking(null);
    } catch (error) {
      setRefusal(error);
    }
    setBusy(false);
  };
  const keep = (call: Promise<Board>) =>
    send(async () => {
      queries.setQueryData(["board", board.id], await call);
      void queries.invalidateQueries({ queryKey: ["boards"] });
    });
  const name = board.title;
  return (
    <details className="board-menu">
      <summary>
        <Trans>More</Trans>
      </summary>
      <div className="board-menu__inside">
        <a href={fileOf(board.id, "csv")} download>
          <Trans>Save as table (CSV)</Trans>
        </a>
        <a href={fileOf(board.id, "svg")} download>
          <Trans>Save as drawing (SVG)</Trans>
        </a>
        <button
          type="button"
          className="link-button"
          onClick={() => send(() => saveAsPng(fileOf(board.id, "svg"), "board.png"))}
        >
          <Trans>Save as picture (PNG)</Trans>
        </button>
        {board.abilities.write ? (
          <>
            <button type="button" className="link-button" onClick={() => setAsking("rename")}>
              <Trans>Change the title</Trans>
            </button>
            <button type="button" className="link-button" onClick={() => setAsking("close")}>
              <Trans>Close the board</Trans>
            </button>
          </>
        ) : null}
        {refusal && !asking ? <RefusalNotice error={refusal} /> : null}
      </div>
      <ConfirmDialog
        open={asking === "rename"}
        title={t`Change the title`}
        confirm={t`Save the title`}
        busy={busy}
        onConfirm={() => keep(renameBoard(board.id, title))}
        onClose={() => setAsking(null)}
      >
        <Field name="title" label={t`Title`} value={title} onChange={setTitle} maxLength={120} />
        {refusal ? <RefusalNotice error={refusal} /> : null}
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === "close"}
        title={t`Close the board “${name}”?`}
        confirm={t`Close the board`}
        busy={busy}
        onConfirm={() => keep(closeBoard(board.id))}
        onClose={() => setAsking(null)}
      >
        <p>
          <Trans>From then on it can only be read.</Trans>
        </p>
        {refusal ? <RefusalNotice error={refusal} /> : null}
      </ConfirmDialog>
    </details>
  );
}
