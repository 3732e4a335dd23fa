import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { chooseLanguage, meQuery } from "../../api/me";
import { LANGUAGES, languageOf, speak } from "../../lib/i18n";
import { forgetEverything } from "../../lib/kept";
import { addresses, csrfToken } from "../../lib/server-page";
import { RefusalNotice } from "../../ui/RefusalNotice";

/** Chooses the language of the pages, of refusals and of mail. */
export function LanguageChoice() {
  const { i18n } = useLingui();
  const queries = useQueryClient();
  const [refusal, setRefusal] = useState<unknown>(null);
  const id = useId();

  async function choose(code: string) {
    const language = languageOf(code);
    setRefusal(null);
    try {
      // Known before it is spoken: the frame of the page would go back to the language it knows of.
      queries.setQueryData(meQuery.queryKey, await chooseLanguage(language));
      await speak(language);
      // Much of what the server says is in the person's language: read it all again.
      await queries.invalidateQueries();
    } catch (error) {
      setRefusal(error);
    }
  }

  return (
    <div className="ds-field">
      <label htmlFor={id}>
        <Trans>Language</Trans>
      </label>
      <select
        id={id}
        className="ds-input"
        value={languageOf(i18n.locale)}
        onChange={(event) => choose(event.target.value)}
      >
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
      {refusal ? <RefusalNotice error={refusal} /> : null}
    </div>
  );
}

/** Signs out, and first removes everything this device kept for the person. */
export function SignOut() {
  const [token, setToken] = useState("");
  return (
    <form
      method="post"
      action={addresses.signOut()}
      onSubmit={(event) => {
        const form = event.currentTarget;
        if (token) return;
        event.preventDefault();
        // The token rotates at sign-in, so it is read at the last moment.
        setToken(csrfToken());
        void forgetEverything().then(() => form.submit());
      }}
    >
      <input type="hidden" name="csrfmiddlewaretoken" value={token} />
      <button type="submit" className="ds-button" data-variant="secondary">
        <Trans>Sign out</Trans>
      </button>
    </form>
  );
}
