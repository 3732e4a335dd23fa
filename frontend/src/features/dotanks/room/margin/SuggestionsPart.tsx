import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useId, useRef, useState } from "react";
import { timeWords } from "../../../../lib/dates";
import { Button } from "../../../../ui/Button";
import type { PartProps } from "../parts";
import "./margin.css";
import { roomPeopleQuery } from "../requests";
import { useFromEditor, useOpen } from "./open";
import { suggestionsKey } from "./Suggestions";
import { settle } from "./settle";
import type { By, Suggestion } from "./suggesting";
import { nameOf, suggestionWords } from "./words";

const route = getRouteApi("/dotanks/$id/room");

/** What is suggested in the document, by person: each of it, or all of one person, can be accepted or refused. */
export default function SuggestionsPart({ dotank }: PartProps) {
  const { t, i18n } = useLingui();
  const heading = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const navigate = route.useNavigate();
  const [said, setSaid] = useState("");
  const editor = useOpen(dotank.room_id)?.editor;
  const { data: people } = useQuery(roomPeopleQuery(dotank.room_id));
  // Read again after each change of what is suggested.
  useFromEditor(editor, ({ state }) => JSON.stringify(suggestionsKey.getState(state)?.list ?? []));
  const list = editor && !editor.isDestroyed ? (suggestionsKey.getState(editor.state)?.list ?? []) : [];
  const mayWrite = dotank.abilities.write_room;
  const persons = [...new Set(list.map((one) => one.person))];

  const answer = (which: (by: By) => boolean, accept: boolean) => {
    if (!editor) return;
    settle(editor, which, accept);
    setSaid(accept ? t`Accepted` : t`Refused`);
    // What was pressed is gone: the focus stays in this part.
    title.current?.focus();
  };
  const go = ({ from, to }: Suggestion) => {
    if (!editor) return;
    const show = () => editor.chain().setTextSelection({ from, to }).focus().scrollIntoView().run();
    // A phone shows one part at a time.
    if (editor.view.dom.offsetParent !== null) show();
    else void navigate({ search: {} }).then(() => requestAnimationFrame(show));
  };
  return (
    <section className="panel stack" data-gap="sm" aria-labelledby={heading}>
      <h2 className="title-sm" id={heading} ref={title} tabIndex={-1}>
        <Trans>Suggestions</Trans>
      </h2>
      <p role="status" className="small quiet margin-said">
        {said}
      </p>
      {list.length === 0 ? (
        <p className="quiet">
          <Trans>No open suggestions. Switch on “Suggest changes” above the document to propose some.</Trans>
        </p>
      ) : (
        <p className="quiet small">
          <Trans>A saved version leaves them out until they are accepted. The names are those the writers gave.</Trans>
        </p>
      )}
      {persons.map((person) => {
        const who = nameOf(i18n, person, people);
        return (
          <section key={person} className="stack" data-gap="xs" aria-label={t`Suggestions of ${who}`}>
            <h3 className="thread__about">{who}</h3>
            <ol className="margin-threads">
              {list
                .filter((one) => one.person === person)
                .map((one) => (
                  <li key={one.id} className="thread">
                    <p className="said__text">
                      {suggestionWords(i18n, one, people)} <span className="quiet small">{timeWords(one.at)}</span>
                    </p>
                    <div className="actions thread__steps">
                      {mayWrite ? (
                        <>
                          <Button look="tertiary" onClick={() => answer((by) => isSame(by, one), true)}>
                            <Trans>Accept</Trans>
                          </Button>
                          <Button look="tertiary" onClick={() => answer((by) => isSame(by, one), false)}>
                            <Trans>Refuse</Trans>
                          </Button>
                        </>
                      ) : null}
                      <Button look="tertiary" tone="neutral" onClick={() => go(one)}>
                        <Trans>Go to the text</Trans>
                      </Button>
                    </div>
                  </li>
                ))}
            </ol>
            {mayWrite && list.filter((one) => one.person === person).length > 1 ? (
              <div className="actions thread__steps">
                <Button look="tertiary" onClick={() => answer((by) => by.person === person, true)}>
                  <Trans>Accept all of {who}</Trans>
                </Button>
                <Button look="tertiary" onClick={() => answer((by) => by.person === person, false)}>
                  <Trans>Refuse all of {who}</Trans>
                </Button>
              </div>
            ) : null}
          </section>
        );
      })}
    </section>
  );
}

const isSame = (by: By, one: By) => by.id === one.id && by.person === one.person;
