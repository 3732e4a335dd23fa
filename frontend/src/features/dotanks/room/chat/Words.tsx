import { useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { JSX } from "react";
import { PARTS, roomInAddress } from "../parts";

const ADDRESS = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g;
const ROOM = /^\/app\/dotanks\/([0-9a-f-]{36})\/room$/;

/** What was said: mentions set apart, addresses as links, and those of this room by the name of what they lead to. */
export function Words({ text, mentions, dotank }: { text: string; mentions: readonly string[]; dotank: string }) {
  const parts: (string | JSX.Element)[] = [];
  let done = 0;
  for (const found of text.matchAll(ADDRESS)) {
    parts.push(...marked(text.slice(done, found.index), mentions, done));
    parts.push(<To key={`to${found.index}`} address={found[0]} dotank={dotank} />);
    done = found.index + found[0].length;
  }
  parts.push(...marked(text.slice(done), mentions, done));
  return <p className="chat__words">{parts}</p>;
}

function To({ address, dotank }: { address: string; dotank: string }) {
  const { t } = useLingui();
  const url = URL.canParse(address) ? new URL(address) : null;
  const here = url?.origin === location.origin ? ROOM.exec(url.pathname)?.[1] : undefined;
  if (url && here === dotank) {
    const search = roomInAddress(Object.fromEntries(url.searchParams));
    const part = PARTS.find((one) => one.id === (search.beside ?? search.middle));
    return (
      <Link to="/dotanks/$id/room" params={{ id: dotank }} search={search}>
        {part ? t(part.name) : t`Document`}
      </Link>
    );
  }
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {address}
    </a>
  );
}

function marked(text: string, mentions: readonly string[], from: number): (string | JSX.Element)[] {
  let parts: (string | JSX.Element)[] = [text];
  for (const mark of [...mentions].sort((one, other) => other.length - one.length))
    parts = parts.flatMap((part) =>
      typeof part === "string"
        ? part
            .split(mark)
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
            .flatMap((piece, place) => (place === 0 ? [piece] : [<b key={`${mark}${from}${place}`}>{mark}</b>, piece]))
        : [part],
    );
  return parts;
}
