import {
  type ChangeEvent,
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type TextareaHTMLAttributes,
  useId,
} from "react";
import { Full } from "./Full";

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

function useTies(id: string | undefined, hint: ReactNode, errors: readonly string[]) {
  const made = useId();
  const base = id ?? made;
  const described = [hint && `${base}-hint`, errors.length > 0 && `${base}-error`].filter(Boolean).join(" ");
  return { base, describedBy: described || undefined, invalid: errors.length > 0 || undefined };
}

function Name({ label, aside }: Pick<FieldProps, "label" | "aside">) {
  return (
    <>
      {label} {aside ? <span className="quiet field-aside">{aside}</span> : null}
    </>
  );
}

/** The hint before a control and the refusals after it. */
function Around({
  base,
  hint,
  errors = [],
  children,
}: Pick<FieldProps, "hint" | "errors"> & { base: string; children: ReactNode }) {
  return (
    <>
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
    </>
  );
}

type Typed = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What a field shows around its control, and what ties the control to it; the rest belongs to the control alone. */
function useField<Rest>({ id, name, value, onChange, errors = [], label, hint, aside, ...rest }: FieldProps & Rest) {
  const { base, describedBy, invalid } = useTies(id, hint, errors);
  const control = {
    id: base,
    name,
    className: "ds-input",
    value,
    "aria-describedby": describedBy,
    "aria-invalid": invalid,
    onChange: (event: ChangeEvent<Typed>) => onChange(event.target.value),
  };
  const frame = (inside: ReactNode) => (
    <div className="ds-field">
      <label htmlFor={base}>
        <Name label={label} aside={aside} />
      </label>
      <Around base={base} hint={hint} errors={errors}>
        {inside}
      </Around>
    </div>
  );
  return { control, frame, rest };
}

type InputProps = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, keyof FieldProps> & { ref?: Ref<HTMLInputElement> };

/** One line to fill in. */
export function Field({ type = "text", ...props }: InputProps) {
  const { control, frame, rest } = useField(props);
  return frame(<input {...rest} {...control} type={type} />);
}

type TextAreaProps = FieldProps &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, keyof FieldProps> & { ref?: Ref<HTMLTextAreaElement> };

/** Room for an answer that grows as one types. */
export function TextArea({ rows = 3, ...props }: TextAreaProps) {
  const { control, frame, rest } = useField(props);
  return frame(
    <>
      <textarea {...rest} {...control} rows={rows} />
      <Full text={control.value} most={rest.maxLength} />
    </>,
  );
}

type SelectProps = FieldProps & { options: readonly { value: string; label: string }[]; empty?: string };

/** A choice from a long list; for up to six, `Choice` shows them all. */
export function Select({ options, empty, ...props }: SelectProps) {
  const { control, frame } = useField(props);
  return frame(
    <select {...control}>
      {empty === undefined ? null : <option value="">{empty}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>,
  );
}

interface Option {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
}

interface ChoiceProps extends Omit<FieldProps, "value" | "onChange"> {
  options: readonly Option[];
}

type OneOf = ChoiceProps & { several?: false; value: string; onChange: (value: string) => void };
type SomeOf = ChoiceProps & { several: true; value: readonly string[]; onChange: (value: string[]) => void };

/** A few answers, all in sight: one of them, or with `several` any number. */
export function Choice(props: OneOf | SomeOf) {
  const { id, name, label, hint, aside, errors = [], options } = props;
  const { base, describedBy, invalid } = useTies(id, hint, errors);
  const chosen = (value: string) => (props.several ? props.value.includes(value) : props.value === value);
  const choose = (value: string, on: boolean) => {
    if (!props.several) props.onChange(value);
    else props.onChange(on ? [...props.value, value] : props.value.filter((other) => other !== value));
  };
  return (
    <fieldset className="choices" id={base} tabIndex={-1} aria-describedby={describedBy} data-invalid={invalid}>
      <legend>
        <Name label={label} aside={aside} />
      </legend>
      <Around base={base} hint={hint} errors={errors}>
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
      </Around>
    </fieldset>
  );
}
