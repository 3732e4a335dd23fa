import { Trans } from "@lingui/react/macro";
import { type ReactNode, useEffect, useRef } from "react";
import { FormActions } from "../../../ui/FormActions";
import { FormFrame } from "../../../ui/useForm";
import type { Section, Texts } from "./useSection";

interface Props {
  section: Section;
  labels: Texts;
  children: ReactNode;
}

/** The fields of one part, what a colleague changed meanwhile, and the button that saves and goes on. */
export function SectionForm({ section, labels, children }: Props) {
  const { form, theirs, takeTheirs } = section;
  const notice = useRef<HTMLElement>(null);
  useEffect(() => {
    if (theirs) notice.current?.focus();
  }, [theirs]);
  return (
    <FormFrame form={form} labels={labels}>
      {theirs ? (
        <section className="notice stack" data-tone="wait" data-gap="sm" ref={notice} tabIndex={-1} role="status">
          <p>
            <Trans>A colleague saved this part while you were writing. Nothing of yours is lost. They wrote:</Trans>
          </p>
          <dl className="facts">
            {Object.entries(labels).map(([name, label]) =>
              theirs[name] && theirs[name] !== form.values[name] ? (
                <div key={name} className="theirs">
                  <dt>{label}</dt>
                  <dd>{theirs[name]}</dd>
                </div>
              ) : null,
            )}
          </dl>
          <p>
            <Trans>Save again to put yours in its place.</Trans>{" "}
            <button type="button" className="link-button" onClick={takeTheirs}>
              <Trans>Take theirs</Trans>
            </button>
          </p>
        </section>
      ) : null}
      {children}
      <FormActions form={form} look="secondary">
        <Trans>Save and go on</Trans>
      </FormActions>
    </FormFrame>
  );
}
