import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { keep, readKept } from "../../../../lib/kept";

interface Props {
  dotank: string;
  room: string;
  /** Which poll or decision, and what it says. */
  id: string;
  words: string;
}

/** Begins a message in the chat that leads here; whoever presses it says the rest, or nothing, and sends it. */
export function PointTo({ dotank, room, id, words }: Props) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const go = () => {
    const begun = readKept<string>(`chat.${room}`) ?? "";
    const link = `${location.origin}/app/dotanks/${dotank}/room?beside=decisions&at=${id}`;
    keep(`chat.${room}`, `${begun ? `${begun} ` : ""}${words} ${link} `);
    void navigate({
      to: "/dotanks/$id/room",
      params: { id: dotank },
      search: (before: Record<string, unknown>) => ({ ...before, beside: "chat", at: undefined }),
    });
  };
  return (
    <button type="button" className="link-button small" aria-label={t`Say in the chat: ${words}`} onClick={go}>
      <Trans>Say in the chat</Trans>
    </button>
  );
}
