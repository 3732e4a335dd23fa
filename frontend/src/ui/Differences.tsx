import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import type { components } from "../api/schema";
import "./differences.css";

export type LineChange = components["schemas"]["LineChangeAnswer"];

/** What changed, line by line: added and removed are said in words as well as shown. */
export function Differences({ lines }: { lines: readonly LineChange[] }) {
  // A line has no name of its own and the list is never rearranged: its place is its key.
  const placed = lines.map((line, place) => ({ line, place }));
  return (
    <ol className="differences">
      {placed.map(({ line, place }) => (
        <li key={place} data-change={line.change} data-kind={line.kind} data-level={line.level || undefined}>
          {line.change === "folded" ? <Folded count={line.count} /> : <Line line={line} />}
        </li>
      ))}
    </ol>
  );
}

function Folded({ count }: { count: number }) {
  return <p className="quiet small">{plural(count, { one: "# line unchanged", other: "# lines unchanged" })}</p>;
}

function Line({ line }: { line: LineChange }) {
  const { t } = useLingui();
  const words = {
    same: "",
    folded: "",
    added: t`Added`,
    removed: t`Removed`,
    changed: t`Changed`,
    formatted: t`Looks different`,
  }[line.change];
  const within = line.change === "changed";
  const stretches = line.stretches.map((stretch, place) => ({ ...stretch, place }));
  return (
    <>
      <p className="differences__word">{words ? <span>{words}</span> : null}</p>
      <p className="differences__text">
        {line.kind === "image" ? <Trans>Image:</Trans> : null}{" "}
        {line.checked === null ? null : <Check on={line.checked} />}
        {stretches.map(({ change, text, place }) =>
          change === "added" ? (
            <ins key={place}>
              {within ? <span className="ds-sr-only">{t`[added:`} </span> : null}
              {text}
              {within ? <span className="ds-sr-only">] </span> : null}
            </ins>
          ) : change === "removed" ? (
            <del key={place}>
              {within ? <span className="ds-sr-only">{t`[removed:`} </span> : null}
              {text}
              {within ? <span className="ds-sr-only">] </span> : null}
            </del>
          ) : (
            <span key={place}>{text}</span>
          ),
        )}
      </p>
    </>
  );
}

function Check({ on }: { on: boolean }) {
  return (
    <>
      <span aria-hidden="true">{on ? "☑ " : "☐ "}</span>
      <span className="ds-sr-only">{on ? <Trans>Done:</Trans> : <Trans>To do:</Trans>} </span>
    </>
  );
}
