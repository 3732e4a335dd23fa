// The few bytes public pages need. Every page works without them: facets are a form with a button, the rest is links.
import "./public.css";

const results = () => document.querySelector<HTMLElement>("[data-results]");

// What a fresh answer replaces: the results, their number, and the choices with their counts.
const PARTS = ["[data-results]", "[data-result-count]", "[data-facets-list]"];

async function refresh(address: URL): Promise<void> {
  results()?.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const unfolded = [...document.querySelectorAll("[data-facets-list] details[open]")].map((one) => one.id);
    const focused = document.activeElement?.id;
    for (const part of PARTS) {
      const fresh = page.querySelector(part);
      if (!answer.ok || !fresh) throw new Error("no results in the answer");
      document.querySelector(part)?.replaceChildren(...fresh.childNodes);
    }
    for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
    if (focused) document.getElementById(focused)?.focus();
    hideApply();
    history.replaceState(null, "", address);
    results()?.removeAttribute("aria-busy");
  } catch {
    location.assign(address);
  }
}

const hideApply = () => {
  for (const button of document.querySelectorAll<HTMLElement>("[data-facets] [data-apply]")) button.hidden = true;
};

// A facet counts at once; the button stays for those without script and is hidden for the rest.
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-facets]")) {
  hideApply();
  form.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === "search") return;
    const address = new URL(form.action, location.href);
    const chosen = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string" && value) chosen.append(name, value);
    address.search = chosen.toString();
    void refresh(address);
  });
}

// Facets start folded on a phone and open on a desk.
if (matchMedia("(min-width: 60rem)").matches)
  for (const fold of document.querySelectorAll<HTMLDetailsElement>("details[data-fold]")) fold.open = true;

// Two clicks send a form once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) delete form.dataset.sent;
});

// A sign-out leaves nothing of the person on this device: what rooms and forms kept here goes with it.
document.addEventListener("submit", (event) => {
  if (!(event.target instanceof HTMLFormElement) || !event.target.matches("[data-sign-out]")) return;
  for (const key of Object.keys(localStorage)) if (key.startsWith("dtn.")) localStorage.removeItem(key);
  void indexedDB.databases?.().then((all) => {
    for (const { name } of all) if (name?.startsWith("dtn.")) indexedDB.deleteDatabase(name);
  });
});
