import { Trans, useLingui } from "@lingui/react/macro";
import { useId } from "react";
import { Choice } from "../../../ui/Field";
import { type Facet, useFacetWords } from "../pilot/kinds";
import type { Pilot } from "../pilot/requests";
import { text } from "./Hypothesis";
import { SectionForm } from "./SectionForm";
import { useSection } from "./useSection";

/** Which question the pilot asks: it places it in the organisation's portfolio, and may stay open. */
export function FacetPart({ pilot }: { pilot: Pilot }) {
  const { t } = useLingui();
  const id = useId();
  const facets = useFacetWords();
  const section = useSection({
    pilot,
    name: "facet",
    pick: ({ facet }) => ({ facet: facet ?? "" }),
    changes: ({ facet }) => ({ facet: (facet ?? "") as Facet | "" }),
    done: () => undefined,
  });
  return (
    <section className="panel stack" data-gap="sm" aria-labelledby={id}>
      <h2 className="title-sm" id={id}>
        <Trans>Which question does it ask?</Trans>
      </h2>
      <SectionForm section={section} labels={{ facet: t`Facet` }}>
        <Choice
          {...text(section, "facet")}
          label={t`Its place in your organisation's portfolio`}
          aside={t`(optional)`}
          options={facets}
        />
      </SectionForm>
    </section>
  );
}
