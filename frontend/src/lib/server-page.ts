// What Django's shell page tells the application; every value has a default so that a bare page works too.
const told = (): DOMStringMap => document.getElementById("root")?.dataset ?? {};

/** Addresses outside the React application; Django's shell page may override them with data attributes on #root. */
export const addresses = {
  signIn: () => told().signIn ?? "/accounts/login/",
  signOut: () => told().signOut ?? "/accounts/logout/",
  library: () => told().library ?? `/${document.documentElement.lang || "en"}/library/`,
  start: () => told().start ?? "/",
  page: (name: string) => `/${document.documentElement.lang || "en"}/${name}/`,
  howItWorks: () => told().howItWorks ?? `/${document.documentElement.lang || "en"}/how-it-works/`,
};

/** The token Django wants back with every request that changes something; it rotates at sign-in, so it is read each time. */
export function csrfToken(): string {
  const found = /(?:^|;\s*)(?:__Host-)?csrftoken=([^;]+)/.exec(document.cookie);
  return found?.[1] ? decodeURIComponent(found[1]) : "";
}

/** Sends the person to the sign-in page and back here afterwards. */
export function goToSignIn(): void {
  const next = location.pathname + location.search;
  location.assign(`${addresses.signIn()}?next=${encodeURIComponent(next)}`);
}
