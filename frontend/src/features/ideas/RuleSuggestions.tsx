import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Button } from "../../ui/Button";
import { type RuleName, suggestionsQuery } from "./register/requests";

const ENOUGH = 4;
const LONGEST = 300;

interface Props {
  /** What was typed about the rule so far. */
  typed: string;
  /** The entry that was chosen, or null. */
  chosen: RuleName | null;
  onChoose: (rule: RuleName | null) => void;
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
  const { data } = useQuery(suggestionsQuery(asked));
  const found = (asked && !chosen ? (data ?? []) : []).filter((rule) => rule.id !== besides);
  if (chosen)
    return (
      <div className="notice row" data-tone="good">
        <span>
          <Trans>
            In the register: <strong lang={chosen.language}>{chosen.name}</strong>
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
                onClick={() => onChoose({ id: rule.id, name: rule.name, language: rule.language })}
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
