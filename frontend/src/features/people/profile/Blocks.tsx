import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../../ui/Button";
import { Field } from "../../../ui/Field";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { FormFrame, useForm } from "../../../ui/useForm";
import { addBlock, blocksQuery, removeBlock } from "./requests";

/** With whom I would rather not be in a team: by address, because nobody can leaf through people. */
export function Blocks() {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(blocksQuery);
  const [said, setSaid] = useState("");
  const listed = data.pages.flatMap((page) => page.results);
  const readAgain = () => queries.invalidateQueries({ queryKey: ["blocks"] });
  const form = useForm({
    start: { email: "" },
    send: (values, key) => addBlock(values, key),
    done: ({ email }) => {
      form.reset({ email: "" });
      setSaid(t`${email} is on your list.`);
      void readAgain();
    },
  });
  const remove = useMutation({
    mutationFn: (one: { id: string; email: string }) => removeBlock(one.id),
    onSuccess: (_nothing, { email }) => {
      setSaid(t`${email} is off your list.`);
      document.getElementById("blocks")?.focus();
      return readAgain();
    },
  });
  return (
    <section className="stack" data-gap="sm" aria-labelledby="blocks">
      <h2 className="title-md" id="blocks" tabIndex={-1}>
        <Trans>With whom I would rather not be in a team</Trans>
      </h2>
      <p className="quiet">
        <Trans>
          You and they are never put into a team together. Only you see this list: not they, no coordinator, no manager.
          We do not tell you either whether anybody works under an address.
        </Trans>
      </p>
      {remove.error ? <RefusalNotice error={remove.error} /> : null}
      {listed.length > 0 ? (
        <ul className="blocks">
          {listed.map((one) => (
            <li key={one.id}>
              <span>{one.email}</span>
              <button
                type="button"
                className="link-button small"
                disabled={remove.isPending}
                onClick={() => remove.mutate(one)}
              >
                <Trans>Remove</Trans> <span className="ds-sr-only">({one.email})</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {hasNextPage ? (
        <div className="actions">
          <Button look="secondary" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            <Trans>Earlier ones</Trans>
          </Button>
        </div>
      ) : null}
      <FormFrame form={form} labels={{ email: t`Work address of the colleague` }}>
        <Field
          {...form.field("email")}
          label={t`Work address of the colleague`}
          type="email"
          autoComplete="off"
          spellCheck={false}
        />
        <div className="actions">
          <Button type="submit" look="secondary" busy={form.sending}>
            <Trans>Put on my list</Trans>
          </Button>
          <span className="quiet" role="status">
            {said}
          </span>
        </div>
      </FormFrame>
    </section>
  );
}
