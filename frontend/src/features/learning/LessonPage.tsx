import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { trailQuery } from "../../api/trail";
import { addresses } from "../../lib/server-page";
import { useLive } from "../../live/useLive";
import { CaseLine } from "../../ui/FlowLine";
import { Page } from "../../ui/Page";
import { EditLesson } from "./lesson/EditLesson";
import "./lesson/lesson.css";
import { Preview } from "./lesson/Preview";
import { type Lesson, lessonQuery } from "./lesson/requests";
import { valuesOf } from "./lesson/useLesson";

const route = getRouteApi("/lessons/$id");

/** The lesson of a Do Tank: written by its team, then read by anybody. */
export default function LessonPage() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const queries = useQueryClient();
  const { data: lesson } = useSuspenseQuery(lessonQuery(id));
  const { data: trail } = useSuspenseQuery(trailQuery(lesson.problem_id));
  useLive(`problem.${lesson.problem_id}`, { "*": () => void queries.invalidateQueries({ queryKey: ["trail"] }) });
  useLive(lesson.abilities.edit ? `dotank.${lesson.dotank_id}` : null, {
    "*": () => void queries.invalidateQueries({ queryKey: ["lesson", id] }),
  });
  const published = lesson.state === "published";
  const wasDraft = useRef(!published);
  return (
    <Page
      title={published ? lesson.title : t`Write the lesson`}
      lead={
        published ? null : lesson.outcome === "not_tried" ? (
          <Trans>The proposal was declined. What you found out is worth telling all the same.</Trans>
        ) : (
          <Trans>We filled in what is known already. Make it yours, then publish it.</Trans>
        )
      }
      above={<CaseLine trail={trail} />}
      width="narrow"
    >
      {published ? (
        <Published lesson={lesson} justNow={wasDraft.current} />
      ) : lesson.abilities.edit ? (
        <EditLesson key={id} lesson={lesson} />
      ) : (
        <Preview lesson={lesson} values={valuesOf(lesson)} />
      )}
    </Page>
  );
}

function Published({ lesson, justNow }: { lesson: Lesson; justNow: boolean }) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    // The button that published it is gone, so the focus goes to what became of it.
    if (justNow) place.current?.focus();
  }, [justNow]);
  return (
    <>
      <section className="notice stack" data-tone="good" data-gap="sm" ref={place} tabIndex={-1}>
        <p role="status">
          <Trans>Published. Anybody can read it now, without an account.</Trans>
        </p>
        <div className="actions">
          <a className="ds-button" href={addresses.page(`library/lessons/${lesson.id}`)}>
            <Trans>Read it in the library</Trans>
          </a>
        </div>
      </section>
      <Preview lesson={lesson} values={valuesOf(lesson)} titled={false} />
    </>
  );
}
