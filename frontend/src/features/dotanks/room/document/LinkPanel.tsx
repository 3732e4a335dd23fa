import { Trans, useLingui } from "@lingui/react/macro";
import type { Editor } from "@tiptap/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "../../../../ui/Button";
import { Field } from "../../../../ui/Field";
import { addressOf } from "./address";

/** Where the chosen words lead; Enter puts the link, Escape leaves everything as it was. */
export function LinkPanel({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const { t } = useLingui();
  const before = String(editor.getAttributes("link").href ?? "");
  const [typed, setTyped] = useState(before);
  const [errors, setErrors] = useState<string[]>([]);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  function put(event: FormEvent) {
    event.preventDefault();
    const href = addressOf(typed);
    if (!href) return setErrors([t`This is no address of a page or a mailbox. For example: https://example.org/form`]);
    const chain = editor.chain().focus().extendMarkRange("link");
    const named = before || !editor.state.selection.empty;
    if (named) chain.setMark("link", { href }).run();
    else chain.insertContent({ type: "text", text: typed.trim(), marks: [{ type: "link", attrs: { href } }] }).run();
    onClose();
  }

  return (
    <form
      className="tool-panel"
      aria-label={t`Link`}
      onSubmit={put}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        editor.commands.focus();
        onClose();
      }}
    >
      <Field
        ref={input}
        name="href"
        label={t`Where does the link lead?`}
        value={typed}
        errors={errors}
        onChange={setTyped}
        autoComplete="off"
        inputMode="url"
        maxLength={900}
      />
      <div className="row">
        <Button type="submit">
          <Trans>Put the link</Trans>
        </Button>
        {before ? (
          <Button
            look="secondary"
            onClick={() => {
              editor.chain().focus().extendMarkRange("link").unsetMark("link").run();
              onClose();
            }}
          >
            <Trans>Remove the link</Trans>
          </Button>
        ) : null}
      </div>
    </form>
  );
}
