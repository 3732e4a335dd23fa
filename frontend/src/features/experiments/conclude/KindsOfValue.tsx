import { Trans, useLingui } from "@lingui/react/macro";
import { Choice, Select, TextArea } from "../../../ui/Field";
import type { Form } from "../../../ui/useForm";
import { useValueKindWords, VALUE_KINDS, type ValueKind } from "../pilot/kinds";
import type { Conclusion } from "../pilot/requests";
import { SCORES, useScoreWords } from "../pilot/scores";

/** One kind of value as it is typed; a score nobody gave is empty. */
export interface TypedEntry {
  kind: ValueKind;
  score: string;
  words: string;
}

interface Props {
  form: Pick<Form<object>, "id" | "errors">;
  entries: readonly TypedEntry[];
  onChange: (entries: TypedEntry[]) => void;
}

/** What it was worth beside the two scores: the kinds that count here, each with a score and its words. */
export function KindsOfValue({ form, entries, onChange }: Props) {
  const { t } = useLingui();
  const kinds = useValueKindWords();
  const score = useScoreWords();
  const field = (place: number, name: string) => ({
    id: `${form.id}-value_entries-${place}-${name}`,
    name: `value_entries.${place}.${name}`,
    errors: form.errors[`value_entries.${place}.${name}`] ?? [],
  });
  const change = (place: number, changed: Partial<TypedEntry>) =>
    onChange(entries.map((entry, at) => (at === place ? { ...entry, ...changed } : entry)));
  return (
    <section className="stack" data-gap="sm" aria-labelledby={`${form.id}-kinds`}>
      <h2 className="title-md" id={`${form.id}-kinds`}>
        <Trans>Of what kind was its value?</Trans>
      </h2>
      <Choice
        several
        id={`${form.id}-value_entries`}
        name="value_entries"
        value={entries.map(({ kind }) => kind)}
        onChange={(chosen) => onChange(chosenEntries(entries, chosen))}
        errors={form.errors.value_entries ?? []}
        label={t`Choose those you can say something about`}
        aside={t`(optional)`}
        options={VALUE_KINDS.map((kind) => ({ value: kind, label: kinds[kind] }))}
      />
      {entries.map((entry, place) => {
        const kind = kinds[entry.kind];
        return (
          <fieldset key={entry.kind} className="panel stack kind-of-value" data-gap="sm">
            <legend className="title-sm">{kind}</legend>
            <Select
              {...field(place, "score")}
              label={t`How much?`}
              value={entry.score}
              onChange={(value) => change(place, { score: value })}
              empty={t`Choose`}
              options={[...SCORES].reverse().map((value) => ({ value: String(value), label: score(value) }))}
            />
            <TextArea
              {...field(place, "words")}
              rows={2}
              maxLength={1000}
              label={t`How do you know?`}
              value={entry.words}
              onChange={(words) => change(place, { words })}
            />
          </fieldset>
        );
      })}
    </section>
  );
}

/** What the fields of each kind are called in the summary of what has to be put right. */
export function useEntryLabels() {
  const { t } = useLingui();
  const kinds = useValueKindWords();
  return (entries: readonly TypedEntry[]) => {
    const labels: Record<`value_entries.${string}`, string> = {};
    entries.forEach((entry, place) => {
      const kind = kinds[entry.kind];
      labels[`value_entries.${place}.score`] = t`${kind}, score`;
      labels[`value_entries.${place}.words`] = t`${kind}, how you know`;
    });
    return labels;
  };
}

/** The chosen kinds in their order, each with what was typed for it before. */
export function chosenEntries(entries: readonly TypedEntry[], chosen: readonly string[]): TypedEntry[] {
  return VALUE_KINDS.filter((kind) => chosen.includes(kind)).map(
    (kind) => entries.find((entry) => entry.kind === kind) ?? { kind, score: "", words: "" },
  );
}

/** What is sent for them; a score nobody gave goes as nothing, so that the server names it. */
export const sentEntries = (entries: readonly TypedEntry[]): NonNullable<Conclusion["value_entries"]> =>
  entries.map(({ kind, score, words }) => ({ kind, words, score: (score === "" ? null : Number(score)) as number }));
