import { Trans, useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import { dateWords, numberWords } from "../../../lib/dates";
import { moneyWords } from "../../../lib/money";
import type { Pilot } from "../pilot/requests";
import type { Running, Use } from "./requests";
import { UseForm } from "./UseForm";

interface Props {
  pilot: Pilot;
  uses: readonly Use[];
  onOpen: () => void;
  took: (answer: Running) => void;
}

/** What was entered, day by day; whoever may enter puts a slip right here, with a new entry that names the old one. */
export function Uses({ pilot, uses, onOpen, took }: Props) {
  const { t } = useLingui();
  const [open, setOpen] = useState("");
  const summary = useRef<HTMLElement>(null);
  const may = pilot.abilities.enter_use;
  if (uses.length === 0) return null;
  const kinds = { people: t`People`, money: t`Money`, place: t`Place` };
  const words = (use: Use) => `${kinds[use.kind]}: ${amountWords(use, pilot.organisation.country)}`;
  const close = () => {
    setOpen("");
    // The form is gone, and the entry with it: the focus goes to the list.
    summary.current?.focus();
  };
  return (
    <details className="series__table">
      <summary ref={summary}>
        <Trans>What was entered</Trans>
      </summary>
      <table className="ds-table">
        <caption className="ds-sr-only">
          <Trans>What was entered</Trans>
        </caption>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Day</Trans>
            </th>
            <th scope="col">
              <Trans>Used</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {uses.map((use) => {
            const said = words(use);
            const day = dateWords(use.used_on);
            return (
              <tr key={use.id}>
                <th scope="row">{day}</th>
                <td>
                  {said} <span className="quiet small">{use.note}</span>{" "}
                  {may ? (
                    <button
                      type="button"
                      className="link-button"
                      aria-expanded={open === use.id}
                      aria-label={t`Correct ${said}, ${day}`}
                      onClick={() => {
                        onOpen();
                        setOpen(open === use.id ? "" : use.id);
                      }}
                    >
                      <Trans>Correct</Trans>
                    </button>
                  ) : null}
                  {may && open === use.id ? (
                    <UseForm
                      pilot={pilot}
                      corrects={use}
                      onClose={close}
                      took={(answer) => {
                        close();
                        took(answer);
                      }}
                    />
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}

function amountWords(use: Use, country: string): string {
  if (use.kind === "place") return use.place;
  return use.kind === "money" ? moneyWords(use.amount ?? 0, country) : numberWords(use.amount ?? 0);
}
