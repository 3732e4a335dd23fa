import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useRef, useState } from "react";
import { wordsQuery } from "../../api/words";
import { LANGUAGES, languageOf } from "../../lib/i18n";
import { RefusalError } from "../../lib/refusal";
import { Button } from "../../ui/Button";
import { Choice, Field, Select, TextArea } from "../../ui/Field";
import { Page } from "../../ui/Page";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { SaveState } from "../../ui/SaveState";
import { FormFrame, useForm } from "../../ui/useForm";
import { Attach } from "./attachments/Attach";
import { CaseDataWarning } from "./CaseDataWarning";
import { ChangedElsewhere } from "./ChangedElsewhere";
import { EarlierName } from "./EarlierName";
import "./ideas.css";
import { RuleSuggestions } from "../../ui/RuleSuggestions";
import { Preview } from "./Preview";
import type { Problem } from "./problems";
import { SolvedElsewhere } from "./SolvedElsewhere";
import { bodyOf, type DraftValues, NEW_DRAFT, useServerDraft, valuesOf } from "./useServerDraft";
import { useProblemWords } from "./words";

interface Props {
  opened: Problem | null;
  onDraft?: (id: string) => void;
  title: string;
  /** Above the questions. */
  children?: ReactNode;
}

/** The answers still missing, as words for their fields. */
function missingAsRefusal(problem: Problem): RefusalError | null {
  if (problem.missing.length === 0) return null;
  const details = Object.fromEntries(problem.missing.map((part) => [part.field ?? part.code, [part.words]]));
  return new RefusalError(409, { code: "not_ready", details });
}

/** One page, six plain questions: typed text stays on this device and becomes a draft on the server. */
export function ProblemForm({ opened, onDraft = () => undefined, title, children }: Props) {
  const { t, i18n } = useLingui();
  const { data: lists } = useSuspenseQuery(wordsQuery);
  const { ruleKinds, principles, labels } = useProblemWords();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(opened?.id ?? "");
  const [preview, setPreview] = useState<Problem | null>(null);
  const [said, setSaid] = useState("");
  const wanted = useRef<"draft" | "preview">("preview");

  const start: DraftValues = opened
    ? valuesOf(opened)
    : {
        ...{ title: "", situation: "", who_is_stopped: "", rule: "", rule_kind: "unknown", whom_it_hurts: "" },
        ...{ what_was_tried: "", how_we_would_know: "", language: languageOf(i18n.locale) },
        ...{ topics: [], principle: "", by_name: false, names_rule: null, persona: "", draft: "", version: 0 },
      };
  const form = useForm<DraftValues, Problem>({
    start,
    kept: draft ? `problem-${draft}` : NEW_DRAFT,
    send: async () => {
      const problem = await server.save();
      const missing = wanted.current === "preview" ? missingAsRefusal(problem) : null;
      if (missing) throw missing;
      return problem;
    },
    refused: (refusal) => refusal.code === "outdated",
    done: (problem) => {
      if (wanted.current === "preview") setPreview(problem);
      else setSaid(t`Your draft is saved. Only you see it.`);
      wanted.current = "preview";
    },
  });
  const server = useServerDraft(form, {
    opened,
    onDraft: (id) => {
      setDraft(id);
      onDraft(id);
    },
  });

  if (preview)
    return (
      <Preview
        problem={preview}
        onBack={() => setPreview(null)}
        onPosted={(posted) => navigate({ to: "/problems/$id", params: { id: posted.id } })}
      />
    );

  const asked = opened?.state === "asked_back";
  const limit = { maxLength: 4000 };
  // In the summary a label stands before a colon.
  const named = Object.fromEntries(Object.entries(labels).map(([field, label]) => [field, label.replace(/\?$/, "")]));
  return (
    <Page
      title={title}
      lead={t`Tell what stands in the way, in your own words. Six questions; a few sentences each are enough.`}
    >
      <div className="stack">
        {children}
        {server.theirs ? (
          <ChangedElsewhere
            mine={form.values}
            theirs={server.theirs}
            labels={labels}
            onUse={(name, value) => form.set(name, value)}
            onKeepMine={server.keepMine}
            onTakeTheirs={server.takeTheirs}
          />
        ) : null}
        {server.failure && !form.refusal ? <RefusalNotice error={server.failure} /> : null}
        <FormFrame form={form} labels={named} className="form form--beside">
          <Field
            {...form.field("title")}
            label={labels.title}
            hint={t`For example: The same payslip has to be sent three times`}
            maxLength={120}
          />
          <SolvedElsewhere
            title={form.values.title}
            besides={draft}
            onLeave={
              asked
                ? undefined
                : async () => {
                    await server.leave();
                    form.reset(start);
                    await navigate({ to: "/" });
                  }
            }
          />
          <TextArea
            {...form.field("situation")}
            {...limit}
            label={<Numbered number={1}>{labels.situation}</Numbered>}
            hint={t`For example: A family that asks for help with rent, school costs and a bus pass fills in three forms and sends the same payslip to three desks.`}
          />
          <TextArea
            {...form.field("who_is_stopped")}
            {...limit}
            label={<Numbered number={2}>{labels.who_is_stopped}</Numbered>}
            hint={t`For example: Colleagues at the desk cannot use a proof that was checked next door last week.`}
          />
          <TextArea
            {...form.field("rule")}
            {...limit}
            label={<Numbered number={3}>{labels.rule}</Numbered>}
            aside={t`(optional)`}
            hint={t`For example: Article 4 of our application rules says that each desk must see the paper itself.`}
          />
          <RuleSuggestions
            typed={form.values.rule}
            chosen={form.values.names_rule}
            onChoose={(rule) => form.set("names_rule", rule)}
          />
          <Choice
            {...form.field("rule_kind")}
            onChange={(value: string) => form.set("rule_kind", value as DraftValues["rule_kind"])}
            label={labels.rule_kind}
            options={ruleKinds}
          />
          <TextArea
            {...form.field("whom_it_hurts")}
            {...limit}
            label={<Numbered number={4}>{labels.whom_it_hurts}</Numbered>}
            hint={t`For example: About 300 families a year, most of them with little time, and the colleagues who check the same paper again.`}
          />
          <TextArea
            {...form.field("what_was_tried")}
            {...limit}
            label={<Numbered number={5}>{labels.what_was_tried}</Numbered>}
            aside={t`(optional)`}
            hint={t`For example: Two years ago we asked for one shared folder; it ended at a question about privacy.`}
          />
          <TextArea
            {...form.field("how_we_would_know")}
            {...limit}
            label={<Numbered number={6}>{labels.how_we_would_know}</Numbered>}
            hint={t`For example: Nobody is asked for a paper that the municipality already has.`}
          />
          <Select
            {...form.field("language")}
            onChange={(value) => form.set("language", value as DraftValues["language"])}
            label={labels.language}
            hint={t`Others read it in this language; your words are not translated.`}
            options={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
          />
          <details className="more">
            <summary>
              <Trans>Topics and principle</Trans>{" "}
              <span className="quiet field-aside">
                <Trans>(optional)</Trans>
              </span>
            </summary>
            <div className="stack">
              <Choice
                {...form.field("topics")}
                several
                label={labels.topics}
                hint={t`At most five. They help to find colleagues who follow the same subject.`}
                options={lists.topics.map(({ value, words }) => ({ value, label: words }))}
              />
              <Select
                {...form.field("principle")}
                onChange={(value) => form.set("principle", value as DraftValues["principle"])}
                label={labels.principle}
                empty={t`None in particular`}
                options={principles}
              />
            </div>
          </details>
          <Choice
            {...form.field("by_name")}
            value={form.values.by_name ? "everybody" : "nobody"}
            onChange={(value: string) => form.set("by_name", value === "everybody")}
            label={labels.by_name}
            options={[
              {
                value: "nobody",
                label: t`Nobody`,
                hint: t`Others read a name drawn for this problem, such as “Otter 482”. Your organisation is shown only where ten or more members work; otherwise its kind or its country.`,
              },
              {
                value: "everybody",
                label: t`Everybody`,
                hint: t`Your name and your organisation stand above the problem.`,
              },
            ]}
          />
          {asked || form.values.by_name ? null : <EarlierName {...form.field("persona")} label={labels.persona} />}
          <Attach
            id={draft}
            byName={form.values.by_name}
            ready={form.values.title.trim() !== "" && form.values.situation.trim() !== ""}
            save={server.save}
          />
          <CaseDataWarning text={Object.values(bodyOf(form.values)).join("\n")} />
          <div className="form-end">
            <div className="actions">
              <Button type="submit" busy={form.sending} onClick={() => setSaid("")}>
                <Trans>See it as others will</Trans>
              </Button>
              <Button
                look="secondary"
                busy={form.sending}
                onClick={() => {
                  setSaid("");
                  wanted.current = "draft";
                  void form.submit().finally(() => {
                    wanted.current = "preview";
                  });
                }}
              >
                <Trans>Save draft</Trans>
              </Button>
              {server.state ? <SaveState state={server.state} /> : null}
            </div>
            <p role="status" className="quiet small">
              {server.state === "saved" ? said : ""}
            </p>
          </div>
        </FormFrame>
      </div>
    </Page>
  );
}

function Numbered({ number, children }: { number: number; children: ReactNode }) {
  return (
    <>
      <span className="question-number" aria-hidden="true">
        {number}
      </span>
      {children}
    </>
  );
}
