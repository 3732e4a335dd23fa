const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]";
const REMEMBERED = 20;

/**
 * When what has the focus goes away, such as a button that unfolds a form in its place, the focus goes to what came
 * instead: to the first field, else to the first thing to press. Where nothing came it goes back to what had it before,
 * if that is close by, as the button is that unfolded a form below itself.
 */
export function keepFocus(root: HTMLElement): void {
  let last: HTMLElement | null = null;
  let before: HTMLElement[] = [];
  let around: Element[] = [];
  let known = new WeakSet<Element>();
  let page = location.pathname;

  root.addEventListener("focusin", ({ target }) => {
    if (last) before = [last, ...before.filter((one) => one !== last && one.isConnected)].slice(0, REMEMBERED);
    last = target as HTMLElement;
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
      const left = around.filter((place) => place.isConnected);
      for (const place of left) {
        const came = [...place.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((one) => !known.has(one) && shown(one));
        const field = came.find((one) => one.matches("input, select, textarea, [contenteditable]"));
        const chosen = field?.matches("[type=radio]") ? came.find((one) => one.matches(":checked")) : null;
        const first = chosen ?? field ?? came[0];
        if (first) {
          first.focus();
          return;
        }
      }
      before.find((one) => one.isConnected && left[0]?.contains(one) && shown(one))?.focus();
    });
  }).observe(root, { childList: true, subtree: true });
}

const shown = (one: HTMLElement): boolean => one.tabIndex >= 0 && !one.matches(":disabled") && visible(one);
const visible = (one: HTMLElement): boolean => one.checkVisibility?.() ?? true;
