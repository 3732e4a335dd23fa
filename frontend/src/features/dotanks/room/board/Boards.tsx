import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";
import { dateWords } from "../../../../lib/dates";
import { Button } from "../../../../ui/Button";
import { EmptyState } from "../../../../ui/EmptyState";
import { Choice, Field } from "../../../../ui/Field";
import { RefusalNotice } from "../../../../ui/RefusalNotice";
import { FormFrame, useForm } from "../../../../ui/useForm";
import type { DoTank } from "../requests";
import "./board.css";
import { type BoardKind, boardsQuery, kindsQuery, openBoard } from "./requests";

/** Every board of the room, and the way to one more. */
export function Boards({ dotank }: { dotank: DoTank }) {
  const { t } = useLingui();
  const heading = useId();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(boardsQuery(dotank.room_id));
  const [opening, setOpening] = useState(false);
  const boards = data?.pages.flatMap((page) => page.results) ?? [];
  const writes = dotank.abilities.write_room;
  const open = (
    <Button look={boards.length > 0 ? "secondary" : "primary"} onClick={() => setOpening(true)}>
      <Trans>Open a board</Trans>
    </Button>
  );
  return (
    <section className="stack" aria-labelledby={heading}>
      <div className="row" data-spread>
        <h2 className="title-md" id={heading}>
          <Trans>Boards</Trans>
        </h2>
        {writes && !opening && boards.length > 0 ? open : null}
      </div>
      {error ? <RefusalNotice error={error} /> : null}
      {opening ? <OpenBoard dotank={dotank} onClose={() => setOpening(false)} /> : null}
      {data && boards.length === 0 && !opening ? (
        <EmptyState title={t`No board yet`} action={writes ? open : null}>
          <Trans>A board holds short notes that everyone can put up and move at the same time.</Trans>
        </EmptyState>
      ) : null}
      <ul className="boards">
        {boards.map((board) => (
          <li key={board.id}>
            <Link
              to="/dotanks/$id/room"
              params={{ id: dotank.id }}
              search={(before: Record<string, unknown>) => ({ ...before, middle: "board", at: board.id })}
            >
              {board.title}
            </Link>
            <span className="quiet small">
              {board.kind_words} · {dateWords(board.opened_at)}
              {board.closed_at ? (
                <>
                  {" · "}
                  <Trans>closed</Trans>
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <Button look="tertiary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
          <Trans>Older boards</Trans>
        </Button>
      ) : null}
    </section>
  );
}

function OpenBoard({ dotank, onClose }: { dotank: DoTank; onClose: () => void }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: kinds = [] } = useQuery(kindsQuery);
  const form = useForm({
    start: { kind: "free" as BoardKind["id"], title: "" },
    send: (values, key) => openBoard(dotank.room_id, values, key),
    done: (board) => {
      queries.setQueryData(["board", board.id], board);
      void queries.invalidateQueries({ queryKey: ["boards", dotank.room_id] });
      void navigate({
        to: "/dotanks/$id/room",
        params: { id: dotank.id },
        search: (before: Record<string, unknown>) => ({ ...before, middle: "board", at: board.id }),
      });
    },
  });
  const kind = form.field("kind");
  return (
    <FormFrame form={form} labels={{ kind: t`Which kind of board?`, title: t`Title` }} className="panel stack">
      <Choice
        {...kind}
        onChange={(value) => kind.onChange(value as BoardKind["id"])}
        label={t`Which kind of board?`}
        options={kinds.map((one) => ({ value: one.id, label: one.words, hint: one.what }))}
      />
      <Field {...form.field("title")} label={t`Title`} aside={t`(optional)`} maxLength={120} />
      <div className="actions">
        <Button type="submit" busy={form.sending}>
          <Trans>Open the board</Trans>
        </Button>
        <Button look="secondary" onClick={onClose}>
          <Trans>Not now</Trans>
        </Button>
      </div>
    </FormFrame>
  );
}
