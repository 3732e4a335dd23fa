import type { components } from "../../api/schema";
import type { Tone } from "../../ui/Status";

export const STATE_TONES: Record<components["schemas"]["DoTankState"], Tone> = {
  forming: "partly",
  working: "now",
  ended: "good",
  dissolved: "quiet",
};

export const ANSWER_TONES: Record<components["schemas"]["InvitationState"], Tone> = {
  sent: "partly",
  accepted: "good",
  declined: "quiet",
  withdrawn: "quiet",
  expired: "quiet",
};
