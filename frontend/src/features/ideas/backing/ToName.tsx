import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { backedQuery } from "./requests";

/** What waits at the triage desk because many stand behind it: nobody who decides is named yet, or none answered. */
export function ToName() {
  const { t } = useLingui();
  const { data } = useSuspenseQuery(backedQuery);
  if (data.results.length === 0) return null;
  return (
    <section className="panel stack" data-tone="lamp" data-gap="sm" aria-label={t`Many stand behind these`}>
      <h2 className="title-sm">
        <Trans>Many stand behind these: name who decides</Trans>
      </h2>
      <ul className="plain-list">
        {data.results.map(({ id, problem, people, state, state_words }) => (
          <li key={id}>
            <Link to="/problems/$id" params={{ id: problem.id }} lang={problem.language}>
              {problem.title}
            </Link>{" "}
            <span className="quiet small">
              <Plural value={people} one="# person" other="# people" />
              {state === "missed" ? ` · ${state_words}` : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
