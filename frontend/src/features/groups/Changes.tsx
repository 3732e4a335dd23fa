import { Trans } from "@lingui/react/macro";
import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { dateWords } from "../../lib/dates";
import { Button } from "../../ui/Button";
import { changesQuery, type Group } from "./groups";

const FIRST = 8;

/** What changed in the group and in its problems, newest first. */
export function Changes({ group }: { group: Group }) {
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(changesQuery(group.id));
  const known = data.pages.flatMap((page) => page.results);
  const [all, setAll] = useState(false);
  const changes = all ? known : known.slice(0, FIRST);
  return (
    <section className="stack" data-gap="sm" aria-labelledby="changes">
      <h2 className="title-md" id="changes">
        <Trans>What changed</Trans>
      </h2>
      <ol className="trail">
        {changes.map(({ at, words, problem }) => (
          <li key={`${at} ${words} ${problem?.id ?? ""}`}>
            {words}
            {problem ? (
              <>
                {" "}
                <Link to="/problems/$id" params={{ id: problem.id }} lang={problem.language}>
                  {problem.title}
                </Link>
              </>
            ) : null}
            <br />
            <time dateTime={at}>{dateWords(at)}</time>
          </li>
        ))}
      </ol>
      {hasNextPage || changes.length < known.length ? (
        <div className="actions">
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => (all ? fetchNextPage() : setAll(true))}>
            <Trans>Earlier changes</Trans>
          </Button>
        </div>
      ) : null}
    </section>
  );
}
