import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { dateWords } from "../../../lib/dates";
import { Button } from "../../../ui/Button";
import { Field } from "../../../ui/Field";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { type Changes, type Clash, lookAtClashes, type Pilot, pilotQuery } from "../pilot/requests";
import { type PartProps, text } from "./Hypothesis";
import { SectionForm } from "./SectionForm";
import { type Texts, useSection } from "./useSection";

/** What the pilot touches, and which others touch the same. */
export function OthersPart({ pilot, done }: PartProps) {
  const { t } = useLingui();
  const section = useSection({ pilot, name: "others", pick: pickTouched, changes: touchedChanges, done });
  return (
    <>
      <SectionForm section={section} labels={{ services: t`Services`, population: t`People` }}>
        <Field
          {...text(section, "services")}
          maxLength={300}
          label={t`Which services does it touch?`}
          hint={t`One or two words each, with commas between: for example, housing permits.`}
        />
        <Field
          {...text(section, "population")}
          maxLength={300}
          label={t`Which people is it for?`}
          hint={t`With commas between: for example, newcomers, families.`}
        />
      </SectionForm>
      <Clashes pilot={pilot} done={done} />
    </>
  );
}

function Clashes({ pilot, done }: PartProps) {
  const queries = useQueryClient();
  const look = useMutation({
    mutationFn: () => lookAtClashes(pilot.id),
    onSuccess: (seen) => {
      queries.setQueryData(pilotQuery(pilot.id).queryKey, seen);
      done(seen);
    },
  });
  const { clashes } = pilot.gate;
  const unseen = clashes.some(({ looked_at }) => looked_at === null);
  return (
    <section className="stack" data-gap="sm">
      <h3 className="title-sm">
        <Trans>Other pilots that touch the same</Trans>
      </h3>
      {clashes.length === 0 ? (
        <p className="quiet">
          <Trans>None that is prepared or running now.</Trans>
        </p>
      ) : (
        <ul className="plain-list stack" data-gap="sm">
          {clashes.map((clash) => (
            <li key={`${clash.pilot_id}${clash.organisation.id}${clash.call.id}`} className="notice">
              <OneClash clash={clash} />
            </li>
          ))}
        </ul>
      )}
      {unseen ? (
        <div className="actions">
          <Button look="secondary" busy={look.isPending} onClick={() => look.mutate()}>
            <Trans>We have seen it and will call them</Trans>
          </Button>
        </div>
      ) : null}
      {look.error ? <RefusalNotice error={look.error} /> : null}
    </section>
  );
}

function OneClash({ clash: { pilot_id: id, title, organisation, call, touches, looked_at: seen } }: { clash: Clash }) {
  const day = seen ? dateWords(seen) : "";
  const { name: where } = organisation;
  const { name: who } = call;
  return (
    <>
      <p>
        {id ? (
          <Link to="/pilots/$id" params={{ id }}>
            {title}
          </Link>
        ) : (
          <Trans>A pilot that is being prepared</Trans>
        )}{" "}
        <span className="quiet">{where}</span>
      </p>
      <ul className="quiet small">
        {touches.map(({ what, what_words: kind, words }) => (
          <li key={what}>
            {kind}: {words.join(", ")}
          </li>
        ))}
      </ul>
      <p>
        <Trans>Call {who}.</Trans>{" "}
        {seen ? (
          <span className="quiet small">
            <Trans>Seen {day}.</Trans>
          </span>
        ) : null}
      </p>
    </>
  );
}

const pickTouched = ({ services, population }: Pilot): Texts => ({
  services: services.join(", "),
  population: population.join(", "),
});

/** Words between commas. */
export const tagsOf = (typed = ""): string[] =>
  typed
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);

const touchedChanges = (values: Texts): Changes => ({
  services: tagsOf(values.services),
  population: tagsOf(values.population),
});
