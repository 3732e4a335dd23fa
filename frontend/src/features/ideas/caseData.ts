export type CaseData = "email" | "phone" | "number";

const PATTERNS: Record<CaseData, RegExp> = {
  email: /[\w.+-]+@[\w-]+\.[a-z]{2,}/i,
  // Dutch, Swedish and Norwegian numbers by which a state knows its residents.
  number: /\b(?:\d{9}|(?:19|20)?\d{6}[-+]?\d{4}|\d{6} ?\d{5})\b/,
  phone: /(?:\+|\b00)\d{2}[ \d()-]{7,}|\b0\d(?:[ -]?\d){7,8}\b/,
};

/** What in this text looks as if it came from a resident's case. */
export function caseDataIn(text: string): CaseData[] {
  return (Object.keys(PATTERNS) as CaseData[]).filter((kind) => PATTERNS[kind].test(text));
}
