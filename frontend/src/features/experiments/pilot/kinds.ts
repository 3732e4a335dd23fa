import { useLingui } from "@lingui/react/macro";
import type { components } from "../../../api/schema";

export type ValueKind = components["schemas"]["ValueKind"];
export type Facet = components["schemas"]["Facet"];

/** In this order everywhere. */
export const VALUE_KINDS: readonly ValueKind[] = [
  "quality",
  "efficiency",
  "employee_satisfaction",
  "citizen_involvement",
  "political_goals",
  "avoided_cost",
  "value_for_business",
];

/** What each kind of value is called. */
export function useValueKindWords(): Record<ValueKind, string> {
  const { t } = useLingui();
  return {
    quality: t`Quality`,
    efficiency: t`Efficiency`,
    employee_satisfaction: t`Employee satisfaction`,
    citizen_involvement: t`Citizen involvement`,
    political_goals: t`Political goals`,
    avoided_cost: t`Avoided cost`,
    value_for_business: t`Value for business`,
  };
}

/** Each facet with the question it opens with. */
export function useFacetWords(): { value: Facet; label: string; hint: string }[] {
  const { t } = useLingui();
  return [
    { value: "enhancement", label: t`Enhancement`, hint: t`How might we do what we do better?` },
    { value: "mission", label: t`Mission`, hint: t`How might we reach what we set out to reach?` },
    { value: "adaptive", label: t`Adaptive`, hint: t`How does our changed situation alter how we do it?` },
    {
      value: "anticipatory",
      label: t`Anticipatory`,
      hint: t`How could what is emerging change what we should be doing?`,
    },
  ];
}
