import { useLingui } from "@lingui/react/macro";
import { Choice } from "../../../ui/Field";
import { type Facet, useFacetWords } from "../pilot/kinds";
import { type PartProps, text } from "./Hypothesis";
import { SectionForm } from "./SectionForm";
import { useSection } from "./useSection";

/** Which question the pilot asks: it places it in the organisation's portfolio. */
export function FacetPart({ pilot, done }: PartProps) {
  const { t } = useLingui();
  const facets = useFacetWords();
  const section = useSection({
    pilot,
    name: "facet",
    pick: ({ facet }) => ({ facet: facet ?? "" }),
    changes: ({ facet }) => ({ facet: (facet ?? "") as Facet | "" }),
    done,
  });
  return (
    <SectionForm section={section} labels={{ facet: t`Facet` }}>
      <Choice {...text(section, "facet")} label={t`Its place in your organisation's portfolio`} options={facets} />
    </SectionForm>
  );
}
