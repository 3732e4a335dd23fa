import { useLingui } from "@lingui/react/macro";
import { useId } from "react";

interface Props {
  label: string;
  hint?: string;
  value: number | null;
  /** What the ends of the scale mean. */
  low: string;
  high: string;
  steps?: number;
  onChange?: (value: number) => void;
  errors?: readonly string[];
  id?: string;
}

/** One score on a short scale: five numbered choices whose ends carry words. Read-only without `onChange`. */
export function ScoreScale({ label, hint, value, low, high, steps = 5, onChange, errors = [], id }: Props) {
  const { t } = useLingui();
  const made = useId();
  const base = id ?? made;
  const scores = Array.from({ length: steps }, (_, place) => place + 1);
  if (!onChange) {
    const words = value === null ? t`not scored` : t`${value} of ${steps}`;
    return (
      <div className="score" data-read="">
        <p className="score__label">
          {label}: <strong className="number">{words}</strong>
        </p>
        <span className="score__dots" aria-hidden="true">
          {scores.map((score) => (
            <span key={score} data-on={value !== null && score <= value ? "" : undefined} />
          ))}
        </span>
      </div>
    );
  }
  const described = [hint && `${base}-hint`, errors.length > 0 && `${base}-error`].filter(Boolean).join(" ");
  return (
    <fieldset className="choices score" aria-describedby={described || undefined} id={base} tabIndex={-1}>
      <legend>{label}</legend>
      {hint ? (
        <p className="field-hint" id={`${base}-hint`}>
          {hint}
        </p>
      ) : null}
      <div className="score__row">
        {scores.map((score) => (
          <label key={score} className="score__step">
            <input
              type="radio"
              className="ds-sr-only"
              name={base}
              value={score}
              checked={value === score}
              onChange={() => onChange(score)}
            />
            <span className="number">{score}</span>
          </label>
        ))}
      </div>
      <p className="score__ends small quiet" aria-hidden="true">
        <span>{low}</span>
        <span>{high}</span>
      </p>
      <p className="ds-sr-only">{t`1 means: ${low}. ${steps} means: ${high}.`}</p>
      {errors.map((words) => (
        <p key={words} className="field-error" id={`${base}-error`}>
          {words}
        </p>
      ))}
    </fieldset>
  );
}
