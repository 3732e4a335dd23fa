import { Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseQuery } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { wordsQuery } from "../../../api/words";
import { countryName } from "../../../lib/countries";
import { GoTo } from "../../../ui/GoTo";
import type { Gain, PilotFilters, Stage, View } from "./filters";
import { placesQuery } from "./requests";

interface Props {
  filters: PilotFilters;
  choose: (changed: PilotFilters) => void;
}

/** What narrows the pilots, above them; the address keeps it. */
export function Filters({ filters, choose }: Props) {
  const { t } = useLingui();
  const { data: lists } = useSuspenseQuery(wordsQuery);
  const { data: everywhere } = useSuspenseQuery(placesQuery({}));
  const { country = "", region = "" } = filters;
  const here = country && region ? `${country}/${region}` : "";
  const places = everywhere.places.map((place) => ({
    value: `${place.country}/${place.region}`,
    words: `${place.region}, ${countryName(place.country)}`,
  }));
  const gains = [
    { value: "better", words: t`Better than before` },
    { value: "same", words: t`No difference` },
    { value: "worse", words: t`Worse than before` },
  ];
  const views: [View, string][] = [
    ["list", t`List`],
    ["places", t`By place`],
  ];
  return (
    <div className="filters">
      <ul className="tabs">
        {views.map(([view, words]) => (
          <li key={view}>
            <GoTo
              href={addressOf({ ...filters, view })}
              aria-current={(filters.view ?? "list") === view ? "true" : undefined}
            >
              {words}
            </GoTo>
          </li>
        ))}
      </ul>
      <One
        label={t`State`}
        every={t`Every state`}
        value={filters.stage}
        options={[
          { value: "running", words: t`Running` },
          { value: "ended", words: t`Ended` },
          { value: "preparing", words: t`Being prepared by my team` },
        ]}
        onChange={(stage) => choose({ stage: stage as Stage | undefined })}
      />
      <One
        label={t`Topic`}
        every={t`Every topic`}
        value={filters.topic}
        options={lists.topics}
        onChange={(topic) => choose({ topic })}
      />
      <One
        label={t`Region`}
        every={t`Every region`}
        value={here}
        options={
          here && !places.some(({ value }) => value === here) ? [{ value: here, words: region }, ...places] : places
        }
        onChange={(place) => {
          const at = place?.indexOf("/") ?? -1;
          choose(at < 0 ? { country: undefined, region: undefined } : split(place ?? "", at));
        }}
      />
      <One
        label={t`Performance`}
        every={t`Any score`}
        value={filters.performance}
        options={gains}
        onChange={(performance) => choose({ performance: performance as Gain | undefined })}
      />
      <One
        label={t`Quality of work`}
        every={t`Any score`}
        value={filters.quality_of_work}
        options={gains}
        onChange={(gain) => choose({ quality_of_work: gain as Gain | undefined })}
      />
      {filters.organisation ? (
        <p>
          <button type="button" className="link-button" onClick={() => choose({ organisation: undefined })}>
            <Trans>Show every organisation</Trans>
          </button>
        </p>
      ) : null}
    </div>
  );
}

interface OneProps {
  label: ReactNode;
  /** What the empty choice says. */
  every: string;
  value: string | undefined;
  options: readonly { value: string; words: string }[];
  onChange: (value: string | undefined) => void;
}

function One({ label, every, value, options, onChange }: OneProps) {
  const id = useId();
  return (
    <div className="filters__one">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="ds-input"
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value || undefined)}
      >
        <option value="">{every}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The address of the pilots with these filters. */
export function addressOf({ view, ...filters }: PilotFilters): string {
  const said = Object.entries({ view: view === "places" ? view : undefined, ...filters }).filter(([, value]) => value);
  return `/app/pilots${said.length > 0 ? `?${new URLSearchParams(said as [string, string][])}` : ""}`;
}

const split = (place: string, at: number) => ({ country: place.slice(0, at), region: place.slice(at + 1) });
