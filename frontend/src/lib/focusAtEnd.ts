/** Focuses a text to go on with: the caret stands behind what is there already. */
export function focusAtEnd(text: HTMLElement | null | undefined): void {
  text?.focus();
  if (text instanceof HTMLTextAreaElement) text.setSelectionRange(text.value.length, text.value.length);
}
