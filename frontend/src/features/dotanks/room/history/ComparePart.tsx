import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "../../../../ui/Button";
import { Differences } from "../../../../ui/Differences";
import { EmptyState } from "../../../../ui/EmptyState";
import { Select } from "../../../../ui/Field";
import { RefusalNotice } from "../../../../ui/RefusalNotice";
import type { PartProps } from "../parts";
import { type VersionCard, versionsQuery } from "../requests";
import "./history.css";
import { differencesQuery } from "./requests";

const route = getRouteApi("/dotanks/$id/room");

/** What changed between two versions, or between one and the document as it is now. */
export default function ComparePart({ dotank }: PartProps) {
  const { t } = useLingui();
  const { at } = route.useSearch();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(versionsQuery(dotank.id));
  const versions = data?.pages.flatMap((page) => page.results) ?? [];
  const [newest] = versions;
  if (error) return <RefusalNotice error={error} />;
  if (!data) return <div className="waiting" />;
  if (!newest)
    return (
      <EmptyState title={t`There is no version yet`}>
        <Trans>Save a version first; from then on you can read here what has changed since.</Trans>
      </EmptyState>
    );
  const start = versions.find((one) => one.id === at) ?? newest;
  return (
    <div className="stack">
      {/* Another version in the address starts anew. */}
      <Comparison key={start.id} dotank={dotank.id} versions={versions} start={start.number} />
      {hasNextPage ? (
        <Button look="tertiary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
          <Trans>Also offer older versions</Trans>
        </Button>
      ) : null}
    </div>
  );
}

function Comparison({ dotank, versions, start }: { dotank: string; versions: VersionCard[]; start: number }) {
  const { t } = useLingui();
  const [before, setBefore] = useState(start);
  const [after, setAfter] = useState<number | null>(null);
  const [whole, setWhole] = useState(false);
  const { data, error, isFetching, refetch } = useQuery(differencesQuery(dotank, before, after, whole));
  const count = (...changes: string[]) => data?.lines.filter((line) => changes.includes(line.change)).length ?? 0;
  const [added, removed, changed] = [count("added"), count("removed"), count("changed", "formatted")];
  const options = versions.map(({ number, called }) => ({
    value: String(number),
    label: called ? t`Version ${number}: ${called.name}` : t`Version ${number}`,
  }));
  return (
    <section className="panel stack">
      <h2 className="title-md">
        <Trans>What has changed</Trans>
      </h2>
      <div className="compare-choice">
        <Select
          name="before"
          label={t`From`}
          value={String(before)}
          options={options}
          onChange={(value) => setBefore(Number(value))}
        />
        <Select
          name="after"
          label={t`To`}
          value={after === null ? "" : String(after)}
          options={[{ value: "", label: t`The document as it is now` }, ...options]}
          onChange={(value) => setAfter(value ? Number(value) : null)}
        />
      </div>
      {error ? <RefusalNotice error={error} /> : null}
      <p role="status" className="small quiet">
        {data === undefined
          ? ""
          : data.same
            ? t`Nothing has changed.`
            : t`Lines added: ${added}. Removed: ${removed}. Changed: ${changed}.`}
      </p>
      {data && !data.same ? <Differences lines={data.lines} /> : null}
      <div className="actions">
        <Button look="secondary" aria-pressed={whole} onClick={() => setWhole(!whole)}>
          {whole ? <Trans>Show changes only</Trans> : <Trans>Show all text</Trans>}
        </Button>
        {after === null ? (
          <Button look="tertiary" busy={isFetching} onClick={() => void refetch()}>
            <Trans>Compare again</Trans>
          </Button>
        ) : null}
      </div>
    </section>
  );
}
