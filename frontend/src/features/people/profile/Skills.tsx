import { Trans, useLingui } from "@lingui/react/macro";
import { wordsFor } from "../../../api/words";
import { AddFromList } from "../../../ui/AddFromList";
import { Select } from "../../../ui/Field";
import type { OfferedSkill } from "./requests";

interface Props {
  id: string;
  label: string;
  list: readonly { value: string; words: string }[];
  value: readonly OfferedSkill[];
  onChange: (value: OfferedSkill[]) => void;
  errors: readonly string[];
}

/** What I am good at: each skill with how well, in words, and whether I want to use it. */
export function Skills({ id, label, list, value, onChange, errors }: Props) {
  const { t } = useLingui();
  const levels = [
    { value: "1", label: t`I know what it is` },
    { value: "2", label: t`I have done it with help` },
    { value: "3", label: t`I do it on my own` },
    { value: "4", label: t`Others come to me for it` },
  ];
  const change = (skill: string, changed: Partial<OfferedSkill>) =>
    onChange(value.map((one) => (one.skill === skill ? { ...one, ...changed } : one)));
  const open = list.filter((skill) => !value.some((one) => one.skill === skill.value));
  return (
    <fieldset className="choices" id={id} tabIndex={-1} data-invalid={errors.length > 0 || undefined}>
      <legend>{label}</legend>
      {value.length > 0 ? (
        <ul className="offered">
          {value.map((one) => {
            const words = wordsFor(list, one.skill);
            return (
              <li key={one.skill} className="panel">
                <Select
                  id={`${id}-${one.skill}`}
                  name={one.skill}
                  label={words}
                  value={String(one.level)}
                  options={levels}
                  onChange={(level) => change(one.skill, { level: Number(level) })}
                />
                <label className="choice">
                  <input
                    type="checkbox"
                    className="ds-input"
                    aria-label={t`I want to use this: ${words}`}
                    checked={one.wants_to_use}
                    onChange={(event) => change(one.skill, { wants_to_use: event.target.checked })}
                  />
                  <span>
                    <Trans>I want to use this</Trans>
                  </span>
                </label>
                <button
                  type="button"
                  className="link-button small"
                  aria-label={t`Remove ${words}`}
                  onClick={() => {
                    onChange(value.filter((other) => other.skill !== one.skill));
                    document.getElementById(`${id}-add`)?.focus();
                  }}
                >
                  <Trans>Remove</Trans>
                </button>
              </li>
            );
          })}
        </ul>
      ) : null}
      <AddFromList
        id={`${id}-add`}
        label={value.length === 0 ? t`Add a first skill` : t`Add a skill`}
        options={open.map((skill) => ({ value: skill.value, label: skill.words }))}
        onAdd={(skill) => onChange([...value, { skill: skill as OfferedSkill["skill"], level: 3, wants_to_use: true }])}
      />
      {errors.map((words) => (
        <p key={words} className="field-error">
          {words}
        </p>
      ))}
    </fieldset>
  );
}
