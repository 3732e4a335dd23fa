import type { I18n } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Suggestion } from "./suggesting";

const LONGEST = 60;
const short = (words: string) => (words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words);

/** Who suggested it, as far as they may enter the room today. */
export function nameOf(i18n: I18n, id: string, people: readonly { id: string; name: string }[] | undefined): string {
  return people?.find((one) => one.id === id)?.name ?? i18n._(msg`A colleague`);
}

/** What is suggested, in a sentence: "Anna: “two” instead of “three”". */
export function suggestionWords(
  i18n: I18n,
  suggestion: Suggestion,
  people: readonly { id: string; name: string }[] | undefined,
): string {
  const who = nameOf(i18n, suggestion.person, people);
  const added = short(suggestion.added);
  const removed = short(suggestion.removed);
  if (!removed) return i18n._(msg`${who}: add “${added}”`);
  if (!added) return i18n._(msg`${who}: remove “${removed}”`);
  return i18n._(msg`${who}: “${added}” instead of “${removed}”`);
}
