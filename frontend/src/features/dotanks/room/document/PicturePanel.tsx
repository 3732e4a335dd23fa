import { Trans, useLingui } from "@lingui/react/macro";
import type { Editor } from "@tiptap/core";
import { useEffect, useRef } from "react";
import { Button } from "../../../../ui/Button";
import { Field } from "../../../../ui/Field";
import { describe, removePicture } from "./picture";

/** What the selected picture shows, for whoever does not see it; asked at once when it has none yet. */
export function PicturePanel({ editor, place, alt }: { editor: Editor; place: number; alt: string }) {
  const { t } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once per picture, not while its description is typed
  useEffect(() => {
    if (alt === "") input.current?.focus();
  }, [place]);
  return (
    <form
      className="tool-panel"
      aria-label={t`Picture`}
      onSubmit={(event) => {
        event.preventDefault();
        editor.commands.focus();
      }}
    >
      <Field
        ref={input}
        name="alt"
        label={t`What does the picture show?`}
        hint={t`For whoever does not see it. For example: the counter with the form on it.`}
        value={alt}
        maxLength={300}
        autoComplete="off"
        onChange={(value) => describe(editor, place, value)}
      />
      <Button look="secondary" tone="neutral" onClick={() => removePicture(editor, place)}>
        <Trans>Remove the picture</Trans>
      </Button>
    </form>
  );
}
