import { useLingui } from "@lingui/react/macro";

export const SCORES = [-2, -1, 0, 1, 2] as const;

/** A score from -2 to 2 in words. */
export function useScoreWords(): (score: number) => string {
  const { t } = useLingui();
  const words: Record<number, string> = {
    [-2]: t`Much worse than before`,
    [-1]: t`Somewhat worse`,
    0: t`No difference`,
    1: t`Somewhat better`,
    2: t`Much better than before`,
  };
  return (score) => words[score] ?? String(score);
}
