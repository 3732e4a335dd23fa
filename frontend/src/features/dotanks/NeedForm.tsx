import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { wordsFor, wordsQuery } from "../../api/words";
import { numberOf } from "../../lib/numbers";
import { AddFromList } from "../../ui/AddFromList";
import { Button } from "../../ui/Button";
import { Choice, Field } from "../../ui/Field";
import { FormFrame, useForm } from "../../ui/useForm";
import { type Need, type NeedBody, needQuery, type ProposedTeam, proposeTeam, stateNeed } from "./teams";

const SIZES = ["size_min", "size_wanted", "size_max"] as const;
const HEAVIEST = 10;

interface Values extends Record<(typeof SIZES)[number] | "hours_a_week" | "weeks" | "max_per_organisation", string> {
  skills: { skill: string; weight: number }[];
  topics: string[];
  languages: string[];
  conflict_lines: string[];
}

function bodyOf(values: Values): NeedBody {
  return {
    skills: values.skills as NeedBody["skills"],
    topics: values.topics as NeedBody["topics"],
    languages: values.languages as NeedBody["languages"],
    size_min: numberOf(values.size_min),
    size_wanted: numberOf(values.size_wanted),
    size_max: numberOf(values.size_max),
    hours_a_week: numberOf(values.hours_a_week),
    weeks: numberOf(values.weeks),
    conflict_lines: values.conflict_lines.length > 0,
    max_per_organisation: numberOf(values.max_per_organisation),
  };
}

interface Props {
  problem: string;
  need: Need;
  /** A team was already proposed. */
  again: boolean;
  onProposed: (team: ProposedTeam) => void;
}

/** What the team must bring; sending it proposes a team. */
export function NeedForm({ problem, need, again, onProposed }: Props) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data: lists } = useSuspenseQuery(wordsQuery);
  const form = useForm<Values, ProposedTeam>({
    start: {
      skills: need.skills.map((one) => ({ ...one })),
      topics: [...need.topics],
      languages: [...need.languages],
      size_min: String(need.size_min),
      size_wanted: String(need.size_wanted),
      size_max: String(need.size_max),
      hours_a_week: String(need.hours_a_week),
      weeks: String(need.weeks),
      conflict_lines: need.conflict_lines ? ["apart"] : [],
      max_per_organisation: String(need.max_per_organisation),
    },
    send: async (values, key) => {
      queries.setQueryData(needQuery(problem).queryKey, await stateNeed(problem, bodyOf(values)));
      return proposeTeam(problem, key);
    },
    done: onProposed,
  });
  const labels = {
    skills: t`Skills`,
    topics: t`Topics`,
    languages: t`Languages`,
    size_min: t`At least`,
    size_wanted: t`Best`,
    size_max: t`At most`,
    hours_a_week: t`Hours a week`,
    weeks: t`Weeks`,
    conflict_lines: t`Lines of responsibility`,
    max_per_organisation: t`From one organisation at most`,
  };
  const suggesting = (list: readonly { value: string; words: string }[], suggested: readonly string[]) =>
    list.map(({ value, words }) => ({
      value,
      label: suggested.includes(value) ? (
        <>
          {words}{" "}
          <span className="quiet small">
            <Trans>the problem says so</Trans>
          </span>
        </>
      ) : (
        words
      ),
    }));
  const number = { inputMode: "numeric", type: "number", min: 1 } as const;
  return (
    <FormFrame form={form} labels={labels} className="form need">
      {need.stated ? null : (
        <p className="notice">
          <Trans>We filled in what the problem says. Change whatever does not fit.</Trans>
        </p>
      )}
      <Skills {...form.field("skills")} label={labels.skills} list={lists.skills} suggested={need.suggested.skills} />
      <fieldset className="choices">
        <legend>
          <Trans>How many people</Trans>
        </legend>
        <div className="need__numbers">
          {SIZES.map((name) => (
            <Field key={name} {...form.field(name)} {...number} label={labels[name]} />
          ))}
        </div>
      </fieldset>
      <fieldset className="choices">
        <legend>
          <Trans>How much of their time</Trans>
        </legend>
        <div className="need__numbers">
          <Field {...form.field("hours_a_week")} {...number} label={labels.hours_a_week} />
          <Field {...form.field("weeks")} {...number} label={labels.weeks} />
        </div>
      </fieldset>
      <Choice
        {...form.field("languages")}
        several
        label={labels.languages}
        hint={t`The team works in one of these.`}
        options={suggesting(lists.languages, need.suggested.languages)}
      />
      <Choice
        {...form.field("conflict_lines")}
        several
        label={labels.conflict_lines}
        options={[
          {
            value: "apart",
            label: t`At most one person from each line`,
            hint: t`Two who answer to the same ministry or group could not speak freely.`,
          },
        ]}
      />
      <Choice
        {...form.field("max_per_organisation")}
        label={labels.max_per_organisation}
        options={[
          { value: "1", label: t`one person` },
          { value: "2", label: t`two people` },
          { value: "3", label: t`three people` },
        ]}
      />
      <details className="more">
        <summary>
          {labels.topics}{" "}
          <span className="quiet field-aside">
            {plural(form.values.topics.length, { 0: "none chosen", one: "# chosen", other: "# chosen" })}
          </span>
        </summary>
        <Choice
          {...form.field("topics")}
          several
          label={t`Topics the team should follow`}
          options={suggesting(lists.topics, need.suggested.topics)}
        />
      </details>
      <div className="actions">
        <Button type="submit" look={again ? "secondary" : "primary"} busy={form.sending}>
          {form.sending ? t`Looking for a team…` : again ? t`Propose another team` : t`Propose a team`}
        </Button>
      </div>
    </FormFrame>
  );
}

interface SkillsProps {
  id: string;
  label: string;
  list: readonly { value: string; words: string }[];
  /** What the problem's own answers point at. */
  suggested: Values["skills"];
  value: Values["skills"];
  onChange: (value: Values["skills"]) => void;
  errors: readonly string[];
}

/** The skills that count, each with how much: a slider with its number. */
function Skills({ id, label, list, suggested, value, onChange, errors }: SkillsProps) {
  const { t } = useLingui();
  const left = suggested.filter((one) => !value.some((chosen) => chosen.skill === one.skill));
  const open = list.filter((skill) => !value.some((one) => one.skill === skill.value));
  return (
    <fieldset className="choices" id={id} tabIndex={-1} data-invalid={errors.length > 0 || undefined}>
      <legend>{label}</legend>
      <p className="field-hint">
        <Trans>How much each one counts, from 1 (a little) to 10 (most).</Trans>
      </p>
      {value.length > 0 ? (
        <ul className="weights">
          {value.map((one) => {
            const words = wordsFor(list, one.skill);
            return (
              <li key={one.skill}>
                <label htmlFor={`${id}-${one.skill}`}>{words}</label>
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
                <input
                  id={`${id}-${one.skill}`}
                  type="range"
                  min={0}
                  max={HEAVIEST}
                  step={1}
                  value={one.weight}
                  onChange={(event) =>
                    onChange(
                      value.map((other) =>
                        other.skill === one.skill ? { ...other, weight: Number(event.target.value) } : other,
                      ),
                    )
                  }
                />
                <output className="number" htmlFor={`${id}-${one.skill}`}>
                  {one.weight}
                </output>
              </li>
            );
          })}
        </ul>
      ) : null}
      {left.length > 0 ? (
        <p className="suggested-skills">
          <span className="quiet small">
            <Trans>The problem also points at:</Trans>
          </span>{" "}
          {left.map((one) => {
            const words = wordsFor(list, one.skill);
            return (
              <button
                key={one.skill}
                type="button"
                className="link-button small"
                onClick={() => {
                  onChange([...value, { ...one }]);
                  document.getElementById(`${id}-add`)?.focus();
                }}
              >
                <span aria-hidden="true">+ </span>
                <span className="ds-sr-only">
                  <Trans>Add the skill</Trans>
                </span>{" "}
                {words}
              </button>
            );
          })}
        </p>
      ) : null}
      <AddFromList
        id={`${id}-add`}
        label={value.length === 0 ? t`Add a first skill` : t`Add a skill`}
        options={open.map((skill) => ({ value: skill.value, label: skill.words }))}
        onAdd={(skill) => onChange([...value, { skill, weight: 5 }])}
      />
      {errors.map((words) => (
        <p key={words} className="field-error">
          {words}
        </p>
      ))}
    </fieldset>
  );
}
