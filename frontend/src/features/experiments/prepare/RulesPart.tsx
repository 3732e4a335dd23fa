import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ruleQuery } from "../../../api/rules";
import { Field, Select, TextArea } from "../../../ui/Field";
import { RuleSuggestions } from "../../../ui/RuleSuggestions";
import type { Changes, Pilot } from "../pilot/requests";
import { type PartProps, text } from "./Hypothesis";
import { RowList } from "./RowList";
import { at, type ListOf, rowsOf, together } from "./rows";
import { SectionForm } from "./SectionForm";
import { type Texts, useSection } from "./useSection";

type RuleField = "name" | "entry" | "kind" | "owner" | "aim" | "met_otherwise";
type RouteField = "what" | "tried_by" | "result";
type RuleRow = NonNullable<Changes["rules_in_the_way"]>[number];

export const RULES: ListOf<RuleField> = {
  name: "rules_in_the_way",
  fields: ["name", "entry", "kind", "owner", "aim", "met_otherwise"],
};
export const ROUTES: ListOf<RouteField> = { name: "routes", fields: ["what", "tried_by", "result"] };
const MOST = 8;

/** Each rule in the way: what kind, whose, what it is for, and how that is reached otherwise. */
export function RulesPart({ pilot, done }: PartProps) {
  const { t } = useLingui();
  const section = useSection({ pilot, name: "rules", pick: pickRules, changes: ruleChanges, done });
  const { form } = section;
  const names: Record<RuleField, string> = {
    name: t`Rule`,
    entry: t`Rule`,
    kind: t`Kind`,
    owner: t`Owner`,
    aim: t`What it is for`,
    met_otherwise: t`How that is reached otherwise`,
  };
  const field = (place: number, name: RuleField) => text(section, at(RULES, place, name));
  return (
    <SectionForm section={section} labels={labelsOf(RULES, names, MOST)}>
      <p className="quiet">
        <Trans>Nothing in the way? Leave this empty and save. Often it is a habit, not a rule.</Trans>
      </p>
      <RowList
        section={section}
        list={RULES}
        most={MOST}
        legend={(place) => <Trans>Rule {place + 1}</Trans>}
        add={t`Add a rule`}
        remove={(place) => t`Remove rule ${place + 1}`}
      >
        {(place) => {
          const chosen = form.values[at(RULES, place, "entry")] || null;
          return (
            <>
              <Field
                {...field(place, "name")}
                maxLength={300}
                label={t`Which rule is in the way?`}
                hint={t`Name the article: for example, article 4.2 of the permit regulation.`}
              />
              <RuleSuggestions
                typed={field(place, "name").value}
                chosen={chosen}
                onChoose={(rule) => form.set(at(RULES, place, "entry"), rule ?? "")}
              />
              {chosen ? (
                <Registered
                  rule={chosen}
                  owner={<Field {...field(place, "owner")} maxLength={200} label={t`Who owns it?`} />}
                />
              ) : (
                <div className="measure__row">
                  <Select
                    {...field(place, "kind")}
                    label={t`What kind of rule is it?`}
                    empty={t`Choose`}
                    options={[
                      { value: "law", label: t`A law` },
                      { value: "own_rule", label: t`An organisation's own rule` },
                      { value: "habit", label: t`A habit` },
                      { value: "myth", label: t`A myth` },
                    ]}
                  />
                  <Field {...field(place, "owner")} maxLength={200} label={t`Who owns it?`} />
                </div>
              )}
              <TextArea {...field(place, "aim")} maxLength={1000} rows={2} label={t`What is the rule for?`} />
              <TextArea
                {...field(place, "met_otherwise")}
                maxLength={1000}
                rows={2}
                label={t`How is that reached without it?`}
              />
            </>
          );
        }}
      </RowList>
    </SectionForm>
  );
}

/** What the register says of a rule; the owner is asked for where it does not say. */
function Registered({ rule, owner }: { rule: string; owner: ReactNode }) {
  const { data: entry } = useQuery(ruleQuery(rule));
  if (!entry) return null;
  if (entry.owner_words)
    return (
      <p className="quiet small">
        <Trans>The register says what kind of rule it is and whose.</Trans>
      </p>
    );
  return (
    <>
      <p className="quiet small">
        <Trans>The register says what kind of rule it is, but not whose.</Trans>
      </p>
      {owner}
    </>
  );
}

/** The ways within the rules that were tried, by whom and with what result. */
export function RoutesPart({ pilot, done }: PartProps) {
  const { t } = useLingui();
  const section = useSection({ pilot, name: "routes", pick: pickRoutes, changes: routeChanges, done });
  const names: Record<RouteField, string> = { what: t`Way`, tried_by: t`Tried by`, result: t`Result` };
  const field = (place: number, name: RouteField) => text(section, at(ROUTES, place, name));
  return (
    <SectionForm section={section} labels={labelsOf(ROUTES, names, MOST)}>
      <p className="quiet">
        <Trans>An exemption can be asked for only after this. Four in ten find that they need none.</Trans>
      </p>
      <RowList
        section={section}
        list={ROUTES}
        most={MOST}
        legend={(place) => <Trans>Way {place + 1}</Trans>}
        add={t`Add a way that was tried`}
        remove={(place) => t`Remove way ${place + 1}`}
      >
        {(place) => (
          <>
            <Field
              {...field(place, "what")}
              maxLength={500}
              label={t`What did you try within the rules?`}
              hint={t`For example: asked the owner whether the rule allows it.`}
            />
            <div className="measure__row">
              <Field {...field(place, "tried_by")} maxLength={200} label={t`Who tried it?`} />
              <Field {...field(place, "result")} maxLength={500} label={t`What came of it?`} />
            </div>
          </>
        )}
      </RowList>
    </SectionForm>
  );
}

/** Every field that a list can have, named for the summary of refusals. */
export function labelsOf<Name extends string>(list: ListOf<Name>, names: Record<Name, string>, most: number): Texts {
  const labels: Texts = {};
  for (let place = 0; place < most; place += 1)
    for (const field of list.fields) labels[at(list, place, field)] = `${place + 1}: ${names[field]}`;
  return labels;
}

/** The rules as the fields show them. */
export const pickRules = ({ gate }: Pilot): Texts =>
  together(
    RULES,
    gate.rules_in_the_way.map(({ name, entry, kind, owner, aim, met_otherwise }) => ({
      name,
      entry: entry?.id ?? "",
      kind,
      owner,
      aim,
      met_otherwise,
    })),
  );

/** What is sent for the rules. */
export const ruleChanges = (values: Texts): Changes => ({
  rules_in_the_way: rowsOf(RULES, values).map((row) => ({
    ...row,
    entry: row.entry || null,
    kind: row.kind as NonNullable<RuleRow["kind"]>,
  })),
});

const pickRoutes = ({ gate }: Pilot): Texts =>
  together(
    ROUTES,
    gate.routes.map(({ what, tried_by, result }) => ({ what, tried_by, result })),
  );

const routeChanges = (values: Texts): Changes => ({ routes: rowsOf(ROUTES, values) });
