import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { ruleQuery, suggestionsQuery } from "../api/rules";
import { Button } from "./Button";

const ENOUGH = 4;
const LONGEST = 300;

interface Props {
  /** What was typed about the rule so far. */
  typed: string;
  /** The id of the entry that was chosen, or null. */
  chosen: string | null;
  onChoose: (rule: string | null) => void;
  /** An entry that is not offered: the one this is about. */
  besides?: string;
}

/**
 * Entries of the register like what is being typed, under its field: choose one, or none.
 * They appear when typing pauses, are said once by screen readers, and are buttons in the order of the page.
 */
export function RuleSuggestions({ typed, chosen, onChoose, besides }: Props) {
  const { t } = useLingui();
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const words = typed.trim().slice(0, LONGEST);
    const timer = setTimeout(() => setAsked(words.length >= ENOUGH ? words : ""), 300);
    return () => clearTimeout(timer);
  }, [typed]);
  const { data } = useQuery(suggestionsQuery(chosen ? "" : asked));
  const { data: entry } = useQuery({ ...ruleQuery(chosen ?? ""), enabled: chosen !== null });
  const place = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);
  useEffect(() => {
    // The button that chose it is gone, so the focus goes to what was chosen.
    if (chosen && pressed.current) place.current?.focus();
    pressed.current = false;
  }, [chosen]);
  const found = (asked && !chosen ? (data ?? []) : []).filter((rule) => rule.id !== besides);
  if (chosen)
    return (
      <div className="notice row" data-tone="good" ref={place} tabIndex={-1}>
        <span>
          <Trans>
            In the register: <strong lang={entry?.language}>{entry?.name}</strong>
          </Trans>
        </span>
        <Button look="tertiary" onClick={() => onChoose(null)}>
          <Trans>It is another one</Trans>
        </Button>
      </div>
    );
  return (
    <div className="stack" data-gap="xs">
      <p role="status" className={found.length > 0 ? "small quiet" : "ds-sr-only"}>
        {found.length > 0 ? (
          <Plural
            value={found.length}
            one="A rule like this is in the register. Is it this one?"
            other="# rules like this are in the register. Is it one of them?"
          />
        ) : null}
      </p>
      {found.length > 0 ? (
        <ul className="plain-list" aria-label={t`Rules in the register`}>
          {found.map((rule) => (
            <li key={rule.id} className="rule-suggestion">
              <span>
                <span lang={rule.language}>{rule.name}</span>{" "}
                <span className="quiet small">
                  {rule.kind_words}, <Plural value={rule.naming} one="# problem names it" other="# problems name it" />
                </span>
              </span>
              <Button
                look="secondary"
                aria-label={t`It is this one: ${rule.name}`}
                onClick={() => {
                  pressed.current = true;
                  onChoose(rule.id);
                }}
              >
                <Trans>It is this one</Trans>
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
