import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Field, Select, TextArea } from "../../../ui/Field";
import { FormActions } from "../../../ui/FormActions";
import { FormFrame, useForm } from "../../../ui/useForm";
import { type DoTank, type Proposal, submitProposal } from "./requests";

interface Props {
  dotank: DoTank;
  /** Numbers of the saved versions, newest first; at least one. */
  versions: readonly number[];
  /** What was submitted before, to start from. */
  before: Proposal | undefined;
  onDone: () => void;
  onClose: () => void;
}

/** Puts one saved version before the manager, with what is asked in one sentence. */
export function SubmitProposal({ dotank, versions, before, onDone, onClose }: Props) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  const [latest, ...older] = versions;
  useEffect(() => heading.current?.focus(), []);
  const form = useForm({
    start: {
      version: "",
      title: before?.title ?? dotank.problem.title,
      asked: before?.asked ?? "",
      summary: before?.summary ?? "",
    },
    kept: `submit-${dotank.id}`,
    send: (values, key) =>
      submitProposal(dotank.id, { ...values, version: Number(values.version || (latest ?? 0)) }, key),
    done: (answered) => {
      queries.setQueryData(["dotank", dotank.id], answered);
      void queries.invalidateQueries({ queryKey: ["proposal"] });
      void queries.invalidateQueries({ queryKey: ["trail"] });
      onDone();
    },
  });
  return (
    <section className="panel stack" aria-labelledby={`${form.id}-heading`}>
      <h2 className="title-md" id={`${form.id}-heading`} ref={heading} tabIndex={-1}>
        <Trans>Submit to {dotank.manager.name}</Trans>
      </h2>
      <FormFrame
        form={form}
        labels={{ version: t`Version`, title: t`Title`, asked: t`What you ask`, summary: t`The proposal in short` }}
      >
        <Select
          {...form.field("version")}
          label={t`Which version?`}
          hint={t`The manager reads exactly this one. Changes after it do not count.`}
          options={[
            { value: "", label: t`Version ${latest} (the latest)` },
            ...older.map((number) => ({ value: String(number), label: t`Version ${number}` })),
          ]}
        />
        <Field {...form.field("title")} label={t`Title`} maxLength={120} />
        <TextArea
          {...form.field("asked")}
          rows={2}
          maxLength={300}
          label={t`What do you ask, in one sentence?`}
          hint={t`For example: let two desks hand out permits without the second signature for twelve weeks.`}
        />
        <TextArea
          {...form.field("summary")}
          maxLength={4000}
          label={t`The proposal in about ten lines`}
          hint={t`What you want to try, what it needs, what could go wrong, and how you will know.`}
        />
        <FormActions form={form} onClose={onClose}>
          <Trans>Submit</Trans>
        </FormActions>
      </FormFrame>
    </section>
  );
}
