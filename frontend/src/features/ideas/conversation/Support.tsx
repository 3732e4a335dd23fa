import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "../../../ui/Button";
import { Choice } from "../../../ui/Field";
import { RefusalNotice } from "../../../ui/RefusalNotice";
import { type Conversation, conversationQuery, follow, type HowOften, support, withdrawSupport } from "./conversation";

interface Props {
  id: string;
  conversation: Conversation;
}

/** How many have the same trouble, and saying so: one press, and more only for who wants to. */
export function Support({ id, conversation }: Props) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { mine, supporters, abilities, follows } = conversation;
  const change = useMutation({
    mutationFn: (step: () => Promise<Conversation>) => step(),
    onSuccess: (changed) => {
      queries.setQueryData(conversationQuery(id).queryKey, changed);
      void queries.invalidateQueries({ queryKey: ["problems"] });
    },
  });
  const say = (how: { how_often: HowOften; by_name: boolean }) =>
    change.mutate(() => support(id, how, crypto.randomUUID()));
  return (
    <section className="panel stack support" data-gap="sm" aria-label={t`Whose problem it is too`}>
      <p className="support__number" role="status">
        {supporters === 0 ? (
          <Trans>Nobody else has said yet that it is theirs too.</Trans>
        ) : (
          <Plural
            value={supporters}
            one="# colleague says: this is mine too."
            other="# colleagues say: this is mine too."
          />
        )}
      </p>
      <Whose conversation={conversation} />
      {change.error ? <RefusalNotice error={change.error} /> : null}
      {abilities.support ? (
        <div className="actions">
          {mine ? (
            <Button look="secondary" busy={change.isPending} onClick={() => change.mutate(() => withdrawSupport(id))}>
              <Trans>It is not mine after all</Trans>
            </Button>
          ) : (
            <Button busy={change.isPending} onClick={() => say({ how_often: "", by_name: false })}>
              <Trans>This is mine too</Trans>
            </Button>
          )}
          {!mine && abilities.follow ? (
            <Button
              look="secondary"
              aria-pressed={follows}
              busy={change.isPending}
              onClick={() => change.mutate(() => follow(id, !follows))}
            >
              {follows ? <Trans>Do not follow any more</Trans> : <Trans>Follow</Trans>}
            </Button>
          ) : null}
        </div>
      ) : null}
      {mine ? <How mine={mine} say={say} /> : null}
    </section>
  );
}

/** From where they come, and who shows themselves. */
function Whose({ conversation: { organisations, named, how_often } }: { conversation: Conversation }) {
  return (
    <>
      {organisations.length > 0 ? (
        <p className="small">
          <Trans>Among them people of: {organisations.map((one) => one.name).join(", ")}</Trans>
        </p>
      ) : null}
      {named.length > 0 ? (
        <p className="small">
          <Trans>By name: {named.map((one) => one.name).join(", ")}</Trans>
        </p>
      ) : null}
      {how_often.length > 0 ? (
        <p className="small quiet">{how_often.map((one) => `${one.words}: ${one.number}`).join(" · ")}</p>
      ) : null}
    </>
  );
}

/** What one may add after saying so. */
function How({
  mine,
  say,
}: {
  mine: NonNullable<Conversation["mine"]>;
  say: (how: { how_often: HowOften; by_name: boolean }) => void;
}) {
  const { t } = useLingui();
  const how_often = mine.how_often as HowOften;
  return (
    <details className="more">
      <summary>
        <Trans>Say how often, or show your name</Trans>
      </summary>
      <div className="stack" data-gap="sm">
        <Choice
          name="how_often"
          label={t`How often does it happen to you?`}
          value={how_often}
          onChange={(chosen) => say({ how_often: chosen as HowOften, by_name: mine.by_name })}
          options={[
            { value: "daily", label: t`Every day` },
            { value: "weekly", label: t`Every week` },
            { value: "monthly", label: t`Every month` },
            { value: "sometimes", label: t`Now and then` },
          ]}
        />
        <Choice
          name="by_name"
          label={t`Who may see that it is you?`}
          value={mine.by_name ? "named" : "counted"}
          onChange={(chosen) => say({ how_often, by_name: chosen === "named" })}
          options={[
            {
              value: "counted",
              label: t`Nobody: I am only counted`,
              hint: t`Your organisation is named once three of its people say the same.`,
            },
            { value: "named", label: t`Members see my name, and everybody sees my organisation` },
          ]}
        />
      </div>
    </details>
  );
}
