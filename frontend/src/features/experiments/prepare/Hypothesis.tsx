import { useLingui } from "@lingui/react/macro";
import { TextArea } from "../../../ui/Field";
import type { Pilot } from "../pilot/requests";
import { SectionForm } from "./SectionForm";
import { useSection } from "./useSection";

export interface PartProps {
  pilot: Pilot;
  done: (pilot: Pilot) => void;
}

/** What the team believes will happen. */
export function Hypothesis({ pilot, done }: PartProps) {
  const { t } = useLingui();
  const section = useSection({
    pilot,
    name: "hypothesis",
    pick: ({ hypothesis }) => ({ hypothesis: hypothesis }),
    changes: ({ hypothesis }) => ({ hypothesis: hypothesis ?? "" }),
    done,
  });
  return (
    <SectionForm section={section} labels={{ hypothesis: t`What we believe` }}>
      <TextArea
        {...text(section, "hypothesis")}
        maxLength={2000}
        label={t`What do you believe will happen, for whom?`}
        hint={t`For example: if one desk handles the whole permit, people wait less than three weeks, without more mistakes.`}
      />
    </SectionForm>
  );
}

/** When to stop at once. */
export function StopRule({ pilot, done }: PartProps) {
  const { t } = useLingui();
  const section = useSection({
    pilot,
    name: "stop-rule",
    pick: ({ stop_rule }) => ({ stop_rule }),
    changes: ({ stop_rule }) => ({ stop_rule: stop_rule ?? "" }),
    done,
  });
  return (
    <SectionForm section={section} labels={{ stop_rule: t`Stop rule` }}>
      <TextArea
        {...text(section, "stop_rule")}
        maxLength={1000}
        label={t`When would you stop at once?`}
        hint={t`For example: when one person gets a decision that has to be taken back.`}
      />
    </SectionForm>
  );
}

/** One field of a part; an answer nobody gave yet is empty. */
export function text(section: ReturnType<typeof useSection>, name: string) {
  const field = section.form.field(name);
  return { ...field, value: field.value ?? "" };
}
