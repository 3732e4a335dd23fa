import { Trans, useLingui } from "@lingui/react/macro";
import type { Editor } from "@tiptap/core";
import { useState } from "react";
import { Field, Select } from "../../../../ui/Field";
import { type CheckFacts, change } from "./checkItem";

interface Props {
  editor: Editor;
  place: number;
  facts: CheckFacts;
  people: readonly { id: string; name: string }[];
}

const DAY = /^20\d\d-[01]\d-[0-3]\d$/;

/** Who does the check item in which the caret stands, and by when. */
export function CheckPanel({ editor, place, facts, people }: Props) {
  const { t } = useLingui();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <fieldset
      className="tool-panel"
      onKeyDown={(event) => {
        if (event.key === "Escape") editor.commands.focus();
      }}
    >
      <legend className="ds-sr-only">
        <Trans>This check item</Trans>
      </legend>
      <Select
        name="assignee"
        label={t`Who does it?`}
        value={people.some((one) => one.id === facts.assignee) ? (facts.assignee ?? "") : ""}
        empty={t`Nobody yet`}
        options={people.map((one) => ({ value: one.id, label: one.name }))}
        onChange={(value) => change(editor, place, { assignee: value || null })}
      />
      <Field
        name="due"
        type="date"
        label={t`By when?`}
        // While a year is typed digit by digit it is no day yet.
        value={typed ?? facts.due ?? ""}
        onChange={(value) => {
          const whole = value === "" || DAY.test(value);
          setTyped(whole ? null : value);
          if (whole) change(editor, place, { due: value || null });
        }}
      />
    </fieldset>
  );
}
