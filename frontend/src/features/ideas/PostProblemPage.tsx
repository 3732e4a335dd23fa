import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { EditDraft } from "./EditProblemPage";
import { ProblemForm } from "./ProblemForm";
import { problemsQuery } from "./problems";

const route = getRouteApi("/problems/new");

/** A new problem. Once the server keeps the draft its id is in the address, so that opening it again finds it. */
export default function PostProblemPage() {
  const { t } = useLingui();
  const { draft } = route.useSearch();
  const navigate = route.useNavigate();
  const made = useRef<string>(undefined);
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (draft || !made.current) return;
    // "Post a problem" was chosen again: a new sheet.
    made.current = undefined;
    setRound((before) => before + 1);
  }, [draft]);
  if (draft && draft !== made.current) return <EditDraft key={draft} id={draft} />;
  return (
    <ProblemForm
      key={round}
      opened={null}
      title={t`Post a problem`}
      onDraft={(id) => {
        made.current = id;
        void navigate({ search: { draft: id }, replace: true, resetScroll: false });
      }}
    >
      <Unfinished besides={draft} />
    </ProblemForm>
  );
}

/** Drafts begun earlier, so that nobody starts the same one twice. */
function Unfinished({ besides }: { besides: string | undefined }) {
  const { data } = useInfiniteQuery(problemsQuery({ mine: true, state: "draft" }));
  const drafts = (data?.pages[0]?.results ?? []).filter((problem) => problem.id !== besides).slice(0, 3);
  if (drafts.length === 0) return null;
  return (
    <section className="notice" data-tone="wait">
      <strong>
        <Trans>You have not finished:</Trans>
      </strong>
      <ul className="plain-list">
        {drafts.map((problem) => (
          <li key={problem.id}>
            <Link to="/problems/$id/edit" params={{ id: problem.id }} lang={problem.language}>
              {problem.title}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
