// Passkeys: make one, or show that one has it. A form says which with data-passkey, and carries the answer in its hidden field.

const knowsPasskeys = (): boolean =>
  "PublicKeyCredential" in globalThis && "parseCreationOptionsFromJSON" in PublicKeyCredential;

interface Asked {
  creation_options?: { publicKey: PublicKeyCredentialCreationOptionsJSON };
  request_options?: { publicKey: PublicKeyCredentialRequestOptionsJSON };
}

/** What the server asks of the device: it stands in the page, or is fetched where the page is for everybody. */
async function asked(form: HTMLFormElement): Promise<Asked> {
  const here = form.dataset.passkeyOptions && document.getElementById(form.dataset.passkeyOptions)?.textContent;
  if (here) return JSON.parse(here) as Asked;
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("nothing is asked");
  return ((await answer.json()) as Asked) ?? {};
}

/** The device's answer, for making a passkey or for showing one. */
async function answered(form: HTMLFormElement): Promise<Credential | null> {
  const { creation_options, request_options } = await asked(form);
  if (form.dataset.passkey === "create" && creation_options) {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(creation_options.publicKey);
    // It signs in by itself: the device keeps it, and makes sure who holds it.
    publicKey.authenticatorSelection = {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    };
    return navigator.credentials.create({ publicKey });
  }
  if (!request_options) throw new Error("nothing is asked");
  return navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(request_options.publicKey),
  });
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
  const failed = form.querySelector<HTMLElement>("[data-passkey-failed]");
  if (knowsPasskeys()) form.hidden = false;
  else {
    const words = form.querySelector<HTMLElement>("[data-passkey-unknown]");
    if (words && !form.hidden) words.hidden = false;
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // A form that is not sent yet may be tried again.
    event.stopPropagation();
    if (failed) failed.hidden = true;
    answered(form)
      .then((credential) => {
        const field = form.elements.namedItem("credential");
        if (!(credential instanceof PublicKeyCredential) || !(field instanceof HTMLInputElement))
          throw new Error("none");
        field.value = JSON.stringify(credential);
        form.submit();
      })
      .catch(() => {
        if (failed) failed.hidden = false;
      });
  });
}
