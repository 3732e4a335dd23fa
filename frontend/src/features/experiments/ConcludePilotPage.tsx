import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useRouter } from "@tanstack/react-router";
import { trailQuery } from "../../api/trail";
import { CaseLine } from "../../ui/FlowLine";
import { Page } from "../../ui/Page";
import { Conclusion } from "./conclude/Conclusion";
import { measureWords } from "./pilot/headline";
import "./pilot/pilot.css";
import { usePilot } from "./pilot/usePilot";
import { Worth } from "./pilot/Worth";

const route = getRouteApi("/pilots/$id/conclude");

/** Ending a pilot: its verdict and its worth; then the lesson opens, filled. */
export default function ConcludePilotPage() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const queries = useQueryClient();
  const router = useRouter();
  const { pilot, trail, lesson } = usePilot(id);

  async function toLesson() {
    void queries.invalidateQueries({ queryKey: ["desk"] });
    const after = await queries.fetchQuery({ ...trailQuery(pilot.problem.id), staleTime: 0 });
    const link = after.stations.find((station) => station.name === "lesson")?.link;
    if (link) router.history.push(link);
  }

  const { title } = pilot;
  const readings = pilot.measures.filter((measure) => measure.readings.length > 0);
  return (
    <Page
      title={t`Close the pilot`}
      lead={
        <Link to="/pilots/$id" params={{ id }}>
          {title}
        </Link>
      }
      above={<CaseLine trail={trail} />}
      width="narrow"
    >
      {pilot.state === "closed" ? (
        <Worth pilot={pilot} lesson={lesson} />
      ) : pilot.abilities.conclude ? (
        <>
          <section className="panel stack" data-gap="sm" data-tone="accent" aria-labelledby="measured">
            <h2 className="title-sm" id="measured">
              <Trans>What the readings say</Trans>
            </h2>
            {readings.length > 0 ? (
              <ul>
                {readings.map((measure) => (
                  <li key={measure.id}>{measureWords(measure)}</li>
                ))}
              </ul>
            ) : (
              <p className="quiet">
                <Trans>Nothing was entered. Say in your own words what you saw.</Trans>
              </p>
            )}
            {pilot.state === "running" ? (
              <p className="small">
                <Trans>The pilot is still running. It ends with your answer.</Trans>
              </p>
            ) : null}
          </section>
          <Conclusion pilot={pilot} onDone={() => void toLesson()} />
        </>
      ) : (
        <p className="notice" data-tone="wait">
          <Trans>The team gives the verdict when the pilot has ended.</Trans>
        </p>
      )}
    </Page>
  );
}
