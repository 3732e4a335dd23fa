import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Select } from "../../ui/Field";
import { personasQuery } from "./problems";

interface Props {
  id: string;
  name: string;
  value: string;
  onChange: (persona: string) => void;
  errors: readonly string[];
  label: string;
}

/** For who wants to be recognised: one of one's own earlier pseudonyms. Nothing where there is none. */
export function EarlierName(field: Props) {
  const { t } = useLingui();
  const { data: earlier } = useQuery(personasQuery);
  if (!earlier || earlier.length === 0) return null;
  return (
    <Select
      {...field}
      hint={t`Take an earlier one only if you want to be recognised by it: whoever finds out who wrote one of these problems knows all of them.`}
      empty={t`A new one, drawn for this problem`}
      options={earlier.map(({ id, name, posts }) => ({
        value: id,
        label: plural(posts, { one: `${name}: # problem`, other: `${name}: # problems` }),
      }))}
    />
  );
}
