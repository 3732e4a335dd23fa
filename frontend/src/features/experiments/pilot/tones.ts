import type { Tone } from "../../../ui/Status";

/** How a verdict looks; a failure ranks equal, and is said in words beside it. */
export const VERDICT_TONES: Record<string, Tone> = {
  worked: "good",
  partly: "partly",
  did_not_work: "bad",
  unclear: "quiet",
};
