import { Trans, useLingui } from "@lingui/react/macro";
import { Choice, Field } from "../../../ui/Field";
import type { Changes, Pilot } from "../pilot/requests";
import { type PartProps, text } from "./Hypothesis";
import { SectionForm } from "./SectionForm";
import { type Texts, useSection } from "./useSection";

const PARTS = ["rule", "legal_basis", "granted_by", "valid_from", "valid_until"] as const;
const at = (part: (typeof PARTS)[number]) => `exemption.${part}`;

/** Whether a rule must be set aside; if so which, on what basis, by whom and until when. */
export function ExemptionPart({ pilot, done }: PartProps) {
  const { t } = useLingui();
  const section = useSection({ pilot, name: "exemption", pick: pickExemption, changes: exemptionChanges, done });
  const last = pilot.ends_on;
  return (
    <SectionForm
      section={section}
      labels={{
        needs_exemption: t`Must a rule be set aside?`,
        [at("rule")]: t`Rule`,
        [at("legal_basis")]: t`Legal basis`,
        [at("granted_by")]: t`Granted by`,
        [at("valid_from")]: t`From`,
        [at("valid_until")]: t`Until and including`,
      }}
    >
      <Choice
        {...text(section, "needs_exemption")}
        label={t`Must a rule be set aside for this pilot?`}
        hint={t`Often it is a habit, not a rule. Ask who owns the rule before you say yes.`}
        options={[
          { value: "no", label: t`No, it stays within the rules` },
          { value: "yes", label: t`Yes, somebody has to grant an exemption` },
        ]}
      />
      {section.form.values.needs_exemption === "yes" ? (
        <>
          {pilot.gate.routes.length === 0 ? (
            <p className="notice" data-tone="wait">
              <Trans>Say first which ways within the rules you tried. Only then can an exemption be asked for.</Trans>
            </p>
          ) : null}
          <p className="quiet">
            <Trans>Fill this in when the exemption has been granted. Until then the pilot cannot start.</Trans>
          </p>
          <Choice
            {...text(section, at("rule"))}
            label={t`Which of the rules in the way is set aside?`}
            options={pilot.gate.rules_in_the_way.map(({ name }) => ({ value: name, label: name }))}
          />
          <Field
            {...text(section, at("legal_basis"))}
            maxLength={300}
            label={t`On what legal basis?`}
            hint={t`The law that allows an exception, and where.`}
          />
          <Field {...text(section, at("granted_by"))} maxLength={200} label={t`Who granted it?`} />
          <div className="measure__row">
            <Field {...text(section, at("valid_from"))} type="date" label={t`From`} />
            <Field
              {...text(section, at("valid_until"))}
              type="date"
              {...(last ? { min: last } : {})}
              label={t`Until and including`}
              hint={t`Not before the last day of the pilot.`}
            />
          </div>
        </>
      ) : null}
    </SectionForm>
  );
}

/** The exemption as the fields show it; rule and basis of one that was copied, until there is an own one. */
export function pickExemption({ needs_exemption: needs, exemption, gate }: Pilot): Texts {
  const values: Texts = { needs_exemption: needs === null ? "" : needs ? "yes" : "no" };
  for (const part of PARTS) values[at(part)] = exemption?.[part] ?? "";
  if (exemption === null && gate.copied) {
    values[at("rule")] = gate.copied.rule;
    values[at("legal_basis")] = gate.copied.legal_basis;
  }
  return values;
}

/** What is sent: a yes without any words yet is kept as a yes. */
export function exemptionChanges(values: Texts): Changes {
  const needs = values.needs_exemption;
  if (needs !== "yes") return { needs_exemption: needs === "no" ? false : null };
  const [rule = "", legal_basis = "", granted_by = "", valid_from = "", valid_until = ""] = PARTS.map(
    (part) => values[at(part)] ?? "",
  );
  const exemption = { rule, legal_basis, granted_by, valid_from, valid_until };
  if (!Object.values(exemption).some(Boolean)) return { needs_exemption: true };
  return { needs_exemption: true, exemption };
}
