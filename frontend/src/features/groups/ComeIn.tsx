import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../ui/Button";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { TextArea } from "../../ui/Field";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { FormFrame, useForm } from "../../ui/useForm";
import { askToJoin, type Group, groupQuery, joinGroup, leaveGroup, takeRequestBack } from "./groups";

/** Keeps the group as the server just gave it, and reads anew what hangs on it. */
function useGroupChanged(id: string): (group: Group) => void {
  const queries = useQueryClient();
  return (group) => {
    queries.setQueryData(groupQuery(id).queryKey, group);
    for (const key of ["members", "requests"]) void queries.invalidateQueries({ queryKey: ["group", id, key] });
    for (const key of ["groups", "desk"]) void queries.invalidateQueries({ queryKey: [key] });
  };
}

/** The one way in that this group has, for whoever is not in it. */
export function ComeIn({ group }: { group: Group }) {
  if (group.abilities.join) return <Join group={group} />;
  if (group.abilities.ask) return <Ask group={group} />;
  if (group.abilities.take_back) return <Asked group={group} />;
  if (group.my_place || group.state === "closed") return null;
  return <p className="notice">{group.how_to_come_in}</p>;
}

function Join({ group }: { group: Group }) {
  const changed = useGroupChanged(group.id);
  const [key] = useState(() => crypto.randomUUID());
  const join = useMutation({ mutationFn: () => joinGroup(group.id, key), onSuccess: changed });
  return (
    <section className="panel stack" data-tone="lamp" data-gap="sm" aria-labelledby="come-in">
      <h2 className="title-sm" id="come-in">
        <Trans>This group is open to you</Trans>
      </h2>
      {join.error ? <RefusalNotice error={join.error} /> : null}
      <p>
        <Trans>Members hear of problems that are sent to the group, and see each other's names.</Trans>
      </p>
      <div className="actions">
        <Button busy={join.isPending} onClick={() => join.mutate()}>
          <Trans>Join the group</Trans>
        </Button>
      </div>
    </section>
  );
}

function Ask({ group }: { group: Group }) {
  const { t } = useLingui();
  const changed = useGroupChanged(group.id);
  const form = useForm({
    start: { why: "" },
    kept: `join-${group.id}`,
    send: ({ why }, key) => askToJoin(group.id, why, key),
    done: changed,
  });
  return (
    <section className="panel stack" data-tone="lamp" data-gap="sm" aria-labelledby="come-in">
      <h2 className="title-sm" id="come-in">
        <Trans>Ask to join</Trans>
      </h2>
      <FormFrame form={form} labels={{ why: t`Why` }}>
        <TextArea
          {...form.field("why")}
          label={t`Why would you like to be in?`}
          hint={t`One or two sentences. Only the conveners read them, with your name; you hear their answer.`}
          maxLength={1000}
          rows={2}
        />
        <div className="actions">
          <Button type="submit" busy={form.sending}>
            <Trans>Ask to join</Trans>
          </Button>
        </div>
      </FormFrame>
    </section>
  );
}

function Asked({ group }: { group: Group }) {
  const changed = useGroupChanged(group.id);
  const back = useMutation({ mutationFn: () => takeRequestBack(group.id), onSuccess: changed });
  return (
    <section className="panel stack" data-gap="sm">
      {back.error ? <RefusalNotice error={back.error} /> : null}
      <p role="status">
        <Trans>You asked to join. The conveners answer, and you hear of it at once.</Trans>
      </p>
      <div className="actions">
        <Button look="secondary" busy={back.isPending} onClick={() => back.mutate()}>
          <Trans>Take my request back</Trans>
        </Button>
      </div>
    </section>
  );
}

/** The way out; the last convener reads what to do first. */
export function Leave({ group }: { group: Group }) {
  const { t } = useLingui();
  const changed = useGroupChanged(group.id);
  const [open, setOpen] = useState(false);
  const leave = useMutation({
    mutationFn: () => leaveGroup(group.id),
    onSuccess: (left) => {
      setOpen(false);
      changed(left);
    },
  });
  if (group.missing.length > 0)
    return <p className="quiet small">{group.missing.map((part) => part.words).join(" ")}</p>;
  if (!group.abilities.leave) return null;
  return (
    <>
      <Button look="tertiary" tone="neutral" onClick={() => setOpen(true)}>
        <Trans>Leave the group</Trans>
      </Button>
      <ConfirmDialog
        open={open}
        title={t`Leave the group “${group.name}”?`}
        confirm={t`Leave the group`}
        busy={leave.isPending}
        onConfirm={() => leave.mutate()}
        onClose={() => setOpen(false)}
      >
        {leave.error ? <RefusalNotice error={leave.error} /> : null}
        <p>
          <Trans>You no longer hear of its problems and no longer see who is in.</Trans>
        </p>
      </ConfirmDialog>
    </>
  );
}
