const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]";

/**
 * When what has the focus goes away, such as a button that unfolds a form in its place, the focus goes to what came
 * instead: to the first field, else to the first thing to press. Where nothing came, or where the page moved it
 * already, nothing is done.
 */
export function keepFocus(root: HTMLElement): void {
  let last: Element | null = null;
  let around: Element[] = [];
  let known = new WeakSet<Element>();
  let page = location.pathname;

  root.addEventListener("focusin", ({ target }) => {
    last = target as Element;
    around = [];
    for (let above = last.parentElement; above && above !== root; above = above.parentElement) around.push(above);
    known = new WeakSet(root.querySelectorAll(FOCUSABLE));
    page = location.pathname;
  });

  const lost = () => last?.isConnected === false && document.activeElement === document.body;

  new MutationObserver(() => {
    if (!lost()) return;
    // What appears in this moment may take the focus itself.
    setTimeout(() => {
      if (!lost() || page !== location.pathname) return;
      for (const place of around) {
        if (!place.isConnected) continue;
        const came = [...place.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((one) => !known.has(one) && shown(one));
        const field = came.find((one) => one.matches("input, select, textarea, [contenteditable]"));
        const chosen = field?.matches("[type=radio]") ? came.find((one) => one.matches(":checked")) : null;
        const first = chosen ?? field ?? came[0];
        if (first) {
          first.focus();
          return;
        }
      }
    });
  }).observe(root, { childList: true, subtree: true });
}

const shown = (one: HTMLElement): boolean => one.tabIndex >= 0 && !one.matches(":disabled") && visible(one);
const visible = (one: HTMLElement): boolean => one.checkVisibility?.() ?? true;
