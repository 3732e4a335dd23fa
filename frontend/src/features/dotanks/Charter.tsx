import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Button } from "../../ui/Button";
import { TextArea } from "../../ui/Field";
import { RefusalNotice } from "../../ui/RefusalNotice";
import { FormFrame, useForm } from "../../ui/useForm";
import { acceptCharter, type Charter as CharterAnswer, charterQuery, writeCharter } from "./charter";
import type { DoTank } from "./dotanks";

const LINES = ["aim", "brings", "openness", "leaving"] as const;
const LONGEST = 600;

/** The charter in four lines: the suggestion to take or change, who accepted it, and the button that accepts. */
export function Charter({ dotank }: { dotank: DoTank }) {
  const { data: charter } = useSuspenseQuery(charterQuery(dotank.id));
  const [writing, setWriting] = useState(false);
  const [said, setSaid] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  const { abilities, version } = charter;
  const done = (words: string) => {
    setWriting(false);
    setSaid(words);
    heading.current?.focus();
  };
  if (version === 0 && (!abilities.write || dotank.state !== "forming")) return null;
  return (
    <section className="stack" data-gap="sm" aria-labelledby="charter">
      <h2 className="title-md" id="charter" ref={heading} tabIndex={-1}>
        <Trans>The charter</Trans>
      </h2>
      {writing ? (
        <WriteCharter dotank={dotank} charter={charter} onDone={done} onClose={() => setWriting(false)} />
      ) : (
        <>
          {version === 0 ? (
            <p className="quiet">
              <Trans>Nobody has written it yet. This is what we suggest; take it as it is, or change it.</Trans>
            </p>
          ) : null}
          <Lines charter={charter} />
          {version > 0 ? <WhoAccepted charter={charter} /> : null}
          <Answer dotank={dotank} charter={charter} onDone={done} onChange={() => setWriting(true)} />
        </>
      )}
      <p role="status" className="small">
        {said}
      </p>
    </section>
  );
}

function Lines({ charter }: { charter: CharterAnswer }) {
  const titles = useTitles();
  return (
    <dl className="facts facts--one charter">
      {LINES.map((line) => (
        <div key={line}>
          <dt>{titles[line]}</dt>
          <dd lang={charter.language}>{charter[line]}</dd>
        </div>
      ))}
    </dl>
  );
}

function WhoAccepted({ charter }: { charter: CharterAnswer }) {
  const { accepted, waiting } = charter;
  if (accepted.length + waiting.length === 0) return null;
  const names = waiting.map((one) => one.name).join(", ");
  const [some, all] = [accepted.length, accepted.length + waiting.length];
  return (
    <p className="quiet small">
      {waiting.length === 0 ? (
        <Trans>Everybody in the team has accepted it.</Trans>
      ) : (
        <Trans>
          Accepted by {some} of {all}. Still to come: {names}.
        </Trans>
      )}
    </p>
  );
}

interface AnswerProps {
  dotank: DoTank;
  charter: CharterAnswer;
  onDone: (words: string) => void;
  onChange: () => void;
}

function Answer({ dotank, charter, onDone, onChange }: AnswerProps) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const readAgain = () => {
    for (const key of ["dotank", "desk"]) void queries.invalidateQueries({ queryKey: [key] });
  };
  const { aim, brings, openness, leaving, version, abilities } = charter;
  const take = useMutation({
    mutationFn: () => writeCharter(dotank.id, { read_version: 0, aim, brings, openness, leaving }),
    onSuccess: () => onDone(t`The charter waits for the team now.`),
    onSettled: readAgain,
  });
  const accept = useMutation({
    mutationFn: () => acceptCharter(dotank.id, version),
    onSuccess: () => onDone(t`You have accepted the charter.`),
    onSettled: readAgain,
  });
  const refusal = take.error ?? accept.error;
  return (
    <>
      {refusal ? <RefusalNotice error={refusal} /> : null}
      <div className="actions">
        {abilities.accept ? (
          <Button busy={accept.isPending} onClick={() => accept.mutate()}>
            <Trans>I accept the charter</Trans>
          </Button>
        ) : null}
        {abilities.write && version === 0 ? (
          <Button busy={take.isPending} onClick={() => take.mutate()}>
            <Trans>Use this text</Trans>
          </Button>
        ) : null}
        {abilities.write ? (
          <Button look="secondary" onClick={onChange}>
            <Trans>Change the text</Trans>
          </Button>
        ) : null}
      </div>
    </>
  );
}

interface WriteProps {
  dotank: DoTank;
  charter: CharterAnswer;
  onDone: (words: string) => void;
  onClose: () => void;
}

function WriteCharter({ dotank, charter, onDone, onClose }: WriteProps) {
  const { t } = useLingui();
  const titles = useTitles();
  const queries = useQueryClient();
  const { aim, brings, openness, leaving, version } = charter;
  const form = useForm({
    start: { aim, brings, openness, leaving },
    kept: `charter-${dotank.id}-${version}`,
    send: (lines) => writeCharter(dotank.id, { read_version: version, ...lines }),
    done: () => {
      for (const key of ["dotank", "desk"]) void queries.invalidateQueries({ queryKey: [key] });
      onDone(t`The charter waits for the team now.`);
    },
  });
  return (
    <div className="panel">
      <FormFrame form={form} labels={titles}>
        {LINES.map((line) => (
          <TextArea key={line} {...form.field(line)} label={titles[line]} maxLength={LONGEST} rows={3} />
        ))}
        {version > 0 ? (
          <p className="quiet small">
            <Trans>A changed text asks everybody to accept it again.</Trans>
          </p>
        ) : null}
        <div className="actions">
          <Button type="submit" busy={form.sending}>
            <Trans>Save the charter</Trans>
          </Button>
          <Button look="secondary" onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
        </div>
      </FormFrame>
    </div>
  );
}

function useTitles() {
  const { t } = useLingui();
  return {
    aim: t`What we want to reach`,
    brings: t`Who brings what`,
    openness: t`What we show to others`,
    leaving: t`When somebody has to stop`,
  };
}
