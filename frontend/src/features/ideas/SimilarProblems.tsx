import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { answer, api } from "../../api/client";

const ENOUGH = 12;

/** Problems that others posted with words like these: beside the form, never over it. */
export function SimilarProblems({ title, besides }: { title: string; besides: string }) {
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(title.trim().length >= ENOUGH ? title.trim() : ""), 900);
    return () => clearTimeout(timer);
  }, [title]);
  const { data } = useQuery({
    queryKey: ["similar", asked],
    queryFn: () => answer(api.GET("/api/search/", { params: { query: { q: asked, kind: ["problem"] } } })),
    enabled: asked !== "",
    // Help that may stay away: a failure here must not disturb the writing.
    retry: false,
  });
  const found = (asked ? (data?.results ?? []) : []).filter((one) => one.id !== besides).slice(0, 3);
  return (
    <aside>
      {found.length > 0 ? (
        <section className="panel stack" data-gap="sm">
          <h2 className="title-sm">
            <Trans>Others met something like this</Trans>
          </h2>
          <ul className="plain-list">
            {found.map((one) => (
              <li key={one.id}>
                <a href={one.link} target="_blank" rel="noreferrer" lang={one.language}>
                  {one.title}
                </a>
              </li>
            ))}
          </ul>
          <p className="quiet small">
            <Trans>They open in a new window. Yours may still be different: post it when it is.</Trans>
          </p>
        </section>
      ) : null}
    </aside>
  );
}
