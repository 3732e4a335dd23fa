import { Trans as Sentence, type TransProps } from "@lingui/react";

/** What a sentence would take for one of its own elements, or for a sign written as code. */
const AS_MARKUP = /[<\\]/;

/**
 * Every <Trans> of the macro (lingui.config.ts names it): what people wrote stands in a sentence letter by letter. Lingui
 * puts the values in first and looks for elements afterwards, so a “<b>” in a note would be one and vanish.
 */
export function Trans({ values, ...sentence }: TransProps) {
  return <Sentence {...sentence} values={values && Object.fromEntries(Object.entries(values).map(asWritten))} />;
}

function asWritten([name, value]: [string, unknown]): [string, unknown] {
  return [name, typeof value === "string" && AS_MARKUP.test(value) ? [value] : value];
}
