import { Trans } from "@lingui/react/macro";

/** What each key does, in sight for whoever asks. */
export function Keys({ inSpace }: { inSpace: boolean }) {
  return (
    <dl className="board-keys panel">
      <div>
        <dt>
          <kbd>N</kbd>
        </dt>
        <dd>
          <Trans>New note</Trans>
        </dd>
      </div>
      <div>
        <dt>
          <kbd>Tab</kbd>
        </dt>
        <dd>
          <Trans>To the next note</Trans>
        </dd>
      </div>
      <div>
        <dt>
          <kbd>← ↑ ↓ →</kbd>
        </dt>
        <dd>
          <Trans>Move the note</Trans>
        </dd>
      </div>
      <div>
        <dt>
          <kbd>Enter</kbd>
        </dt>
        <dd>
          <Trans>Write in the note; Esc ends it</Trans>
        </dd>
      </div>
      <div>
        <dt>
          <kbd>M</kbd> <kbd>C</kbd> <kbd>G</kbd> <kbd>A</kbd>
        </dt>
        <dd>
          <Trans>Move to, colour, group, arrow</Trans>
        </dd>
      </div>
      <div>
        <dt>
          <kbd>Del</kbd>
        </dt>
        <dd>
          <Trans>Remove the note</Trans>
        </dd>
      </div>
      <div>
        <dt>
          <kbd>Ctrl+Z</kbd>
        </dt>
        <dd>
          <Trans>Undo</Trans>
        </dd>
      </div>
      <div>
        <dt>
          <kbd>L</kbd>
        </dt>
        <dd>
          <Trans>List or board</Trans>
        </dd>
      </div>
      {inSpace ? (
        <div>
          <dt>
            <kbd>+</kbd> <kbd>−</kbd> <kbd>0</kbd>
          </dt>
          <dd>
            <Trans>Zoom in, zoom out, show all</Trans>
          </dd>
        </div>
      ) : null}
    </dl>
  );
}
