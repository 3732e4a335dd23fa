import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "./Button";
import { Select } from "./Field";

interface Props {
  id: string;
  label: string;
  /** What can still be added. */
  options: readonly { value: string; label: string }[];
  onAdd: (value: string) => void;
}

/** Adds one thing from a list. A button does it, not the choice: with the arrow keys a list passes over what nobody meant. */
export function AddFromList({ id, label, options, onAdd }: Props) {
  const { t } = useLingui();
  const [chosen, setChosen] = useState("");
  return (
    <>
      <Select
        id={id}
        name="add"
        label={label}
        value={chosen}
        empty={t`Choose…`}
        options={options}
        onChange={setChosen}
      />
      <p>
        <Button
          look="secondary"
          onClick={() => {
            if (chosen) onAdd(chosen);
            setChosen("");
            document.getElementById(id)?.focus();
          }}
        >
          <Trans>Add</Trans>
        </Button>
      </p>
    </>
  );
}
