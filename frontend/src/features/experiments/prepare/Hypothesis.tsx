import { useLingui } from "@lingui/react/macro";
import { Choice, TextArea } from "../../../ui/Field";
import type { Changes, Pilot } from "../pilot/requests";
import { SectionForm } from "./SectionForm";
import { type Texts, useSection } from "./useSection";

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

/** When to stop at once, and how often to look. */
export function StopRule({ pilot, done }: PartProps) {
  const { t } = useLingui();
  const section = useSection({ pilot, name: "stop-rule", pick: pickStop, changes: stopChanges, done });
  return (
    <SectionForm section={section} labels={{ stop_rule: t`Stop rule`, check_in_every: t`How often you look` }}>
      <TextArea
        {...text(section, "stop_rule")}
        maxLength={1000}
        label={t`When would you stop at once?`}
        hint={t`For example: when one person gets a decision that has to be taken back.`}
      />
      <Choice
        {...text(section, "check_in_every")}
        label={t`How often do you look at it together?`}
        options={[
          { value: "7", label: t`Every week` },
          { value: "14", label: t`Every two weeks` },
          { value: "28", label: t`Every four weeks` },
        ]}
      />
    </SectionForm>
  );
}

const pickStop = ({ stop_rule, check_in_every }: Pilot): Texts => ({
  stop_rule,
  check_in_every: check_in_every === null ? "" : String(check_in_every),
});

/** What is sent for the stop rule; a rhythm that was not chosen yet stays open. */
export function stopChanges({ stop_rule = "", check_in_every = "" }: Texts): Changes {
  return { stop_rule, check_in_every: check_in_every ? (Number(check_in_every) as 7 | 14 | 28) : null };
}

/** One field of a part; an answer nobody gave yet is empty. */
export function text(section: ReturnType<typeof useSection>, name: string) {
  const field = section.form.field(name);
  return { ...field, value: field.value ?? "" };
}
