import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "./Button";
import { Field } from "./Field";

interface Props {
  label: string;
  value: string;
  onSearch: (words: string) => void;
}

/** One line to look for something in a list; the list changes when one asks, not under one's hands. */
export function SearchField({ label, value, onSearch }: Props) {
  const [words, setWords] = useState(value);
  return (
    <search>
      <form
        className="search-field"
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(words.trim());
        }}
      >
        <Field name="q" type="search" label={label} value={words} onChange={setWords} maxLength={80} />
        <Button type="submit" look="secondary">
          <Trans>Search</Trans>
        </Button>
      </form>
    </search>
  );
}
