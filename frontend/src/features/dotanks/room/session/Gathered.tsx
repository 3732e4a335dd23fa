import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { keep, readKept } from "../../../../lib/kept";
import { Button } from "../../../../ui/Button";
import { PARTS, type PartProps } from "../parts";
import type { Session } from "./requests";

/** What stands in the room's address. */
export interface Where {
  middle?: string;
  beside?: string;
  at?: string;
}

const FOLLOW = "room.follow";

interface Props {
  dotank: PartProps["dotank"];
  session: Session;
  where: Where;
  leads: boolean;
}

/** Whoever leads asks everybody to come: an offer, and a move only for whoever chose to go along. */
export function Gathered({ dotank, session, where, leads }: Props) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [answered, setAnswered] = useState<string | null>(null);
  const [follow, setFollow] = useState(() => readKept<boolean>(FOLLOW) === true);
  const { gather, gathered_at: asked } = session;
  const there =
    gather !== null &&
    gather.middle === (where.middle ?? "") &&
    gather.beside === (where.beside ?? "") &&
    gather.at === (where.at ?? "");
  const open = gather !== null && asked !== null && asked !== answered && !leads && !there;
  const go = () => {
    setAnswered(asked);
    if (!gather) return;
    void navigate({
      to: "/dotanks/$id/room",
      params: { id: dotank.id },
      search: {
        ...(gather.middle && { middle: gather.middle }),
        ...(gather.beside && { beside: gather.beside }),
        ...(gather.at && { at: gather.at }),
      },
    });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: goes along once for each time somebody asks
  useEffect(() => {
    if (open && follow) go();
  }, [open, follow, asked]);
  const found = PARTS.find((part) => part.id === (gather?.middle || gather?.beside));
  const place = found ? t(found.name) : t`Document`;
  const leader = session.facilitator.name;
  return (
    <div role="status">
      {open && !follow ? (
        <div className="notice session-offer">
          <p>
            <Trans>
              {leader} asks everyone to come to: {place}
            </Trans>
          </p>
          <div className="actions">
            <Button look="secondary" onClick={go}>
              <Trans>Go there</Trans>
            </Button>
            <Button look="tertiary" onClick={() => setAnswered(asked)}>
              <Trans>Stay here</Trans>
            </Button>
            <Button
              look="tertiary"
              onClick={() => {
                keep(FOLLOW, true);
                setFollow(true);
              }}
            >
              <Trans>Always go along</Trans>
            </Button>
          </div>
        </div>
      ) : null}
      {follow && !leads && asked ? (
        <p className="small quiet">
          <Trans>You go along when somebody asks everyone to come.</Trans>{" "}
          <button
            type="button"
            className="link-button"
            onClick={() => {
              keep(FOLLOW, false);
              setAnswered(asked);
              setFollow(false);
            }}
          >
            <Trans>Ask me first</Trans>
          </button>
        </p>
      ) : null}
    </div>
  );
}
