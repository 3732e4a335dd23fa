import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { Button } from "../../ui/Button";
import type { Problem } from "./problems";
import { type DraftValues, valuesOf } from "./useServerDraft";

// An entry of the register goes along with the words it was chosen for.
const ALONG = ["draft", "version", "names_rule"] as const;
type Name = Exclude<keyof DraftValues, (typeof ALONG)[number]>;

interface Props {
  mine: DraftValues;
  theirs: Problem;
  labels: Record<Name, string>;
  onUse: <N extends Name>(name: N, value: DraftValues[N]) => void;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** The fields in which what was typed here differs from what another window saved. */
function differences(mine: DraftValues, theirs: DraftValues): Name[] {
  return (Object.keys(theirs) as (keyof DraftValues)[]).filter(
    (name): name is Name =>
      !ALONG.some((along) => along === name) && JSON.stringify(mine[name]) !== JSON.stringify(theirs[name]),
  );
}

/** The draft changed in another window: shows what is different there, and loses nothing that was typed here. */
export function ChangedElsewhere({ mine, theirs, labels, onUse, onKeepMine, onTakeTheirs }: Props) {
  const { t } = useLingui();
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.focus(), []);
  const other = valuesOf(theirs);
  const different = differences(mine, other);
  return (
    <section className="notice stack" data-gap="sm" data-tone="wait" tabIndex={-1} ref={place} role="alert">
      <h2 className="title-sm">
        <Trans>This draft was changed in another window</Trans>
      </h2>
      <p>
        <Trans>What you typed here is kept. Below is what the other window says; choose what you go on with.</Trans>
      </p>
      {different.length === 0 ? (
        <p>
          <Trans>Both say the same now.</Trans>
        </p>
      ) : (
        <dl className="there">
          {different.map((name) => (
            <div key={name}>
              <dt>{labels[name]}</dt>
              <dd>
                <blockquote>{String(other[name]) || t`(empty)`}</blockquote>
                <button type="button" className="link-button" onClick={() => onUse(name, other[name])}>
                  <Trans>Use this text</Trans>
                </button>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div className="actions">
        <Button onClick={onKeepMine}>
          <Trans>Go on with what is in the form</Trans>
        </Button>
        <Button look="secondary" onClick={onTakeTheirs}>
          <Trans>Take everything from the other window</Trans>
        </Button>
      </div>
    </section>
  );
}
