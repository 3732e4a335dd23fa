import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, type ReactNode, useCallback, useEffect, useId, useRef, useState } from "react";
import { forget, keep, readKept } from "../lib/kept";
import { RefusalError } from "../lib/refusal";
import { RefusalNotice } from "./RefusalNotice";

interface Options<Values, Answer> {
  start: Values;
  /** Sends the values; `key` is the Idempotency-Key of this attempt. */
  send: (values: Values, key: string) => Promise<Answer>;
  done: (answer: Answer, values: Values) => void;
  /** A name under which typed text stays on this device until it was sent. */
  kept?: string;
  /** Called instead of showing the refusal, when it returns true ("outdated" is often handled by the page). */
  refused?: (refusal: RefusalError) => boolean;
}

export interface Form<Values> {
  values: Values;
  set: <Name extends keyof Values>(name: Name, value: Values[Name]) => void;
  reset: (values: Values) => void;
  /** Everything `Field`, `TextArea` and `Choice` want to know about one field. */
  field: <Name extends keyof Values & string>(
    name: Name,
  ) => {
    id: string;
    name: Name;
    value: Values[Name];
    onChange: (value: Values[Name]) => void;
    errors: readonly string[];
  };
  errors: Readonly<Record<string, readonly string[]>>;
  refusal: unknown;
  sending: boolean;
  changed: boolean;
  keptHere: boolean;
  submit: (event?: FormEvent) => Promise<void>;
  id: string;
}

const newKey = (): string => crypto.randomUUID();

/**
 * A form whose typed text is never lost: refusals go next to their fields and the first one gets the focus.
 * The same attempt keeps its key when the server could not be reached, so sending again does it once.
 */
export function useForm<Values extends object, Answer>(options: Options<Values, Answer>): Form<Values> {
  const { kept } = options;
  const id = useId();
  const [values, setValues] = useState<Values>(() => ({
    ...options.start,
    ...(kept ? readKept<Partial<Values>>(kept) : {}),
  }));
  const [refusal, setRefusal] = useState<unknown>(null);
  // What was answered anew since the refusal: its words no longer fit.
  const [renewed, setRenewed] = useState<ReadonlySet<string>>(new Set());
  const [sending, setSending] = useState(false);
  const [changed, setChanged] = useState(() => kept !== undefined && readKept(kept) !== undefined);
  const [keptHere, setKeptHere] = useState(changed);
  const key = useRef(newKey());
  const busy = useRef(false);
  const keeping = useRef<ReturnType<typeof setTimeout>>(undefined);
  const errors =
    refusal instanceof RefusalError
      ? Object.fromEntries(
          Object.entries(refusal.details).filter(([field]) => !renewed.has(field.split(".", 1)[0] ?? "")),
        )
      : {};

  useEffect(() => {
    if (!kept || !changed) return;
    keeping.current = setTimeout(() => setKeptHere(keep(kept, values)), 300);
    return () => clearTimeout(keeping.current);
  }, [kept, changed, values]);

  useEffect(() => {
    if (!(refusal instanceof RefusalError)) return;
    const first = document.querySelector<HTMLElement>(
      `[data-form="${CSS.escape(id)}"] :is([aria-invalid="true"], [data-invalid])`,
    );
    (first ?? document.getElementById(`${id}-refusal`))?.focus();
  }, [refusal, id]);

  const set: Form<Values>["set"] = useCallback((name, value) => {
    setChanged(true);
    key.current = newKey();
    setRenewed((before) => new Set(before).add(String(name)));
    setValues((before) => ({ ...before, [name]: value }));
  }, []);

  return {
    id,
    values,
    set,
    reset: (next) => {
      setValues(next);
      setChanged(false);
      setRefusal(null);
      if (kept) forget(kept);
    },
    field: (name) => ({
      id: `${id}-${name}`,
      name,
      value: values[name],
      onChange: (value) => set(name, value),
      errors: wordsFor(errors, name),
    }),
    errors,
    refusal,
    sending,
    changed,
    keptHere,
    submit: async (event) => {
      event?.preventDefault();
      if (busy.current) return;
      busy.current = true;
      setSending(true);
      try {
        const answer = await options.send(values, key.current);
        key.current = newKey();
        // What was sent must not be kept once more before React gets to it.
        clearTimeout(keeping.current);
        if (kept) forget(kept);
        setRefusal(null);
        setChanged(false);
        setKeptHere(false);
        options.done(answer, values);
      } catch (error) {
        const known = error instanceof RefusalError ? error : null;
        if (!known) console.error(error);
        if (!known?.mayWorkLater) key.current = newKey();
        setRenewed(new Set());
        if (!known || !options.refused?.(known)) setRefusal(error);
      } finally {
        busy.current = false;
        setSending(false);
      }
    },
  };
}

const isAboutFields = (refusal: unknown): boolean =>
  refusal instanceof RefusalError && Object.keys(refusal.details).length > 0;

/** A field's own words and those of its parts ("measures.0.target" belongs to "measures"). */
function wordsFor(errors: Readonly<Record<string, readonly string[]>>, name: string): readonly string[] {
  return Object.entries(errors).flatMap(([field, words]) => (isPart(field, name) ? words : []));
}

const isPart = (field: string, name: string): boolean => field === name || field.startsWith(`${name}.`);

/** Of these names the longest that a field is, or is a part of. */
const nearest = (names: readonly string[], field: string): string | undefined =>
  names.filter((name) => isPart(field, name)).sort((a, b) => b.length - a.length)[0];

/** "measures.0.target" stands in the page as "…-measures-0-target". */
const idOf = (form: string, name: string): string => `${form}-${name.replaceAll(".", "-")}`;

type Labels<Name extends string> = Partial<Record<Name | `${Name}.${string}`, string>>;

interface FrameProps<Values> {
  form: Form<Values>;
  /** The label of each field, for the summary; a part of one may have its own ("measures.0.target"). */
  labels: Labels<keyof Values & string>;
  children: ReactNode;
  className?: string;
}

/** The form element with its summary of what has to be put right. */
export function FormFrame<Values extends object>({ form, labels, children, className = "form" }: FrameProps<Values>) {
  const { t } = useLingui();
  const labelled = Object.entries<string | undefined>(labels);
  const named = Object.entries(form.errors).map(([field, words]) => ({
    words,
    name: nearest(Object.keys(labels), field),
  }));
  const found = labelled.flatMap(([name, label]) =>
    named
      .filter((one) => one.name === name)
      .flatMap(({ words }) => words.map((said) => ({ name, label, words: said }))),
  );
  const others = named.flatMap(({ name, words }) => (name === undefined ? words : []));
  const count = found.length + others.length;
  return (
    <form className={className} noValidate onSubmit={form.submit} data-form={form.id}>
      {count > 0 ? (
        <section
          className="error-summary"
          role="alert"
          id={`${form.id}-refusal`}
          tabIndex={-1}
          aria-label={t`What has to be put right`}
        >
          <h2 className="title-sm">
            <Trans>Please look at these answers again</Trans>
          </h2>
          <ul>
            {found.map(({ name, label, words }) => (
              <li key={name + words}>
                <a
                  href={`#${idOf(form.id, name)}`}
                  onClick={(event) => {
                    event.preventDefault();
                    document.getElementById(idOf(form.id, name))?.focus();
                  }}
                >
                  {label}: {words}
                </a>
              </li>
            ))}
            {others.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </section>
      ) : form.refusal && !isAboutFields(form.refusal) ? (
        <div id={`${form.id}-refusal`} tabIndex={-1}>
          <RefusalNotice error={form.refusal} />
        </div>
      ) : null}
      {children}
    </form>
  );
}
