import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, LinkButton } from "../../../../ui/Button";
import { RefusalNotice } from "../../../../ui/RefusalNotice";
import { openSessionBoard, type Session } from "./requests";

interface Props {
  dotank: string;
  room: string;
  session: Session;
  readAgain: () => Promise<void>;
  /** Whoever goes to the board wants to see it. */
  onGo: () => void;
}

/** The way to the board on which this session works; made at the first press, the same one for everybody after. */
export function SessionBoard({ dotank, room, session, readAgain, onGo }: Props) {
  const navigate = useNavigate();
  const to = (board: string) => ({
    to: "/dotanks/$id/room" as const,
    params: { id: dotank },
    search: { middle: "board", at: board },
  });
  const open = useMutation({
    mutationFn: () => openSessionBoard({ room, id: session.id }),
    onSuccess: ({ board_id }) => {
      void readAgain();
      onGo();
      if (board_id) void navigate(to(board_id));
    },
  });
  if (session.board_id)
    return (
      <LinkButton look="tertiary" {...to(session.board_id)} onClick={onGo}>
        <Trans>Go to its board</Trans>
      </LinkButton>
    );
  if (!session.abilities.open_board) return null;
  return (
    <>
      <Button look="tertiary" busy={open.isPending} onClick={() => open.mutate()}>
        <Trans>Open its board</Trans>
      </Button>
      {open.error ? <RefusalNotice error={open.error} /> : null}
    </>
  );
}
