import type { ReactNode } from "react";

export type Tone = "good" | "partly" | "bad" | "now" | "quiet";

/** The state of a thing as a word; colour and shape only repeat it. */
export function Status({ tone = "quiet", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className="status" data-tone={tone}>
      {children}
    </span>
  );
}
