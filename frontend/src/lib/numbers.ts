/** A number as typed; what is no number is sent as zero, so that the server says what may stand there. */
export const numberOf = (typed: string): number => Math.trunc(Number(typed)) || 0;
