import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useRef } from "react";
import type { Card } from "./requests";

export interface PlannedItem {
  key: string;
  card: string;
  minutes: string;
  quiet: boolean;
}

interface Props {
  id: string;
  items: readonly PlannedItem[];
  cards: readonly Card[];
  errors: readonly string[];
  onChange: (items: PlannedItem[]) => void;
}

/** The agenda as a list of method cards: each with its minutes, whether it is quiet, earlier in the order, or left out. */
export function AgendaEditor({ id, items, cards, errors, onChange }: Props) {
  const { t } = useLingui();
  const added = useRef(0);
  const nameOf = (slug: string) => cards.find((card) => card.slug === slug)?.name ?? slug;
  const change = (key: string, part: Partial<PlannedItem>) =>
    onChange(items.map((item) => (item.key === key ? { ...item, ...part } : item)));
  const earlier = (place: number) => {
    const next = [...items];
    const [moved] = next.splice(place, 1);
    if (moved) next.splice(place - 1, 0, moved);
    onChange(next);
  };
  const total = items.reduce((sum, item) => sum + (Number(item.minutes) || 0), 0);
  return (
    <fieldset className="choices session-plan" id={id} tabIndex={-1} data-invalid={errors.length > 0 || undefined}>
      <legend>
        <Trans>
          Agenda, <Plural value={total} one="# minute" other="# minutes" />
        </Trans>
      </legend>
      <ol>
        {items.map((item, place) => {
          const name = nameOf(item.card);
          return (
            <li key={item.key}>
              <span className="session-plan__name">{name}</span>
              <label className="small">
                <input
                  type="number"
                  className="ds-input"
                  min={1}
                  max={240}
                  aria-label={t`Minutes for ${name}`}
                  value={item.minutes}
                  onChange={(event) => change(item.key, { minutes: event.target.value })}
                />{" "}
                <Trans>min</Trans>
              </label>
              <label className="small">
                <input
                  type="checkbox"
                  className="ds-input"
                  aria-label={t`Quiet writing in ${name}: notes stay hidden until shown`}
                  checked={item.quiet}
                  onChange={(event) => change(item.key, { quiet: event.target.checked })}
                />{" "}
                <Trans>quiet</Trans>
              </label>
              {place > 0 ? (
                <button
                  type="button"
                  className="link-button small"
                  aria-label={t`Earlier: ${name}`}
                  onClick={() => earlier(place)}
                >
                  <Trans>Earlier</Trans>
                </button>
              ) : null}
              {items.length > 1 ? (
                <button
                  type="button"
                  className="link-button small"
                  aria-label={t`Leave out: ${name}`}
                  onClick={() => onChange(items.filter((one) => one.key !== item.key))}
                >
                  <Trans>Leave out</Trans>
                </button>
              ) : null}
            </li>
          );
        })}
      </ol>
      <label className="small">
        <Trans>Add a method card</Trans>{" "}
        <select
          className="ds-input"
          value=""
          onChange={(event) => {
            const card = cards.find((one) => one.slug === event.target.value);
            if (!card) return;
            added.current += 1;
            onChange([
              ...items,
              { key: `added-${added.current}`, card: card.slug, minutes: String(card.minutes), quiet: card.quiet },
            ]);
          }}
        >
          <option value="">{t`Choose…`}</option>
          {cards.map((card) => (
            <option key={card.slug} value={card.slug}>
              {card.name}
            </option>
          ))}
        </select>
      </label>
      {errors.map((words) => (
        <p key={words} className="field-error">
          {words}
        </p>
      ))}
    </fieldset>
  );
}
