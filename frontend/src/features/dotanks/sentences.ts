/** The first sentences of a text; the whole text where it has no more. */
export function firstSentences(text: string, language: string, count: number): string {
  const parts = new Intl.Segmenter(language, { granularity: "sentence" }).segment(text.replace(/\s+/g, " ").trim());
  return Array.from(parts, (part) => part.segment)
    .slice(0, count)
    .join("")
    .trim();
}
