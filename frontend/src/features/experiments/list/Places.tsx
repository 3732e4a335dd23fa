import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseQuery } from "@tanstack/react-query";
import { countryName } from "../../../lib/countries";
import { GoTo } from "../../../ui/GoTo";
import { addressOf } from "./Filters";
import type { PilotFilters } from "./filters";
import { NothingFound } from "./NothingFound";
import { type Place, placesQuery } from "./requests";

/** Where pilots run and have run, country by country, with the fields they are about: the map in words. */
export function Places({ filters }: { filters: PilotFilters }) {
  const { data } = useSuspenseQuery(placesQuery(filters));
  const countries = [...new Set(data.places.map(({ country }) => country))];
  if (countries.length === 0) return <NothingFound filters={filters} />;
  return (
    <div className="stack" data-gap="lg">
      {countries.map((country) => (
        <Country
          key={country}
          country={country}
          places={data.places.filter((place) => place.country === country)}
          filters={filters}
        />
      ))}
      {data.left_out > 0 ? (
        <p className="quiet">
          <Plural
            value={data.left_out}
            one="# place more is not shown: narrow the choice."
            other="# places more are not shown: narrow the choice."
          />
        </p>
      ) : null}
    </div>
  );
}

function Country({ country, places, filters }: { country: string; places: Place[]; filters: PilotFilters }) {
  const { t } = useLingui();
  const name = countryName(country);
  const listed = (chosen: PilotFilters) => addressOf({ ...filters, country, ...chosen, view: "list" });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard.
    <section className="places" aria-label={name} tabIndex={0}>
      <table className="ds-table">
        <caption className="title-md">
          {name}
          <span className="ds-sr-only">: {t`pilots by region and topic`}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t`Region`}</th>
            <th scope="col">{t`Running`}</th>
            <th scope="col">{t`Ended`}</th>
            <th scope="col">{t`About`}</th>
          </tr>
        </thead>
        <tbody>
          {places.map(({ region, running, ended, topics }) => (
            <tr key={region}>
              <th scope="row">
                <GoTo href={listed({ region })}>{region}</GoTo>
              </th>
              <td>{running}</td>
              <td>{ended}</td>
              <td>
                <ul className="places__fields">
                  {topics.map((field) => (
                    <li key={field.topic}>
                      <GoTo href={listed({ region, topic: field.topic })}>{field.topic_words}</GoTo>{" "}
                      <span className="quiet small">
                        <Trans>
                          {field.running} running, {field.ended} ended
                        </Trans>
                      </span>
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
