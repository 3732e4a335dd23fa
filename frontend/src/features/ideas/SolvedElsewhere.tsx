import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { answer, api } from "../../api/client";
import type { components } from "../../api/schema";
import { Button } from "../../ui/Button";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { support } from "./conversation/conversation";
import { MineToo } from "./MineToo";

export type Found = components["schemas"]["FoundAnswer"];

const ENOUGH = 12;
const PAUSE = 300;
const AT_MOST = 5;

interface Props {
  title: string;
  /** The draft itself, which is no help to itself. */
  besides: string;
  /** Throws the draft away; left out where others have read it already. */
  onLeave?: () => Promise<unknown>;
}

/** Problems, pilots and lessons with words like these: beside the form, never over it. */
export function SolvedElsewhere({ title, besides, onLeave }: Props) {
  const { t } = useLingui();
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(title.trim().length >= ENOUGH ? title.trim() : ""), PAUSE);
    return () => clearTimeout(timer);
  }, [title]);
  const { data } = useQuery({
    queryKey: ["similar", asked],
    queryFn: () =>
      answer(
        api.GET("/api/search/", { params: { query: { q: asked, kind: ["problem", "pilot", "lesson"], alike: true } } }),
      ),
    enabled: asked !== "",
    // Help that may stay away: a failure here must not disturb the writing.
    retry: false,
  });
  const found = (asked ? (data?.results ?? []) : []).filter((one) => one.id !== besides).slice(0, AT_MOST);
  const say = useMutation({ mutationFn: (one: Found) => support(one.id, {}, crypto.randomUUID()) });
  const mine = say.data && say.variables;
  const place = useRef<HTMLElement>(null);
  const goOn = () => {
    say.reset();
    // The button that was pressed is gone: the next question is one stop further.
    place.current?.focus();
  };
  return (
    <aside aria-label={t`Solved elsewhere`} className="elsewhere" tabIndex={-1} ref={place}>
      <p role="status" className="ds-sr-only">
        {found.length > 0 && !mine ? (
          <Plural
            value={found.length}
            one="# similar thing found, after the title"
            other="# similar things found, after the title"
          />
        ) : null}
      </p>
      {mine ? (
        <MineToo key={mine.id} one={mine} said={say.data} onGoOn={goOn} onLeave={onLeave} />
      ) : found.length > 0 ? (
        <section className="panel stack" data-gap="sm">
          <h2 className="title-sm">
            <Trans>Others met something like this</Trans>
          </h2>
          {say.error ? <RefusalNotice error={say.error} /> : null}
          <ul className="plain-list">
            {found.map((one) => (
              <li key={one.id} className="rule-suggestion">
                <span>
                  <a href={one.link} target="_blank" rel="noreferrer" lang={one.language}>
                    {one.title}
                  </a>{" "}
                  <span className="quiet small">{one.kind_words}</span>
                </span>
                {one.kind === "problem" ? (
                  <Button
                    look="secondary"
                    busy={say.isPending}
                    aria-label={t`This is mine too: ${one.title}`}
                    onClick={() => say.mutate(one)}
                  >
                    <Trans>This is mine too</Trans>
                  </Button>
                ) : null}
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
