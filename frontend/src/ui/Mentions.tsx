import type { JSX } from "react";

/** A text with those who are named in it set apart. */
export function Mentions({ text, mentions }: { text: string; mentions: readonly string[] }) {
  const marks = [...mentions].sort((one, other) => other.length - one.length);
  let parts: (string | JSX.Element)[] = [text];
  for (const mark of marks)
    parts = parts.flatMap((part) =>
      typeof part === "string"
        ? part
            .split(mark)
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
            .flatMap((piece, place) => (place === 0 ? [piece] : [<b key={`${mark}${place}`}>{mark}</b>, piece]))
        : [part],
    );
  return parts;
}
