import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { Button } from "../../../ui/Button";
import { FormFrame, useForm } from "../../../ui/useForm";
import { type Identity, IdentityFields, type Place, PlaceFields, useOrganisationLabels } from "./fields";
import { type AddBody, addOrganisation, type Organisation, organisationQuery } from "./requests";

const EMPTY: Identity & Place = {
  name: "",
  domain: "",
  kind: "",
  level: "",
  country: "",
  region: "",
  language: "",
  time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
};

/** Brings an organisation into the network. */
export function AddOrganisation({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const labels = useOrganisationLabels();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const form = useForm<Identity & Place, Organisation>({
    start: EMPTY,
    send: (values, key) =>
      addOrganisation(
        { ...values, domain: values.domain.toLowerCase(), country: values.country.toUpperCase() } as AddBody,
        key,
      ),
    done: (added) => {
      queries.setQueryData(organisationQuery(added.id).queryKey, added);
      void queries.invalidateQueries({ queryKey: ["organisations"] });
      void navigate({ to: "/organisations/$id", params: { id: added.id } });
    },
  });
  return (
    <section className="panel stack" aria-label={t`Add an organisation`}>
      <h2 className="title-md" ref={heading} tabIndex={-1}>
        <Trans>Add an organisation</Trans>
      </h2>
      <p className="quiet">
        <Trans>People with an address at its domain can sign up at once. Checking the organisation comes next.</Trans>
      </p>
      <FormFrame form={form} labels={labels as Partial<Record<keyof (Identity & Place), string>>}>
        <IdentityFields form={form} />
        <PlaceFields form={form} />
        <div className="actions">
          <Button type="submit" busy={form.sending}>
            <Trans>Add it</Trans>
          </Button>
          <Button look="secondary" onClick={onClose}>
            <Trans>Not now</Trans>
          </Button>
        </div>
      </FormFrame>
    </section>
  );
}
