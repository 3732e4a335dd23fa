import { Trans, useLingui } from "@lingui/react/macro";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes } from "react";
import { PARTS, type Part } from "./parts";
import type { DoTank } from "./requests";

interface Props {
  dotank: DoTank;
  middle: string | undefined;
  beside: string | undefined;
}

interface Way extends AnchorHTMLAttributes<HTMLAnchorElement> {
  open: boolean;
}

/** The router calls every link of this page the current one; which parts are open, only we know. */
const ToPart = createLink(({ open, ...rest }: Way) => <a {...rest} aria-current={open ? "true" : undefined} />);

/** The parts of the room: one stands in the middle, one beside it; on a phone one at a time. */
export function RoomParts({ dotank, middle, beside }: Props) {
  const { t } = useLingui();
  const offered = PARTS.filter((part) => part.may(dotank));
  if (offered.length === 0) return null;
  const to = (part: Part | undefined, place: Part["place"]) => ({
    to: "/dotanks/$id/room" as const,
    params: { id: dotank.id },
    search: place === "middle" ? { middle: part?.id } : { middle, beside: part?.id },
  });
  const link = (part: Part) => {
    const open = part.id === (part.place === "middle" ? middle : beside);
    return (
      <li key={part.id}>
        <ToPart {...to(part, part.place)} open={open}>
          {t(part.name)}
        </ToPart>
      </li>
    );
  };
  return (
    <nav className="room-parts" aria-label={t`Parts of the room`}>
      <ul>
        <li>
          <ToPart {...to(undefined, "middle")} open={middle === undefined}>
            <Trans>Document</Trans>
          </ToPart>
        </li>
        {offered.filter((part) => part.place === "middle").map(link)}
      </ul>
      <ul>
        {dotank.abilities.read_versions ? (
          <li>
            <ToPart {...to(undefined, "beside")} open={beside === undefined}>
              <Trans>Versions</Trans>
            </ToPart>
          </li>
        ) : null}
        {offered.filter((part) => part.place === "beside").map(link)}
      </ul>
    </nav>
  );
}
