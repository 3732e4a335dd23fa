import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Button } from "../../ui/Button";
import { Field, Select } from "../../ui/Field";
import { FormFrame, useForm } from "../../ui/useForm";
import { type Affected, affectedQuery, mapAffected } from "./affected";
import type { DoTank } from "./dotanks";

const MOST = 20;

/** Whom the work affects and who in the team speaks for them; says so where nobody does. */
export function AffectedMap({ dotank }: { dotank: DoTank }) {
  const { data: affected } = useSuspenseQuery(affectedQuery(dotank.id));
  const [changing, setChanging] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const { groups, warnings, may_map, language } = affected;
  if (groups.length === 0 && !may_map) return null;
  return (
    <section className="stack" data-gap="sm" aria-labelledby="affected">
      <h2 className="title-md" id="affected" ref={heading} tabIndex={-1}>
        <Trans>Who is affected</Trans>
      </h2>
      {warnings.map((one) => (
        <p key={one.code} className="notice" data-tone="wait">
          {one.words}
        </p>
      ))}
      {groups.length > 0 ? (
        <ul className="plain">
          {groups.map((group) => {
            const name = group.voice?.name;
            return (
              <li key={group.name}>
                <span lang={language}>{group.name}</span>:{" "}
                {name ? <Trans>{name} speaks for them</Trans> : <Trans>nobody speaks for them</Trans>}
              </li>
            );
          })}
        </ul>
      ) : null}
      {may_map ? (
        changing ? (
          <MapForm
            dotank={dotank.id}
            affected={affected}
            onClose={() => {
              setChanging(false);
              heading.current?.focus();
            }}
          />
        ) : (
          <div className="actions">
            <Button look="secondary" onClick={() => setChanging(true)}>
              {groups.length > 0 ? <Trans>Change the list</Trans> : <Trans>Name the groups</Trans>}
            </Button>
          </div>
        )
      ) : null}
    </section>
  );
}

interface Line {
  key: string;
  name: string;
  voice: string;
}

const newLine = (name = "", voice = ""): Line => ({ key: crypto.randomUUID(), name, voice });

function MapForm({ dotank, affected, onClose }: { dotank: string; affected: Affected; onClose: () => void }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const form = useForm({
    start: {
      groups:
        affected.groups.length > 0 ? affected.groups.map((group) => newLine(group.name, group.voice?.id)) : [newLine()],
    },
    send: ({ groups }) =>
      mapAffected(
        dotank,
        affected.version,
        groups.filter((one) => one.name.trim()).map(({ name, voice }) => ({ name, voice: voice || null })),
      ),
    done: (changed) => {
      queries.setQueryData(affectedQuery(dotank).queryKey, changed);
      onClose();
    },
  });
  const { groups } = form.values;
  const put = (place: number, change: Partial<Line>) =>
    form.set(
      "groups",
      groups.map((one, other) => (other === place ? { ...one, ...change } : one)),
    );
  const named = new Set(groups.map((one) => one.name.trim().toLowerCase()));
  const list = `groups-${dotank}`;
  return (
    <div className="panel">
      <FormFrame form={form} labels={{ groups: t`Groups` }}>
        <datalist id={list}>
          {affected.suggestions
            .filter((one) => !named.has(one.toLowerCase()))
            .map((one) => (
              <option key={one} value={one} />
            ))}
        </datalist>
        {groups.map((one, place) => {
          const number = place + 1;
          return (
            <fieldset className="choices affected-line" key={one.key}>
              <legend>{one.name.trim() || t`Group ${number}`}</legend>
              <Field
                name={`groups.${place}.name`}
                value={one.name}
                onChange={(name) => put(place, { name })}
                label={t`Which group?`}
                hint={
                  place === 0
                    ? t`In plain words, or from the list: residents, businesses, colleagues at the desk.`
                    : undefined
                }
                maxLength={80}
                list={list}
                lang={affected.language}
              />
              <Select
                name={`groups.${place}.voice`}
                value={one.voice}
                onChange={(voice) => put(place, { voice })}
                label={t`Who in the team speaks for them?`}
                empty={t`Nobody yet`}
                options={affected.voices.map((person) => ({ value: person.id, label: person.name }))}
              />
              <Button
                look="tertiary"
                tone="neutral"
                aria-label={t`Remove group ${number}`}
                onClick={() =>
                  form.set(
                    "groups",
                    groups.filter((_, other) => other !== place),
                  )
                }
              >
                <Trans>Remove</Trans>
              </Button>
            </fieldset>
          );
        })}
        {form.field("groups").errors.map((words) => (
          <p key={words} className="field-error">
            {words}
          </p>
        ))}
        <div className="actions">
          {groups.length < MOST ? (
            <Button look="secondary" onClick={() => form.set("groups", [...groups, newLine()])}>
              <Trans>One more group</Trans>
            </Button>
          ) : null}
          <Button type="submit" busy={form.sending}>
            <Trans>Save the list</Trans>
          </Button>
          <Button look="secondary" onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
        </div>
      </FormFrame>
    </div>
  );
}
