import { Trans, useLingui } from "@lingui/react/macro";
import type { Here } from "../../../live/room";

/** Who is here, by face and by name. */
export function HereNow({ people }: { people: readonly Here[] }) {
  const { t, i18n } = useLingui();
  const names = [...new Set(people.map((one) => (one.me ? t`you` : one.name)))];
  const list = new Intl.ListFormat(i18n.locale, { type: "conjunction" }).format(names);
  return (
    <p className="room__here" role="status">
      <span className="room__faces" aria-hidden="true">
        {people.slice(0, 6).map((one) => (
          <span key={one.client} style={{ background: one.colour }}>
            {[...one.name][0]}
          </span>
        ))}
      </span>
      {names.length > 0 ? <Trans>Here now: {list}</Trans> : <Trans>Nobody is here yet</Trans>}
    </p>
  );
}
