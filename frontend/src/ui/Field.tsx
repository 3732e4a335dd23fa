import { type InputHTMLAttributes, type ReactNode, type Ref, type TextareaHTMLAttributes, useId } from "react";

interface FieldProps {
  /** The name of the field in the request; `form.field(name)` gives it together with value, errors and onChange. */
  name: string;
  id?: string;
  value: string;
  onChange: (value: string) => void;
  errors?: readonly string[];
  label: ReactNode;
  /** A real example or what belongs here; stays visible while typing. */
  hint?: ReactNode;
  /** Says "(optional)" and the like, beside the label. */
  aside?: ReactNode;
}

function useField(id: string | undefined, hint: ReactNode, errors: readonly string[]) {
  const made = useId();
  const base = id ?? made;
  const described = [hint && `${base}-hint`, errors.length > 0 && `${base}-error`].filter(Boolean).join(" ");
  return { base, describedBy: described || undefined, invalid: errors.length > 0 || undefined };
}

function Frame({
  base,
  label,
  hint,
  aside,
  errors = [],
  children,
}: Omit<FieldProps, "name" | "value" | "onChange"> & { base: string; children: ReactNode }) {
  return (
    <div className="ds-field">
      <label htmlFor={base}>
        {label} {aside ? <span className="quiet field-aside">{aside}</span> : null}
      </label>
      {hint ? (
        <div className="field-hint" id={`${base}-hint`}>
          {hint}
        </div>
      ) : null}
      {children}
      {errors.length > 0 ? (
        <div id={`${base}-error`}>
          {errors.map((words) => (
            <p key={words} className="field-error">
              {words}
            </p>
          ))}
        </div>
      ) : null}
    </div>
  );
}

type InputProps = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, keyof FieldProps> & { ref?: Ref<HTMLInputElement> };

/** One line to fill in. */
export function Field({
  id,
  name,
  value,
  onChange,
  errors = [],
  label,
  hint,
  aside,
  type = "text",
  ...rest
}: InputProps) {
  const { base, describedBy, invalid } = useField(id, hint, errors);
  return (
    <Frame {...{ base, label, hint, aside, errors }}>
      <input
        {...rest}
        id={base}
        name={name}
        type={type}
        className="ds-input"
        value={value}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        onChange={(event) => onChange(event.target.value)}
      />
    </Frame>
  );
}

type TextAreaProps = FieldProps &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, keyof FieldProps> & { ref?: Ref<HTMLTextAreaElement> };

/** Room for an answer that grows as one types. */
export function TextArea({
  id,
  name,
  value,
  onChange,
  errors = [],
  label,
  hint,
  aside,
  rows = 3,
  ...rest
}: TextAreaProps) {
  const { base, describedBy, invalid } = useField(id, hint, errors);
  return (
    <Frame {...{ base, label, hint, aside, errors }}>
      <textarea
        {...rest}
        id={base}
        name={name}
        rows={rows}
        className="ds-input"
        value={value}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        onChange={(event) => onChange(event.target.value)}
      />
    </Frame>
  );
}

interface Option {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
}

type SelectProps = FieldProps & { options: readonly { value: string; label: string }[]; empty?: string };

/** A choice from a long list; for up to six, `Choice` shows them all. */
export function Select({ id, name, value, onChange, errors = [], label, hint, aside, options, empty }: SelectProps) {
  const { base, describedBy, invalid } = useField(id, hint, errors);
  return (
    <Frame {...{ base, label, hint, aside, errors }}>
      <select
        id={base}
        name={name}
        className="ds-input"
        value={value}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        onChange={(event) => onChange(event.target.value)}
      >
        {empty === undefined ? null : <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

interface ChoiceProps extends Omit<FieldProps, "value" | "onChange"> {
  options: readonly Option[];
}

type OneOf = ChoiceProps & { several?: false; value: string; onChange: (value: string) => void };
type SomeOf = ChoiceProps & { several: true; value: readonly string[]; onChange: (value: string[]) => void };

/** A few answers, all in sight: one of them, or with `several` any number. */
export function Choice(props: OneOf | SomeOf) {
  const { id, name, label, hint, aside, errors = [], options } = props;
  const { base, describedBy, invalid } = useField(id, hint, errors);
  const chosen = (value: string) => (props.several ? props.value.includes(value) : props.value === value);
  const choose = (value: string, on: boolean) => {
    if (!props.several) props.onChange(value);
    else props.onChange(on ? [...props.value, value] : props.value.filter((other) => other !== value));
  };
  return (
    <fieldset className="choices" id={base} tabIndex={-1} aria-describedby={describedBy} data-invalid={invalid}>
      <legend>
        {label} {aside ? <span className="quiet field-aside">{aside}</span> : null}
      </legend>
      {hint ? (
        <div className="field-hint" id={`${base}-hint`}>
          {hint}
        </div>
      ) : null}
      {options.map((option) => (
        <label key={option.value} className="choice">
          <input
            type={props.several ? "checkbox" : "radio"}
            className="ds-input"
            name={name}
            value={option.value}
            checked={chosen(option.value)}
            onChange={(event) => choose(option.value, event.target.checked)}
          />
          <span>{option.label}</span>
          {option.hint ? <span className="field-hint">{option.hint}</span> : null}
        </label>
      ))}
      {errors.length > 0 ? (
        <div id={`${base}-error`}>
          {errors.map((words) => (
            <p key={words} className="field-error">
              {words}
            </p>
          ))}
        </div>
      ) : null}
    </fieldset>
  );
}
