import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { currencyOf } from "../../../lib/money";
import { wholeNumber } from "../../../lib/numbers";
import { Field } from "../../../ui/Field";
import { FormActions } from "../../../ui/FormActions";
import { FormFrame, useForm } from "../../../ui/useForm";
import { type Facet, useFacetWords } from "../pilot/kinds";
import { asNumber } from "../pilot/numbers";
import { declarePortfolio, type Portfolio, portfolioQuery } from "./requests";

interface Props {
  portfolio: Portfolio;
  onDone: () => void;
}

/** Puts the answer where the page reads it; other years are read again when somebody looks. */
function useSaved(portfolio: Portfolio, onDone: () => void) {
  const queries = useQueryClient();
  const { id } = portfolio.organisation;
  return () => {
    void queries.invalidateQueries({ queryKey: portfolioQuery(id).queryKey.slice(0, 2) });
    onDone();
  };
}

/** The spread the organisation wants, in four whole percents that make a hundred. */
export function DeclareSpread({ portfolio, onDone }: Props) {
  const { t } = useLingui();
  const facets = useFacetWords();
  const said = Object.fromEntries(portfolio.facets.map(({ facet, wanted }) => [facet, String(wanted ?? "")]));
  const form = useForm({
    start: said as Record<Facet, string>,
    send: (typed) => declarePortfolio(portfolio.organisation.id, portfolio.version, { wanted: whole(typed) }),
    done: useSaved(portfolio, onDone),
  });
  const sum = facets.reduce((total, { value }) => total + (Number(form.values[value]) || 0), 0);
  return (
    <FormFrame form={form} labels={{}}>
      {facets.map(({ value, label, hint }) => (
        <Field
          key={value}
          {...form.field(value)}
          errors={form.errors[`wanted.${value}`] ?? []}
          inputMode="numeric"
          autoComplete="off"
          label={label}
          aside={t`(percent)`}
          hint={hint}
        />
      ))}
      <p className="small" role="status">
        <Trans>Together {sum} of 100 percent.</Trans>
      </p>
      <FormActions form={form} onClose={onDone}>
        <Trans>Save the spread</Trans>
      </FormActions>
    </FormFrame>
  );
}

/** What the organisation puts aside for experiments in one year. */
export function DeclareBudget({ portfolio, onDone }: Props) {
  const { t } = useLingui();
  const { budget, organisation, year } = portfolio;
  const currency = currencyOf(organisation.country);
  const form = useForm({
    start: {
      year: String(year),
      share: budget ? String(Number(budget.share)) : "",
      amount: budget ? String(budget.amount) : "",
    },
    send: (typed) =>
      declarePortfolio(organisation.id, portfolio.version, {
        budget: { year: wholeNumber(typed.year), share: asNumber(typed.share), amount: wholeNumber(typed.amount) },
      }),
    done: useSaved(portfolio, onDone),
  });
  const field = (name: "year" | "share" | "amount") => ({
    ...form.field(name),
    errors: form.errors[`budget.${name}`] ?? [],
  });
  return (
    <FormFrame form={form} labels={{}}>
      <Field {...field("year")} inputMode="numeric" autoComplete="off" label={t`Year`} />
      <Field
        {...field("share")}
        inputMode="decimal"
        autoComplete="off"
        label={t`Share of the whole budget`}
        aside={t`(percent)`}
      />
      <Field
        {...field("amount")}
        inputMode="numeric"
        autoComplete="off"
        label={t`The amount that this is`}
        aside={`(${currency})`}
      />
      <FormActions form={form} onClose={onDone}>
        <Trans>Save the budget</Trans>
      </FormActions>
    </FormFrame>
  );
}

/** Typed percents as numbers; what is no whole number goes as it is, for the server to name it. */
const whole = (typed: Record<Facet, string>) => ({
  enhancement: wholeNumber(typed.enhancement),
  mission: wholeNumber(typed.mission),
  adaptive: wholeNumber(typed.adaptive),
  anticipatory: wholeNumber(typed.anticipatory),
});
