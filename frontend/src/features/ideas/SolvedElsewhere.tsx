import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { answer, api } from "../../api/client";

const ENOUGH = 12;
const PAUSE = 300;
const AT_MOST = 5;

/** Problems, pilots and lessons with words like these: beside the form, never over it. */
export function SolvedElsewhere({ title, besides }: { title: string; besides: string }) {
  const { t } = useLingui();
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(title.trim().length >= ENOUGH ? title.trim() : ""), PAUSE);
    return () => clearTimeout(timer);
  }, [title]);
  const { data } = useQuery({
    queryKey: ["similar", asked],
    queryFn: () =>
      answer(api.GET("/api/search/", { params: { query: { q: asked, kind: ["problem", "pilot", "lesson"] } } })),
    enabled: asked !== "",
    // Help that may stay away: a failure here must not disturb the writing.
    retry: false,
  });
  const found = (asked ? (data?.results ?? []) : []).filter((one) => one.id !== besides).slice(0, AT_MOST);
  return (
    <aside aria-label={t`Solved elsewhere`}>
      <p role="status" className="ds-sr-only">
        {found.length > 0 ? (
          <Plural
            value={found.length}
            one="# similar thing found beside the form"
            other="# similar things found beside the form"
          />
        ) : null}
      </p>
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
                </a>{" "}
                <span className="quiet small">{one.kind_words}</span>
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
