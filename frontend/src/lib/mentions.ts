/** The letters typed after the last "@" before the caret. */
export const mentionBegun = (text: string, caret: number): string | undefined =>
  /(?:^|\s)@([\p{L}\p{N}'-]{0,40}(?: [\p{L}'-]{1,40})?)$/u.exec(text.slice(0, caret))?.[1];
