import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { Editor } from "@tiptap/core";
import { useEffect, useRef } from "react";
import { Button } from "../../../../ui/Button";
import { RefusalNotice } from "../../../../ui/RefusalNotice";
import { templatesQuery } from "../requests";
import { putTemplate } from "./templates";

/** The outlines one can begin a text with; one press puts it in, and undo takes it away again. */
export function TemplatePanel({ editor, room, onClose }: { editor: Editor; room: string; onClose: () => void }) {
  const { t } = useLingui();
  const { data, error } = useQuery(templatesQuery(room));
  const panel = useRef<HTMLFieldSetElement>(null);
  const there = data !== undefined;
  useEffect(() => {
    if (there) panel.current?.querySelector("button")?.focus();
  }, [there]);
  return (
    <fieldset
      ref={panel}
      className="tool-panel"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        editor.commands.focus();
        onClose();
      }}
    >
      <legend className="ds-sr-only">
        <Trans>Put in a template</Trans>
      </legend>
      {error ? <RefusalNotice error={error} /> : null}
      {there || error ? null : <p role="status">{t`Loading…`}</p>}
      {data?.map((template) => (
        <Button
          key={template.id}
          look="secondary"
          onClick={() => {
            putTemplate(editor, template.blocks);
            onClose();
          }}
        >
          {template.title}
        </Button>
      ))}
    </fieldset>
  );
}
